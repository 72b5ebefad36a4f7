/**
 * What clients say: schemas, inferred types, and one total parser. Bytes are checked here, once; inside, types are trusted.
 * Meaning (does the question exist, may this voter change it) is judged in `src/poll`.
 */
import * as v from "valibot";
import type { Code } from "./codes.ts";
import { entryCommands, entrySettings, passBody } from "./entering.ts";
import type { PassBody } from "./entry.ts";
import { countsIn, quizFaultOf } from "./fits.ts";
import { echoFrame, type Join, join, joinFrame, playerCommand, quizCommands, quizSettings } from "./game.ts";
import { VOTER_TOKEN } from "./ids.ts";
import {
  ANSWER_POINTS_MAX,
  ANSWERS_PER_COMMAND_MAX,
  KEEP_DAYS_MAX,
  KEEP_DAYS_MIN,
  NOTICE_POINTS_MAX,
  OPTION_POINTS_MAX,
  OPTIONS_PER_POLL_MAX,
  QUESTIONS_PER_POLL_MAX,
  ROUND_MAX,
  SHOW_FROM_MAX,
  TITLE_POINTS_MAX,
} from "./limits.ts";
import { addQuestion, countdown, editable, question, settingsOf, text, whole } from "./question.ts";
import {
  askCommand,
  askFrame,
  gotFrame,
  listenFrame,
  reactFrame,
  sayFrame,
  type TalkBody,
  type TalkHostCommand,
  talkBody,
  talkCommands,
  talkSettings,
  upvoteFrame,
} from "./saying.ts";

export type { KindName, NewQuestion, NewQuestionOf, QuestionBody, QuestionBodyOf } from "./question.ts";

const integer = v.pipe(v.number(), v.safeInteger());
const questionId = v.string(); // the poll knows which exist, and `no-such-question` says more than `bad-message`

const resultsWhen = v.picklist(["always", "after-vote", "after-close", "host"]);
const keepDays = whole(KEEP_DAYS_MIN, KEEP_DAYS_MAX);
const showFrom = whole(0, SHOW_FROM_MAX);
const answer = text(ANSWER_POINTS_MAX);
/** ISO 8601 becomes milliseconds since 1970. */
const moment = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((iso) => Date.parse(iso)),
  v.safeInteger(),
);
const pace = v.picklist(["open", "host", "quiz"]);

const settings = {
  title: v.optional(text(TITLE_POINTS_MAX, 0)),
  results: v.optional(resultsWhen),
  revote: v.optional(v.boolean()),
  oneTap: v.optional(v.boolean()),
  sharedDevice: v.optional(v.boolean()),
  receipts: v.optional(v.boolean()),
  keepDays: v.optional(keepDays),
  showFrom: v.optional(showFrom),
  endsAt: v.optional(v.nullable(moment)),
  talk: v.optional(talkSettings),
  entry: v.optional(entrySettings),
};

const poll = v.pipe(
  v.object({
    ...settings,
    pace: v.optional(pace),
    quiz: v.optional(quizSettings),
    questions: v.pipe(v.array(question), v.minLength(1, "few"), v.maxLength(QUESTIONS_PER_POLL_MAX, "many")),
  }),
  v.check(({ questions }) => !questions.some((made) => "pictures" in made && made.pictures?.some(Boolean)), "no-such-picture"),
  v.check((made) => made.questions.reduce((sum, made) => sum + countsIn(made), 0) <= OPTIONS_PER_POLL_MAX, "many"),
  v.check((made) => made.quiz === undefined || made.pace === "quiz", "no-quiz"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value.pace !== "quiz") return;
    const { questions } = dataset.value;
    const index = questions.findIndex((made) => quizFaultOf(made) !== null);
    const at = questions[index];
    if (!at) return;
    const step = { type: "unknown", origin: "value" } as const;
    const path: [v.UnknownPathItem, v.UnknownPathItem] = [
      { ...step, input: dataset.value, key: "questions", value: questions },
      { ...step, input: questions, key: index, value: at },
    ];
    addIssue({ message: quizFaultOf(at) ?? "", path });
  }),
);

export type NewPoll = v.InferOutput<typeof poll>;
/** As somebody writes it, before defaults are filled in. */
export type PollBody = v.InferInput<typeof poll>;

const vote = v.object({
  question: questionId,
  choice: v.array(v.union([v.number(), v.string()])),
  n: v.pipe(integer, v.minValue(0)),
  round: v.optional(v.pipe(integer, v.minValue(1), v.maxValue(ROUND_MAX))),
});

export type Vote = v.InferOutput<typeof vote>;

/** The same by hand, for frames: it happens for every vote, and the schema took a tenth of what a vote costs the hub. A test holds both to one outcome. */
function isVote(body: unknown): body is Vote {
  if (typeof body !== "object" || body === null) return false;
  const { question, choice, n, round } = body as Record<keyof Vote, unknown>;
  if (typeof question !== "string" || !Array.isArray(choice) || !Number.isSafeInteger(n) || (n as number) < 0) return false;
  for (const mark of choice) if (typeof mark !== "number" && typeof mark !== "string") return false;
  return round === undefined || (Number.isSafeInteger(round) && (round as number) >= 1 && (round as number) <= ROUND_MAX);
}

const hostCommand = v.variant("command", [
  v.object({ command: v.picklist(["open", "reopen", "again", "go"]), question: questionId }),
  v.object({ command: v.picklist(["close", "undo-reset"]), question: questionId }),
  // `why`: told to those whose votes no longer count.
  v.object({ command: v.literal("reset"), question: questionId, why: v.optional(text(NOTICE_POINTS_MAX, 0)) }),
  v.object({ command: v.picklist(["next", "back", "clear", "undo-clear"]) }),
  v.object({ command: v.literal("timer"), question: questionId, seconds: v.nullable(countdown) }),
  v.object({ command: v.picklist(["show", "hide"]), question: v.optional(questionId) }),
  v.object({
    command: v.literal("edit"),
    ...settings,
    pace: v.optional(pace),
    quiz: v.optional(quizSettings),
    question: v.optional(questionId),
    ...editable,
  }),
  v.object({ command: v.literal("add-option"), question: questionId, text: text(OPTION_POINTS_MAX) }),
  addQuestion,
  v.object({ command: v.picklist(["hide-answer", "show-answer", "split-answer"]), question: questionId, answer }),
  v.object({
    command: v.literal("merge-answers"),
    question: questionId,
    answers: v.pipe(v.array(answer), v.minLength(1, "few"), v.maxLength(ANSWERS_PER_COMMAND_MAX, "many")),
    into: answer,
  }),
  v.object({ command: v.literal("rotate-key") }),
  ...quizCommands,
  playerCommand,
  ...entryCommands,
  ...talkCommands,
  askCommand,
]);

export type HostCommand = v.InferOutput<typeof hostCommand>;
/** What changes the poll, and not what is said in its room. */
export type PollCommand = Exclude<HostCommand, TalkHostCommand>;
/** As somebody writes it. */
export type CommandBody = v.InferInput<typeof hostCommand>;

/** Names of all host commands, for the published description. */
export const HOST_COMMANDS = hostCommand.options
  .map((made) => ("options" in made ? made.options[0] : made))
  .flatMap(({ entries: { command } }) => ("options" in command ? command.options : [command.literal]));

const hello = v.object({
  type: v.literal("hello"),
  voter: v.pipe(v.string(), v.regex(VOTER_TOKEN)),
  key: v.optional(v.string()),
  role: v.optional(v.picklist(["voter", "host", "stage"])),
  /** What this device was let in with. One that is wrong lets nobody in, and keeps nobody from looking. */
  pass: v.optional(v.string()),
  ticket: v.optional(v.string()),
  since: v.optional(v.object({ epoch: v.string(), seq: v.number() })),
});

export type Hello = v.InferOutput<typeof hello>;

const commandFrame = v.looseObject({ type: v.literal("command"), ref: integer, command: v.string() });

const time = v.object({ type: v.literal("time"), sent: v.pipe(v.number(), v.finite()) });
const PLAIN = {
  hello,
  time,
  join: joinFrame,
  echo: echoFrame,
};
const TALK = {
  listen: listenFrame,
  say: sayFrame,
  ask: askFrame,
  upvote: upvoteFrame,
  react: reactFrame,
  got: gotFrame,
};

export type ClientMessage =
  | Hello
  | v.InferOutput<typeof time>
  | ({ type: "vote"; ref: number } & Vote)
  | ({ type: "join"; ref: number } & Join)
  | v.InferOutput<typeof echoFrame>
  | v.InferOutput<typeof listenFrame | typeof sayFrame | typeof askFrame | typeof upvoteFrame | typeof reactFrame | typeof gotFrame>
  | { type: "command"; ref: number; command: HostCommand };

/** What stands in the way of a message; `ref` where the frame had a readable one, `detail` where a person can mend it. */
export interface Unreadable {
  unreadable: Code;
  ref?: number;
  detail?: string;
}

/** Any text becomes a typed message or the reason why not; it never throws. */
export function parseClientMessage(frame: string): ClientMessage | Unreadable {
  const parsed = parseJson(frame);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return { unreadable: "bad-message" };
  const { type, ref } = parsed as { type?: unknown; ref?: unknown };
  const readableRef: { ref?: number } = Number.isSafeInteger(ref) ? { ref: ref as number } : {};
  const bad = (): Unreadable => ({ unreadable: "bad-message", ...readableRef });
  if (type === "vote") return readableRef.ref !== undefined && isVote(parsed) ? (parsed as ClientMessage) : bad();
  if (isIn(PLAIN, type)) {
    const plain = v.safeParse(PLAIN[type], parsed, { abortEarly: true });
    return plain.success ? plain.output : bad();
  }
  if (isIn(TALK, type)) {
    const said = read(TALK[type], parsed);
    return "unreadable" in said ? { ...said, ...readableRef } : said;
  }
  if (type === "command") {
    const frameRead = v.safeParse(commandFrame, parsed, { abortEarly: true });
    if (!frameRead.success) return bad();
    const command = parseCommand(parsed);
    return "unreadable" in command ? { ...command, ...readableRef } : { type, ref: frameRead.output.ref, command };
  }
  return bad();
}

function isIn<Schemas extends object>(schemas: Schemas, type: unknown): type is keyof Schemas {
  return typeof type === "string" && Object.hasOwn(schemas, type);
}

export function parseCommand(body: unknown): HostCommand | Unreadable {
  return read(hostCommand, body);
}

export function parseVote(body: unknown): Vote | Unreadable {
  const parsed = v.safeParse(vote, body, { abortEarly: true });
  return parsed.success ? parsed.output : { unreadable: "bad-message" };
}

export function parseJoin(body: unknown): Join | Unreadable {
  return read(join, body);
}

export function parseTalk(body: unknown): TalkBody | Unreadable {
  return read(talkBody, body);
}

export function parsePass(body: unknown): PassBody | Unreadable {
  return read(passBody, body);
}

const copy = settingsOf({ votes: v.optional(v.boolean(), false) });

export function parseCopy(body: unknown): v.InferOutput<typeof copy> | Unreadable {
  return read(copy, body);
}

/** A whole poll, or the short form with one single-choice question. */
export function parseNewPoll(body: unknown): NewPoll | Unreadable {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { unreadable: "bad-message" };
  const { question: asked, options: given, ...rest } = body as Record<string, unknown>;
  if (asked === undefined) return read(poll, body);
  if (rest.questions !== undefined) return { unreadable: "bad-message", detail: "questions" };
  return read(poll, { ...rest, questions: [{ text: asked, options: given }] });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `detail` names the place, as in `questions.0.options.3`, with what is wrong there: `long`, `empty`, `few`, `many`, `marks`, `range`, `top`, `faces`, `no-such-picture`, `right`, `quiz-kind`, `quiz-options`, `no-quiz`. */
function read<const Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> | Unreadable {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? "";
  const reason = /^[a-z-]+$/.test(issue.message) ? issue.message : ""; // a word of ours; the schemas' own are sentences
  return { unreadable: "bad-message", detail: [place, reason].filter(Boolean).join(" ") };
}

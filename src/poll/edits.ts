/** What a host changes of a poll's settings and of what is asked. What a vote already points at stays as it is. */
import type { NewQuestion, PollCommand } from "../protocol/client.ts";
import { countsIn, faultOf, hasLookOfKind, quizFaultOf } from "../protocol/fits.ts";
import { OPTIONS_PER_POLL_MAX, OPTIONS_PER_QUESTION_MAX, QUESTIONS_BYTES_MAX, QUESTIONS_PER_POLL_MAX } from "../protocol/limits.ts";
import type { Pace } from "../protocol/server.ts";
import { bytesIn } from "./bytes.ts";
import type { Facts } from "./command.ts";
import { type Decision, done, NO_QUIZ, type Refusal } from "./decision.ts";
import { decideEntry, type EntryFacts } from "./entry.ts";
import type { Event, QuestionEdit, Settings } from "./event.ts";
import { given } from "./given.ts";
import { withOption } from "./kinds/faces.ts";
import { isRestructured } from "./kinds/index.ts";
import { hasItsPictures } from "./pictures.ts";
import { decideMove } from "./quiz/moves.ts";
import { type Poll, type Question, questionOf, type State } from "./state.ts";

type EditCommand = Extract<PollCommand, { command: "edit" }>;

/** What is no setting is a field of the question that is edited. */
function partsOf(
  command: EditCommand,
): Pick<EditCommand, "pace" | "quiz" | "talk" | "entry"> & { settings: Settings; edit: QuestionEdit } {
  const { command: _, question: __, pace, quiz, talk, entry, ...changes } = command;
  const { title, results, revote, oneTap, sharedDevice, receipts, keepDays, showFrom, endsAt, ...fields } = changes;
  const settings = given({ title, results, revote, oneTap, sharedDevice, receipts, keepDays, showFrom, endsAt });
  return { pace, quiz, talk, entry, settings, edit: given(fields) };
}

export function decideSettings(
  state: State,
  command: EditCommand,
  chance: EntryFacts,
  facts: Facts,
  now: number,
): Decision | Refusal {
  const { pace, quiz, talk, entry, settings } = partsOf(command);
  const isRepaced = pace !== undefined && pace !== state.poll.pace;
  if (isRepaced && (state.quiz || pace === "quiz")) return { refused: "not-allowed", detail: "stays-quiz" };
  if (quiz && !state.quiz) return NO_QUIZ;
  if (state.quiz && (settings.endsAt || settings.revote || settings.receipts)) return { refused: "not-allowed", detail: "not-now" };
  const isFixedByVotes = isRepaced || (settings.receipts ?? state.poll.receipts) !== state.poll.receipts;
  if (isFixedByVotes && state.poll.questions.some((question) => hasVotes(state, question)))
    return { refused: "not-allowed", detail: "has-votes" };
  const events: Event[] = isRepaced ? [{ type: "paced", pace }] : [];
  if (talk && Object.keys(talk).length > 0) settings.talk = { ...state.poll.talk, ...given(talk) };
  if (Object.keys(settings).length > 0) events.push({ type: "settings-changed", settings });
  if (entry && Object.keys(entry).length > 0) {
    const entered = decideEntry(state, given(entry), chance);
    if ("refused" in entered) return entered;
    events.push(...entered);
  }
  if (quiz && state.quiz && Object.keys(quiz).length > 0) {
    const moved = decideMove(state, state.quiz, { type: "set", settings: given(quiz) }, facts, now);
    if ("refused" in moved) return moved;
    events.push(...moved.events);
  }
  return events.length > 0 ? done(...events) : { refused: "bad-message", detail: "nothing-to-change" };
}

export function decideAddQuestion(
  { poll, pictures }: State,
  command: Extract<PollCommand, { command: "add-question" }>,
): Decision | Refusal {
  const { command: _, ...question } = command;
  if (poll.questions.length >= QUESTIONS_PER_POLL_MAX) return { refused: "not-allowed", detail: "too-many-questions" };
  if (!hasItsPictures(question, pictures)) return { refused: "bad-message", detail: "no-such-picture" };
  return wrongWith(question, poll.questions, poll.pace) ?? done({ type: "question-added", question });
}

export function decideAddOption(state: State, question: Question, text: string): Decision | Refusal {
  if (!("options" in question)) return { refused: "not-allowed", detail: "not-of-kind" };
  if (hasVotes(state, question)) return { refused: "not-allowed", detail: "has-votes" };
  const wrong = wrongWith({ ...question, ...withOption(question, text) }, othersThan(question, state.poll), state.poll.pace);
  return wrong ?? done({ type: "option-added", question: question.id, text });
}

/** Words may be mended at any time; what a vote already points at (which options, how many marks, which range) may not. */
export function decideEdit(state: State, id: string, command: EditCommand): Decision | Refusal {
  const question = questionOf(state.poll, id);
  if (!question) return { refused: "no-such-question" };
  const { edit } = partsOf(command);
  const fields = Object.keys(edit);
  if (fields.length === 0) return { refused: "bad-message", detail: "nothing-to-change" };
  const edited = { ...question, ...edit } as Question;
  const isOfKind = fields.every((field) => field in question) && hasLookOfKind(edited);
  if (!isOfKind) return { refused: "bad-message", detail: "not-of-kind" };
  if (!hasItsPictures(edited, state.pictures)) return { refused: "bad-message", detail: "no-such-picture" };
  const wrong = wrongWith(edited, othersThan(question, state.poll), state.poll.pace);
  const isLocked = isRestructured(question, edited) && hasVotes(state, question);
  if (isLocked && wrong?.refused !== "bad-message") return { refused: "not-allowed", detail: "has-votes" };
  return wrong ?? done({ type: "question-edited", question: id, edit });
}

/** What a question cannot be, in itself or beside the poll's others. */
function wrongWith(question: NewQuestion, others: readonly NewQuestion[], pace: Pace): Refusal | null {
  const fault = faultOf(question);
  if (fault && fault !== "options") return { refused: "bad-message", detail: fault };
  const quizFault = pace === "quiz" ? quizFaultOf(question) : null;
  if (quizFault) return { refused: "bad-message", detail: quizFault };
  const counts = sumOf([...others, question], countsIn);
  const isFull = fault === "options" || countsIn(question) > OPTIONS_PER_QUESTION_MAX || counts > OPTIONS_PER_POLL_MAX;
  if (isFull) return { refused: "not-allowed", detail: "too-many-options" };
  return sumOf([...others, question], textBytesIn) > QUESTIONS_BYTES_MAX ? { refused: "too-large" } : null;
}

function othersThan({ id }: Question, poll: Poll): Question[] {
  return poll.questions.filter((question) => question.id !== id);
}

function sumOf(questions: readonly NewQuestion[], of: (question: NewQuestion) => number): number {
  return questions.reduce((sum, question) => sum + of(question), 0);
}

function hasVotes(state: State, question: Question): boolean {
  return (state.tallies[question.id]?.ballots ?? 0) > 0;
}

/** Its texts in UTF-8 with their quotes and commas. */
function textBytesIn(question: NewQuestion): number {
  const options = "options" in question ? question.options : [];
  const others = wordsBeside(question);
  const faces = "emoji" in question ? [...(question.emoji ?? []), ...(question.pictures ?? [])] : [];
  return [question.text, ...options, ...others, ...faces.map((face) => face ?? "")].reduce(
    (sum, text) => sum + bytesIn(text) + 3,
    0,
  );
}

function wordsBeside(question: NewQuestion): string[] {
  switch (question.kind) {
    case "rating":
      return question.labels;
    case "number":
      return [question.unit];
    case "text":
      return question.accepted;
    default:
      return [];
  }
}

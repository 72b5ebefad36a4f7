/** Is it allowed, and what then happened? `(state, command, facts, now) -> events or a refusal`; nothing is changed here. */
import type { HostCommand, NewQuestion } from "../protocol/client.ts";
import type { Code, Detail } from "../protocol/codes.ts";
import { countsIn, faultOf, hasLookOfKind, quizFaultOf } from "../protocol/fits.ts";
import { OPTIONS_PER_POLL_MAX, OPTIONS_PER_QUESTION_MAX, QUESTIONS_BYTES_MAX, QUESTIONS_PER_POLL_MAX } from "../protocol/limits.ts";
import type { Pace, VoteStatus } from "../protocol/server.ts";
import { type CareCommand, caredFor, isTooMuch } from "./care.ts";
import type { Command, Facts } from "./command.ts";
import type { Event, QuestionEdit, Settings } from "./event.ts";
import { given } from "./given.ts";
import { withOption } from "./kinds/faces.ts";
import { isRestructured, kindOf } from "./kinds/index.ts";
import { decidePace, decideTick, isOver, isUndoable } from "./pacing.ts";
import { droppedFor, hasItsPictures } from "./pictures.ts";
import { decideMove, isForQuiz, MOVES } from "./quiz/moves.ts";
import { type Poll, type Question, questionOf, type State } from "./state.ts";

export interface Refusal {
  refused: Code;
  detail?: Detail;
}

export interface Decision {
  status: VoteStatus | "done";
  events: Event[];
}

export function decide(state: State, command: Command, facts: Facts, now: number): Decision | Refusal {
  switch (command.type) {
    case "vote":
      return decideVote(state, command, facts, now);
    case "tick":
      return decideTick(state, now);
    case "hold-code":
      return done({ type: "code-held", lease: command.code === null ? null : { code: command.code, until: command.until } });
    case "picture": {
      const dropped = droppedFor(command.picture, state);
      if (!dropped) return { refused: "not-allowed", detail: "pictures-full" };
      const kept: Event = { type: "picture-kept", picture: command.picture };
      return done(...(dropped.length > 0 ? [{ type: "pictures-dropped", pictures: dropped } as const] : []), kept);
    }
    case "join":
      return { refused: "not-allowed", detail: "no-quiz" }; // in a quiz it never comes to here
    case "host":
      return decideHost(state, command.command, command.freshKeyHash, facts, now);
  }
}

/** The order of the checks is the contract's: `same` before anything else, then phase, then revote, then choice. */
function decideVote(state: State, vote: Extract<Command, { type: "vote" }>, { earlier }: Facts, now: number): Decision | Refusal {
  const question = questionOf(state.poll, vote.question);
  if (!question) return { refused: "no-such-question" };
  if (earlier && vote.n <= earlier.n) return { status: "same", events: [] };
  if (vote.round !== undefined && vote.round !== question.round) return { refused: "closed" };
  if (isOver(state.poll, question, now)) return { refused: "closed" };
  if (question.phase !== "open") return { refused: question.phase === "waiting" ? "not-open" : "closed" };
  if (earlier && earlier.choice.length > 0 && !state.poll.revote) return { refused: "already-voted" };
  // Taking back is stored even before any vote: the vote that it overtook on the network may still arrive.
  const takenBack = vote.choice.length === 0 && state.poll.revote;
  const choice = takenBack ? [] : kindOf(question).check(question, vote.choice);
  if (!choice) return { refused: "bad-choice" };
  const ballot = { question: question.id, round: question.round, voter: vote.voter, choice, n: vote.n };
  return {
    status: earlier ? "changed" : "counted",
    events: [{ type: "voted", ballot, before: earlier?.choice ?? [] }],
  };
}

function decideHost(
  state: State,
  command: HostCommand,
  freshKeyHash: string | undefined,
  facts: Facts,
  now: number,
): Decision | Refusal {
  const { poll } = state;
  if (state.quiz && !isForQuiz(state.quiz, command)) return { refused: "not-allowed", detail: "not-now" };
  switch (command.command) {
    case "quiz-start":
    case "quiz-lock":
    case "quiz-next":
    case "quiz-hold":
    case "quiz-finish":
    case "quiz-again":
      return state.quiz ? decideMove(state, state.quiz, { type: MOVES[command.command] }, facts, now) : NO_QUIZ;
    case "lobby":
    case "player":
      return NO_QUIZ; // in a quiz it never comes to here
    case "rotate-key":
      return freshKeyHash ? done({ type: "key-rotated", hash: freshKeyHash }) : { refused: "busy" };
    case "show":
    case "hide":
      return decideShown(poll, command.question, command.command === "show");
    case "add-question":
      return decideAddQuestion(state, command);
    case "next":
    case "back":
    case "go":
    case "open":
    case "reopen":
    case "again":
    case "timer":
    case "clear":
    case "undo-clear":
      return decidePace(state, command, now);
    case "edit":
      return command.question === undefined
        ? decideSettings(state, command, facts, now)
        : decideEdit(state, command.question, command);
  }
  const question = questionOf(poll, command.question);
  if (!question) return { refused: "no-such-question" };
  const simple = (type: "closed" | "reset" | "reset-undone") => done({ type, question: question.id });
  switch (command.command) {
    case "close":
      return question.phase === "open" ? simple("closed") : { refused: question.phase === "waiting" ? "not-open" : "closed" };
    case "reset":
      return simple("reset");
    case "undo-reset":
      return isUndoable(question.beforeReset?.at, now)
        ? simple("reset-undone")
        : { refused: "not-allowed", detail: "nothing-to-undo" };
    case "add-option":
      return decideAddOption(state, question, command.text);
    case "hide-answer":
    case "show-answer":
    case "split-answer":
    case "merge-answers":
      return decideCare(question, command);
  }
}

function decideShown(poll: Poll, id: string | undefined, shown: boolean): Decision | Refusal {
  const meant = id === undefined ? poll.questions : poll.questions.filter((question) => question.id === id);
  if (meant.length === 0) return { refused: "no-such-question" };
  return done(...meant.map((question): Event => ({ type: "results-shown", question: question.id, shown })));
}

function decideAddQuestion(
  { poll, pictures }: State,
  command: Extract<HostCommand, { command: "add-question" }>,
): Decision | Refusal {
  const { command: _, ...question } = command;
  if (poll.questions.length >= QUESTIONS_PER_POLL_MAX) return { refused: "not-allowed", detail: "too-many-questions" };
  if (!hasItsPictures(question, pictures)) return { refused: "bad-message", detail: "no-such-picture" };
  return wrongWith(question, poll.questions, poll.pace) ?? done({ type: "question-added", question });
}

function decideAddOption(state: State, question: Question, text: string): Decision | Refusal {
  if (!("options" in question)) return { refused: "not-allowed", detail: "not-of-kind" };
  if (hasVotes(state, question)) return { refused: "not-allowed", detail: "has-votes" };
  const wrong = wrongWith({ ...question, ...withOption(question, text) }, othersThan(question, state.poll), state.poll.pace);
  return wrong ?? done({ type: "option-added", question: question.id, text });
}

function decideCare(question: Question, command: CareCommand): Decision | Refusal {
  const takesAnswers = question.kind === "text" || (question.kind === "choice" && question.other);
  if (!takesAnswers) return { refused: "not-allowed", detail: "not-of-kind" };
  const care = caredFor(question, command);
  if (!care) return { refused: "bad-message", detail: "nothing-to-change" };
  if (isTooMuch(care)) return { refused: "not-allowed", detail: "too-many-answers" };
  return done({ type: "answers-cared", question: question.id, care });
}

function decideSettings(
  state: State,
  command: Extract<HostCommand, { command: "edit" }>,
  facts: Facts,
  now: number,
): Decision | Refusal {
  const { pace, quiz, title, results, revote, oneTap, sharedDevice, keepDays, showFrom, endsAt } = command;
  const settings: Settings = given({ title, results, revote, oneTap, sharedDevice, keepDays, showFrom, endsAt });
  const isRepaced = pace !== undefined && pace !== state.poll.pace;
  if (isRepaced && (state.quiz || pace === "quiz")) return { refused: "not-allowed", detail: "stays-quiz" };
  if (quiz && !state.quiz) return NO_QUIZ;
  if (state.quiz && (endsAt || revote)) return { refused: "not-allowed", detail: "not-now" };
  if (isRepaced && state.poll.questions.some((question) => hasVotes(state, question)))
    return { refused: "not-allowed", detail: "has-votes" };
  const events: Event[] = isRepaced ? [{ type: "paced", pace }] : [];
  if (Object.keys(settings).length > 0) events.push({ type: "settings-changed", settings });
  if (quiz && state.quiz && Object.keys(quiz).length > 0) {
    const moved = decideMove(state, state.quiz, { type: "set", settings: given(quiz) }, facts, now);
    if ("refused" in moved) return moved;
    events.push(...moved.events);
  }
  return events.length > 0 ? done(...events) : { refused: "bad-message", detail: "nothing-to-change" };
}

/** Words may be mended at any time; what a vote already points at (which options, how many marks, which range) may not. */
function decideEdit(state: State, id: string, command: Extract<HostCommand, { command: "edit" }>): Decision | Refusal {
  const question = questionOf(state.poll, id);
  if (!question) return { refused: "no-such-question" };
  const { text, options, min, max, steps, labels, unit, from, to, step, answer, top, method } = command;
  const { seconds, other, look, filter, emoji, pictures, right, tolerance, accepted, typos } = command;
  const words = { text, options, labels, unit, emoji, pictures };
  const rules = {
    min,
    max,
    steps,
    from,
    to,
    step,
    answer,
    top,
    method,
    other,
    look,
    filter,
    seconds,
    right,
    tolerance,
    accepted,
    typos,
  };
  const edit: QuestionEdit = given({ ...words, ...rules });
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
  return sumOf([...others, question], bytesOf) > QUESTIONS_BYTES_MAX ? { refused: "too-large" } : null;
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

/** Its texts in UTF-8 with their quotes and commas; counted by hand, since the core has no encoder. */
function bytesOf(question: NewQuestion): number {
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

function bytesIn(text: string): number {
  let bytes = 0;
  for (const letter of text) bytes += letter < "\u0080" ? 1 : letter < "\u0800" ? 2 : letter.length === 1 ? 3 : 4;
  return bytes;
}

function done(...events: Event[]): Decision {
  return { status: "done", events };
}

const NO_QUIZ: Refusal = { refused: "not-allowed", detail: "no-quiz" };

/** Is it allowed, and what then happened? `(state, command, facts, now) -> events or a refusal`; nothing is changed here. */
import type { HostCommand } from "../protocol/client.ts";
import type { Code, Detail } from "../protocol/codes.ts";
import {
  OPTIONS_PER_POLL_MAX,
  OPTIONS_PER_QUESTION_MAX,
  QUESTIONS_BYTES_MAX,
  QUESTIONS_PER_POLL_MAX,
  UNDO_GRACE_MS,
  UNDO_RESET_MS,
} from "../protocol/limits.ts";
import type { VoteStatus } from "../protocol/server.ts";
import type { Command, Facts } from "./command.ts";
import type { Event, QuestionEdit, Settings } from "./event.ts";
import { kindOf } from "./kinds/index.ts";
import { isRestructured, type Poll, type Question, questionOf, type State } from "./state.ts";

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
      return decideVote(state, command, facts);
    case "hold-code":
      return done({ type: "code-held", lease: command.code === null ? null : { code: command.code, until: command.until } });
    case "host":
      return decideHost(state, command.command, command.freshKeyHash, now);
  }
}

/** The order of the checks is the contract's: `same` before anything else, then phase, then revote, then choice. */
function decideVote(state: State, vote: Extract<Command, { type: "vote" }>, { earlier }: Facts): Decision | Refusal {
  const question = questionOf(state.poll, vote.question);
  if (!question) return { refused: "no-such-question" };
  if (earlier && vote.n <= earlier.n) return { status: "same", events: [] };
  if (vote.round !== undefined && vote.round !== question.round) return { refused: "closed" };
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

function decideHost(state: State, command: HostCommand, freshKeyHash: string | undefined, now: number): Decision | Refusal {
  const { poll } = state;
  switch (command.command) {
    case "rotate-key":
      return freshKeyHash ? done({ type: "key-rotated", hash: freshKeyHash }) : { refused: "busy" };
    case "show":
    case "hide":
      return decideShown(poll, command.question, command.command === "show");
    case "add-question":
      return decideAddQuestion(poll, command);
    case "edit":
      return command.question === undefined ? decideSettings(command) : decideEdit(state, command.question, command);
  }
  const question = questionOf(poll, command.question);
  if (!question) return { refused: "no-such-question" };
  const simple = (type: "opened" | "closed" | "reset" | "reset-undone") => done({ type, question: question.id });
  switch (command.command) {
    case "open":
      return question.phase === "waiting" ? simple("opened") : decideReopen(question);
    case "reopen":
      return question.phase === "waiting" ? { refused: "not-open", detail: "never-opened" } : decideReopen(question);
    case "close":
      return question.phase === "open" ? simple("closed") : { refused: question.phase === "waiting" ? "not-open" : "closed" };
    case "reset":
      return simple("reset");
    case "undo-reset": {
      const undoable = question.beforeReset && now - question.beforeReset.at <= UNDO_RESET_MS + UNDO_GRACE_MS;
      return undoable ? simple("reset-undone") : { refused: "not-allowed", detail: "nothing-to-undo" };
    }
    case "add-option":
      return decideAddOption(state, question, command.text);
  }
}

function decideReopen(question: Question): Decision | Refusal {
  if (question.phase === "open") return { refused: "not-allowed", detail: "already-open" };
  return done({ type: "opened", question: question.id });
}

function decideShown(poll: Poll, id: string | undefined, shown: boolean): Decision | Refusal {
  const meant = id === undefined ? poll.questions : poll.questions.filter((question) => question.id === id);
  if (meant.length === 0) return { refused: "no-such-question" };
  return done(...meant.map((question): Event => ({ type: "results-shown", question: question.id, shown })));
}

function decideAddQuestion(poll: Poll, command: Extract<HostCommand, { command: "add-question" }>): Decision | Refusal {
  const { kind, text, options, min, max } = command;
  if (poll.questions.length >= QUESTIONS_PER_POLL_MAX) return { refused: "not-allowed", detail: "too-many-questions" };
  if (min > max || max > options.length) return { refused: "bad-message", detail: "marks" };
  if (optionsIn(poll) + options.length > OPTIONS_PER_POLL_MAX) return { refused: "not-allowed", detail: "too-many-options" };
  if (bytesWith(poll, [text, ...options]) > QUESTIONS_BYTES_MAX) return { refused: "too-large" };
  return done({ type: "question-added", question: { kind, text, options, min, max } });
}

function decideAddOption(state: State, question: Question, text: string): Decision | Refusal {
  if (hasVotes(state, question)) return { refused: "not-allowed", detail: "has-votes" };
  const full = question.options.length >= OPTIONS_PER_QUESTION_MAX || optionsIn(state.poll) >= OPTIONS_PER_POLL_MAX;
  if (full) return { refused: "not-allowed", detail: "too-many-options" };
  if (bytesWith(state.poll, [text]) > QUESTIONS_BYTES_MAX) return { refused: "too-large" };
  return done({ type: "option-added", question: question.id, text });
}

function decideSettings(command: Extract<HostCommand, { command: "edit" }>): Decision | Refusal {
  const { title, results, revote, oneTap, sharedDevice, keepDays } = command;
  const settings: Settings = given({ title, results, revote, oneTap, sharedDevice, keepDays });
  if (Object.keys(settings).length === 0) return { refused: "bad-message", detail: "nothing-to-change" };
  return done({ type: "settings-changed", settings });
}

/** Words may be mended at any time; what a vote already points at (which options, how many marks) may not. */
function decideEdit(state: State, id: string, command: Extract<HostCommand, { command: "edit" }>): Decision | Refusal {
  const question = questionOf(state.poll, id);
  if (!question) return { refused: "no-such-question" };
  const edit: QuestionEdit = given({ text: command.text, options: command.options, min: command.min, max: command.max });
  if (Object.keys(edit).length === 0) return { refused: "bad-message", detail: "nothing-to-change" };
  const { options = question.options, min = question.min, max = question.max } = edit;
  if (min > max || max > options.length) return { refused: "bad-message", detail: "marks" };
  if (isRestructured(question, { ...question, ...edit }) && hasVotes(state, question))
    return { refused: "not-allowed", detail: "has-votes" };
  if (optionsIn(state.poll) - question.options.length + options.length > OPTIONS_PER_POLL_MAX) {
    return { refused: "not-allowed", detail: "too-many-options" };
  }
  if (bytesWith(state.poll, [command.text ?? "", ...(command.options ?? [])]) > QUESTIONS_BYTES_MAX)
    return { refused: "too-large" };
  return done({ type: "question-edited", question: id, edit });
}

function hasVotes(state: State, question: Question): boolean {
  return (state.tallies[question.id]?.ballots ?? 0) > 0;
}

/** At most three bytes for each unit of text: an upper bound, without an encoder in the core. */
function bytesWith(poll: Poll, added: readonly string[]): number {
  const texts = [...poll.questions.flatMap(({ text, options }) => [text, ...options]), ...added];
  return texts.reduce((sum, text) => sum + bytesOf(text) + 3, 0); // quotes and a comma
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) bytes += letter < "\u0080" ? 1 : letter < "\u0800" ? 2 : letter.length === 1 ? 3 : 4;
  return bytes;
}

function optionsIn(poll: Poll): number {
  return poll.questions.reduce((sum, { options }) => sum + options.length, 0);
}

function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function done(...events: Event[]): Decision {
  return { status: "done", events };
}

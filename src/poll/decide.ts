/** Is it allowed, and what then happened? `(state, command, facts, now) -> events or a refusal`; nothing is changed here. */
import { type CareCommand, caredFor, isTooMuch } from "./care.ts";
import type { Command, Facts } from "./command.ts";
import { type Decision, done, NO_QUIZ, type Refusal } from "./decision.ts";
import { decideAddOption, decideAddQuestion, decideEdit, decideSettings } from "./edits.ts";
import { decideEntryCommand, isNetworkFull, whyNot } from "./entry.ts";
import type { Event } from "./event.ts";
import { kindOf } from "./kinds/index.ts";
import { decidePace, decideTick, isOver, isUndoable } from "./pacing.ts";
import { droppedFor } from "./pictures.ts";
import { decideMove, isForQuiz, MOVES } from "./quiz/moves.ts";
import { type Poll, type Question, questionOf, type State } from "./state.ts";

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
      return NO_QUIZ; // in a quiz it never comes to here
    case "say":
    case "ask":
    case "upvote":
    case "got":
    case "talk-host":
      return { refused: "busy" }; // has turns of its own: see `talk/turn.ts`
    case "host":
      return decideHost(state, command, facts, now);
  }
}

/** The order of the checks is the contract's: for who may vote at all, `same` before anything else, then phase, then revote, then choice. */
function decideVote(
  state: State,
  vote: Extract<Command, { type: "vote" }>,
  { earlier, cast = 0 }: Facts,
  now: number,
): Decision | Refusal {
  const question = questionOf(state.poll, vote.question);
  if (!question) return { refused: "no-such-question" };
  const shut = whyNot(state, vote.shown);
  if (shut) return shut;
  if (earlier && vote.n <= earlier.n) return { status: "same", events: [] };
  if (vote.round !== undefined && vote.round !== question.round) return { refused: "closed" };
  if (isOver(state.poll, question, now)) return { refused: "closed" };
  if (question.phase !== "open") return { refused: question.phase === "waiting" ? "not-open" : "closed" };
  if (earlier && earlier.choice.length > 0 && !state.poll.revote) return { refused: "already-voted" };
  // Taking back is stored even before any vote: the vote that it overtook on the network may still arrive.
  const takenBack = vote.choice.length === 0 && state.poll.revote;
  const choice = takenBack ? [] : kindOf(question).check(question, vote.choice);
  if (!choice) return { refused: "bad-choice" };
  if (!earlier && isNetworkFull(state.poll.entry, cast)) return { refused: "not-allowed", detail: "network-full" };
  const ballot = { question: question.id, round: question.round, voter: vote.voter, choice, n: vote.n };
  return {
    status: earlier ? "changed" : "counted",
    events: [{ type: "voted", ballot, before: earlier?.choice ?? [] }],
  };
}

function decideHost(state: State, host: Extract<Command, { type: "host" }>, facts: Facts, now: number): Decision | Refusal {
  const { command, freshKeyHash } = host;
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
    case "access-code":
    case "tickets":
    case "revoke-ticket":
      return decideEntryCommand(state, command, host, facts.theirs ?? []);
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
        ? decideSettings(state, command, host, facts, now)
        : decideEdit(state, command.question, command);
  }
  const question = questionOf(poll, command.question);
  if (!question) return { refused: "no-such-question" };
  switch (command.command) {
    case "close":
      return question.phase === "open"
        ? done({ type: "closed", question: question.id })
        : { refused: question.phase === "waiting" ? "not-open" : "closed" };
    case "reset":
      return done(resetOf(state, question, command.why ?? ""));
    case "undo-reset":
      return question.beforeReset && isUndoable(question.beforeReset.at, now)
        ? done({ type: "reset-undone", question: question.id, round: question.beforeReset.round })
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

function resetOf({ tallies }: State, { id, round }: Question, why: string): Event {
  return { type: "reset", question: id, round, ballots: tallies[id]?.ballots ?? 0, why };
}

function decideShown(poll: Poll, id: string | undefined, shown: boolean): Decision | Refusal {
  const meant = id === undefined ? poll.questions : poll.questions.filter((question) => question.id === id);
  if (meant.length === 0) return { refused: "no-such-question" };
  return done(...meant.map((question): Event => ({ type: "results-shown", question: question.id, shown })));
}

function decideCare(question: Question, command: CareCommand): Decision | Refusal {
  const takesAnswers = question.kind === "text" || (question.kind === "choice" && question.other);
  if (!takesAnswers) return { refused: "not-allowed", detail: "not-of-kind" };
  const care = caredFor(question, command);
  if (!care) return { refused: "bad-message", detail: "nothing-to-change" };
  if (isTooMuch(care)) return { refused: "not-allowed", detail: "too-many-answers" };
  return done({ type: "answers-cared", question: question.id, care });
}

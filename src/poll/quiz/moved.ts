/** What the phases of a quiz mean for its questions: which one the room is at, which take answers, and in which round. */
import { kindOf } from "../kinds/index.ts";
import { withQuestion } from "../rounds.ts";
import type { State } from "../state.ts";
import { evolveQuiz, type QuizEvent } from "./phase.ts";

export function quizMoved(state: State, event: QuizEvent): State {
  if (!state.quiz) return state;
  const next = { ...state, quiz: evolveQuiz(state.quiz, event) };
  switch (event.type) {
    case "question-begun": {
      const id = state.poll.questions[event.index]?.id ?? null;
      const there = { ...next, poll: { ...state.poll, current: id } };
      return id === null ? there : withQuestion(there, id, { phase: "open" });
    }
    case "question-locked":
      return closedHere(next);
    case "game-finished": {
      const { poll, ...rest } = closedHere(next);
      // What the end of the game cut off stays unseen, by name too.
      return { ...rest, poll: { ...poll, current: poll.questions[event.index]?.id ?? null } };
    }
    case "game-begun":
      return inGame(next, event.game);
    default:
      return next;
  }
}

/** Also what a host cut off in the middle. */
function closedHere(state: State): State {
  const here = state.poll.questions.find(({ id, phase }) => id === state.poll.current && phase === "open");
  return here ? withQuestion(state, here.id, { phase: "closed" }) : state;
}

/** Every question in the round of this game; what was answered in the others stays stored. */
function inGame(state: State, game: number): State {
  const afresh = { phase: "waiting" as const, round: game, lastRound: game, earlier: null, beforeReset: null, shown: null };
  const questions = state.poll.questions.map((question) => ({ ...question, ...afresh }));
  const tallies = Object.fromEntries(questions.map((question) => [question.id, kindOf(question).empty(question)]));
  return { ...state, poll: { ...state.poll, current: null, questions }, tallies };
}

/** One scored answer for each player and question, the first. Judged by when the hub heard it, and by nothing that a client says of time. */
import { QUIZ_LATE_MS_MAX } from "../../protocol/limits.ts";
import type { Choice } from "../../protocol/server.ts";
import { type Key, shareOf } from "./key.ts";
import type { Answer, Plan, Player, Quiz, QuizRefusal } from "./quiz.ts";
import { endOf, scoreOf } from "./score.ts";

export interface Given {
  voter: string;
  question: string;
  /** In the one form that the question's kind stores; null where it is none. */
  choice: Choice | null;
  n: number;
  round: number;
  /** When the hub heard it. */
  at: number;
  /** Measured by the hub. */
  creditMs: number;
}

/** What is stored about who answers. */
export interface AnswerFacts {
  /** Undefined for somebody who has not joined. */
  player: Player | undefined;
  /** Has this player a row for this question in this game? */
  hasAnswered: boolean;
  /** `streak` of this player's row for the question before in this game; 0 without one. */
  streakBefore: number;
  /** Of the question that is answered. */
  key: Key;
}

/** The order of the checks is that of votes: `same` before anything else, so that a resend is always answered alike. */
export function decideAnswer(quiz: Quiz, plan: Plan, given: Given, facts: AnswerFacts): Answer | "same" | QuizRefusal {
  const { stage, game, settings } = quiz;
  const { player, hasAnswered, streakBefore, key } = facts;
  const asked = plan.findIndex(({ id }) => id === given.question);
  const question = plan[asked];
  if (!question) return { refused: "no-such-question" };
  if (player?.removed) return { refused: "not-allowed", detail: "removed" };
  if (hasAnswered) return "same";
  if (given.round !== game) return { refused: "closed" };
  if (!player) return { refused: "not-allowed", detail: "not-playing" };
  if (stage.phase !== "question" && stage.phase !== "locked") return { refused: isPast(quiz, asked) ? "closed" : "not-open" };
  if (asked !== stage.index) return { refused: asked < stage.index ? "closed" : "not-open" };
  const { seconds } = question;
  const ownEnd = endOf(stage.from, seconds, player.stretch) ?? Number.POSITIVE_INFINITY;
  const end = stage.phase === "locked" ? Math.min(ownEnd, stage.at) : ownEnd;
  if (given.at > end + QUIZ_LATE_MS_MAX) return { refused: "closed", detail: "late" };
  if (given.choice === null || given.choice.length === 0) return { refused: "bad-choice" };
  const taken = { from: stage.from, at: given.at, creditMs: given.creditMs, seconds, stretch: player.stretch };
  const score = scoreOf(settings, shareOf(key, given.choice), taken, streakBefore);
  const { voter, choice, n, at } = given;
  return { question: question.id, round: game, voter, choice, n, at, ...score };
}

/** Was this question asked in this game, now that none is running? */
function isPast({ stage }: Quiz, asked: number): boolean {
  return (stage.phase === "revealed" || stage.phase === "finished") && asked <= stage.index;
}

/** What an answer is worth, decided once, when it is received: rights and times of one player, never compared with others. */
import {
  QUIZ_CREDIT_MS_MAX,
  QUIZ_FREE_MS,
  QUIZ_POINTS,
  QUIZ_STREAK_POINTS,
  QUIZ_STREAK_POINTS_MAX,
  QUIZ_STRETCH_MAX,
  QUIZ_STRETCH_MIN,
  QUIZ_TEN_POINTS,
} from "../../protocol/limits.ts";
import type { QuizSettings } from "../../protocol/quiz.ts";
import type { Score, Stretch } from "./quiz.ts";

/** How long a player took, and how long they had. */
export interface Taken {
  /** When the room was told the question, by the hub's clock. */
  from: number;
  /** When the answer reached the hub. */
  at: number;
  /** Measured network delay; see `clock.ts`. */
  creditMs: number;
  seconds: number;
  stretch: Stretch;
}

/** `before`: right answers in a row up to the question before, as stored with its answer; 0 without one. */
export function scoreOf({ scoring, streaks }: QuizSettings, share: number, taken: Taken, before: number): Score {
  const ms = msOf(taken);
  const right = share === 1;
  const streak = right ? before + 1 : 0;
  if (scoring === "ten") return { points: right ? QUIZ_TEN_POINTS : 0, right, streak, ms };
  const worth = scoring === "flat" ? QUIZ_POINTS : QUIZ_POINTS * speedOf(ms, taken);
  return { points: Math.round(worth * share) + (streaks ? bonusOf(streak) : 0), right, streak, ms };
}

/** From the hub's telling to the hub's hearing, without what the network took of it; capped here as well, whoever measured it. */
export function msOf({ from, at, creditMs }: Pick<Taken, "from" | "at" | "creditMs">): number {
  return Math.max(0, at - from - Math.min(Math.max(0, creditMs), QUIZ_CREDIT_MS_MAX));
}

/**
 * From 1 down to 1/2 over the time, as Kahoot publishes it. For who has more time the clock goes slower, so the same share of their time is
 * worth the same. Without a limit it goes as slowly as with the longest one, and stops at one half.
 */
function speedOf(ms: number, { seconds, stretch }: Taken): number {
  const ownMs = ms / (stretch === "none" ? QUIZ_STRETCH_MAX : stretch);
  return ownMs < QUIZ_FREE_MS ? 1 : 1 - Math.min(1, ownMs / (seconds * 1_000)) / 2;
}

/** Nothing for the first right answer, then 100, 200 … 500 for each one. */
function bonusOf(streak: number): number {
  return Math.min(Math.max(0, streak - 1) * QUIZ_STREAK_POINTS, QUIZ_STREAK_POINTS_MAX);
}

/** When this player's own time is over; null for never. */
export function endOf(from: number, seconds: number, stretch: Stretch): number | null {
  return stretch === "none" ? null : from + Math.round(seconds * 1_000 * stretch);
}

/** What a host can grant. */
export function isStretch(stretch: Stretch): boolean {
  return stretch === "none" || stretch === 1 || (stretch >= QUIZ_STRETCH_MIN && stretch <= QUIZ_STRETCH_MAX);
}

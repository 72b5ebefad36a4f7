/** A phase is told in beats, one picture each: the answer, then the places; the podium, then the table. They go on by themselves, or by a key. */
import { STAGE_ANSWER_MS, STAGE_PODIUM_MS } from "../../../protocol/limits.ts";
import type { QuizView } from "../../../protocol/quiz.ts";

export type Beat = "answer" | "board" | "podium" | "table";

/** Which beat somebody turned to, or the time has; a phase begins with its first. */
export interface Turned {
  at: number;
  /** By a key: then it stays. */
  byHand: boolean;
}

export const FIRST_BEAT: Turned = { at: 0, byHand: false };

export function beatsOf({ phase, board }: QuizView): readonly Beat[] {
  if (!board?.top.length) return phase === "revealed" ? ["answer"] : [];
  if (phase === "revealed") return ["answer", "board"];
  return phase === "finished" ? ["podium", "table"] : [];
}

/** Null where there is no such beat. */
export function turnedBy(quiz: QuizView, { at }: Turned, by: 1 | -1): Turned | null {
  const next = at + by;
  return next >= 0 && next < beatsOf(quiz).length ? { at: next, byHand: true } : null;
}

/** How long the first beat stands, counted from when it was first seen here. Of a short pause the answer has one half and the places the other. */
export function firstBeatMs(quiz: QuizView, now: number): number {
  const { phase, until, settings } = quiz;
  if (phase === "finished") return STAGE_PODIUM_MS;
  if (until === null || settings.pauseSeconds === null) return STAGE_ANSWER_MS;
  const pauseMs = settings.pauseSeconds * 1_000;
  return Math.max(0, until - pauseMs + Math.min(STAGE_ANSWER_MS, pauseMs / 2) - now);
}

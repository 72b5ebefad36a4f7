/** The only source of alarms. */
import { CODE_RENEW_BELOW_MS, DAY_MS } from "../protocol/limits.ts";
import { endOf } from "./pacing.ts";
import type { State } from "./state.ts";

/** Milliseconds since 1970: the next moment at which something is due by itself. While somebody shows the short code, it is renewed in time. */
export function nextDeadline(state: State, isCodeShown: boolean): number {
  const atTheLatest = Math.min(expiresAt(state), nextEnd(state));
  if (!state.code) return atTheLatest;
  return Math.min(atTheLatest, isCodeShown ? state.code.until - CODE_RENEW_BELOW_MS : state.code.until);
}

/** Milliseconds since 1970: when the next question closes, or a quiz goes on, by itself; infinite where neither does. */
export function nextEnd({ poll, quiz }: State): number {
  if (quiz) return quiz.stage.until ?? Number.POSITIVE_INFINITY;
  return poll.questions.reduce((next, question) => Math.min(next, endOf(poll, question) ?? next), Number.POSITIVE_INFINITY);
}

/** Milliseconds since 1970: when a poll that nobody touches deletes itself. */
export function expiresAt(state: State): number {
  return state.at + state.poll.keepDays * DAY_MS;
}

/** The only source of alarms. */
import { CODE_RENEW_BELOW_MS, DAY_MS } from "../protocol/limits.ts";
import type { State } from "./state.ts";

/** Milliseconds since 1970: the next moment at which something is due by itself. While somebody shows the short code, it is renewed in time. */
export function nextDeadline(state: State, isCodeShown: boolean): number {
  if (!state.code) return expiresAt(state);
  return Math.min(expiresAt(state), isCodeShown ? state.code.until - CODE_RENEW_BELOW_MS : state.code.until);
}

/** Milliseconds since 1970: when a poll that nobody touches deletes itself. */
export function expiresAt(state: State): number {
  return state.at + state.poll.keepDays * DAY_MS;
}

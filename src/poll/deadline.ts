/** The only source of alarms. */
import { DAY_MS } from "../protocol/limits.ts";
import type { State } from "./state.ts";

/** Milliseconds since 1970: when a poll that nobody touches deletes itself. */
export function expiresAt(state: State): number {
  return state.at + state.poll.keepDays * DAY_MS;
}

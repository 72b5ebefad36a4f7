/** The line to the hub as a state machine: `(connection, happening, now, chance) -> connection`. The shell around it is `wire.ts`. */
import { CLOSE, mayComeBack } from "../protocol/close.ts";
import { BLOCKED_AFTER_FAILURES, BLOCKED_AFTER_MS, RETRY_MS, RETRY_MS_MAX, RETRY_ONLINE_MS } from "../protocol/limits.ts";

type Ending = "gone" | "deleted" | "wrong-key" | "refused";

export interface Wire {
  state: "connecting" | "open" | "waiting" | "ended";
  /** Why it ended. */
  ended?: Ending;
  /** When the next attempt is due; waiting without it is waiting for somebody to look. */
  retryAt?: number;
}

export interface Connection extends Wire {
  /** Attempts since the last line that brought a snapshot. */
  failures: number;
  /** Since when there is no line, null while there is one. */
  downSince: number | null;
}

export type Happening =
  | { type: "opened" }
  /** The first snapshot came: only now the line is good. */
  | { type: "greeted" }
  | { type: "lost"; code: number }
  /** The timer of a wait; `wanted` when somebody looks or a vote is unsent. */
  | { type: "due"; wanted: boolean }
  /** A vote is unsent. */
  | { type: "unsent" }
  | { type: "online" }
  /** The page became visible, or came back from the browser's cache. */
  | { type: "shown" }
  /** The page goes into the browser's cache, or away. */
  | { type: "parked" }
  /** Somebody else speaks now: another voter, another key. */
  | { type: "again" }
  | { type: "ended"; ended: Ending };

export function begin(now: number): Connection {
  return { state: "waiting", failures: 0, downSince: now };
}

/** Full jitter: a room whose line was cut comes back evenly spread. */
export function retryDelayMs(failures: number, chance: number): number {
  return chance * Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** Math.max(0, failures - 1));
}

export function step(before: Connection, happening: Happening, now: number, chance: number): Connection {
  const { state, failures } = before;
  const downSince = before.downSince ?? now;
  const connecting: Connection = { state: "connecting", failures, downSince };
  const wait = (ms?: number): Connection => ({
    state: "waiting",
    failures,
    downSince,
    ...(ms !== undefined && { retryAt: now + ms }),
  });
  if (happening.type === "again") return { ...connecting, failures: 0 };
  // A person who comes back to a page that was refused may try again; the other endings stay true.
  if (state === "ended") return happening.type === "shown" && before.ended === "refused" ? connecting : before;
  switch (happening.type) {
    case "opened":
      return state === "connecting" ? { ...connecting, state: "open" } : before;
    case "greeted":
      return state === "open" && before.downSince !== null ? { state, failures: 0, downSince: null } : before;
    case "lost":
      return state === "waiting" ? before : lost(before, happening.code, now, chance);
    case "ended":
      return { state: "ended", ended: happening.ended, failures, downSince };
    case "parked":
      return wait();
  }
  if (state !== "waiting") return before;
  switch (happening.type) {
    case "due":
      return happening.wanted ? connecting : wait();
    case "unsent":
      return before.retryAt === undefined ? wait(chance * RETRY_ONLINE_MS) : before;
    case "online":
      return { ...wait(chance * RETRY_ONLINE_MS), failures: 0 };
    case "shown":
      return connecting;
  }
}

function lost(before: Connection, code: number, now: number, chance: number): Connection {
  const downSince = before.downSince ?? now;
  const failures = before.downSince === null ? 0 : before.failures + 1;
  if (!mayComeBack(code)) return { state: "ended", ended: endingOf(code), failures, downSince };
  return { state: "waiting", failures, downSince, retryAt: now + retryDelayMs(failures, chance) };
}

function endingOf(code: number): Ending {
  switch (code) {
    case CLOSE.deleted:
      return "deleted";
    case CLOSE.wrongKey:
      return "wrong-key";
    case CLOSE.noSuchPoll:
      return "gone";
    default:
      return "refused";
  }
}

/** No socket can be had: votes and results go by HTTP meanwhile. */
export function blocked({ ended, failures, downSince }: Connection, now: number): boolean {
  if (ended) return ended === "refused";
  return downSince !== null && (failures >= BLOCKED_AFTER_FAILURES || now - downSince >= BLOCKED_AFTER_MS);
}

/**
 * How long is the line of one socket? The hub sends a nonce that nobody can guess and waits for its echo; the least of several round trips is
 * believed. A client can only make its own look longer, by waiting, and what that earns is capped. What it says about time is never heard.
 */
import { ECHO_WITHIN_MS, ECHOES_MIN, ECHOES_PENDING_MAX, QUIZ_CREDIT_MS_MAX } from "../../protocol/limits.ts";

/** Of one socket, in memory: after a break it is measured anew, and until then nothing is taken off. */
export interface Line {
  /** Sent and not echoed, oldest first. */
  pending: { nonce: string; at: number }[];
  echoes: number;
  leastMs: number;
}

export function newLine(): Line {
  return { pending: [], echoes: 0, leastMs: Number.POSITIVE_INFINITY };
}

/** The hub sends this nonce now. */
export function asked(line: Line, nonce: string, now: number): void {
  line.pending.push({ nonce, at: now });
  if (line.pending.length > ECHOES_PENDING_MAX) line.pending.shift();
}

/** Each nonce counts once: an echo again, an old one or an invented one says nothing. False for those. */
export function echoed(line: Line, nonce: string, now: number): boolean {
  const index = line.pending.findIndex((sent) => sent.nonce === nonce);
  const [sent] = index < 0 ? [] : line.pending.splice(index, 1);
  if (!sent) return false;
  const tookMs = Math.max(0, now - sent.at);
  if (tookMs > ECHO_WITHIN_MS) return false;
  line.echoes += 1;
  line.leastMs = Math.min(line.leastMs, tookMs);
  return true;
}

/**
 * What is taken off an answer's time: the question's way to the player, the answer's way back, and how long after the first player this one
 * was told, all together at most 250 ms. A reader who keeps the hub waiting, or comes late, gains no more than that either.
 */
export function creditOf(line: Line | undefined, from: number, toldAt: number): number {
  const lineMs = line && line.echoes >= ECHOES_MIN ? line.leastMs : 0;
  return Math.min(QUIZ_CREDIT_MS_MAX, lineMs + Math.max(0, toldAt - from));
}

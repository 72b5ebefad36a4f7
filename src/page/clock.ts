/** The hub's clock as this page sees it: what ends at a moment ends for everybody at the same one, however wrong a phone's own clock is. */
import { CLOCK_FRESH_MS, CLOCK_SAMPLES } from "../protocol/limits.ts";
import type { PollView, Time } from "../protocol/server.ts";

export class Clock {
  readonly #ask: (message: object) => void;
  /** To be added to the device's clock. */
  #offsetMs = 0;
  /** The best sample of this measurement is the one with the least round trip. */
  #leastMs = Infinity;
  #left = 0;
  #measuredAt = -Infinity;

  constructor(ask: (message: object) => void) {
    this.#ask = ask;
  }

  now = (): number => Date.now() + this.#offsetMs;

  /** A new line: what an earlier one said may be hours old. */
  renew(): void {
    this.#measuredAt = -Infinity;
  }

  /** Asks, where something ends or will; only on an open line. */
  measure(poll: PollView | null): void {
    const now = Date.now();
    if (!poll || now - this.#measuredAt < CLOCK_FRESH_MS || !isTimed(poll)) return;
    this.#measuredAt = now;
    this.#leastMs = Infinity;
    this.#left = CLOCK_SAMPLES;
    this.#sample(now);
  }

  heard({ sent, now }: Time): void {
    const received = Date.now();
    const tripMs = received - sent;
    if (tripMs < this.#leastMs) {
      this.#leastMs = tripMs;
      this.#offsetMs = now + tripMs / 2 - received;
    }
    if (--this.#left > 0) this.#sample(received);
  }

  #sample(sent: number): void {
    this.#ask({ type: "time", sent });
  }
}

function isTimed({ endsAt, quiz, questions }: PollView): boolean {
  return !!(endsAt ?? quiz) || questions.some((question) => question.seconds ?? question.endsAt);
}

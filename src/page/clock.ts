/** The hub's clock as this page sees it: what ends at a moment ends for everybody at the same one, however wrong a phone's own clock is. */
import type { ReadonlySignal } from "@preact/signals";
import { CLOCK_FRESH_MS, CLOCK_SAMPLES } from "../protocol/limits.ts";
import type { PollView, ServerMessage, Time } from "../protocol/server.ts";
import type { PartSeat } from "./commands.ts";
import type { Room } from "./room.ts";
import type { Part } from "./seat.ts";

export function attachClock(room: Room): void {
  room.attach((_, seat) => new Clock(seat, room.poll));
}

class Clock implements Part {
  readonly #seat: PartSeat;
  readonly #poll: ReadonlySignal<PollView | null>;
  /** To be added to the device's clock. */
  #offsetMs = 0;
  /** The best sample of this measurement is the one with the least round trip. */
  #leastMs = Infinity;
  #left = 0;
  #measuredAt = -Infinity;

  constructor(seat: PartSeat, poll: ReadonlySignal<PollView | null>) {
    this.#seat = seat;
    this.#poll = poll;
    this.#measure();
  }

  now = (): number => Date.now() + this.#offsetMs;

  heard(message: ServerMessage): void {
    if (message.type === "time") this.#take(message);
    else this.#measure();
  }

  /** What an earlier line said may be hours old. */
  greeted(): void {
    this.#measuredAt = -Infinity;
    this.#measure();
  }

  /** Often enough for a quiet room, and first thing after a sleep. */
  probed(): void {
    this.#measure();
  }

  /** Asks, where something ends or will; only on an open line. */
  #measure(): void {
    const now = Date.now();
    const poll = this.#poll.peek();
    if (!poll || now - this.#measuredAt < CLOCK_FRESH_MS || !isTimed(poll) || this.#seat.way() !== "line") return;
    this.#measuredAt = now;
    this.#leastMs = Infinity;
    this.#left = CLOCK_SAMPLES;
    this.#sample(now);
  }

  #take({ sent, now }: Time): void {
    const received = Date.now();
    const tripMs = received - sent;
    if (tripMs < this.#leastMs) {
      this.#leastMs = tripMs;
      this.#offsetMs = now + tripMs / 2 - received;
    }
    if (--this.#left > 0) this.#sample(received);
  }

  #sample(sent: number): void {
    this.#seat.say({ type: "time", sent });
  }
}

function isTimed({ endsAt, quiz, questions }: PollView): boolean {
  return !!(endsAt ?? quiz) || questions.some((question) => question.seconds ?? question.endsAt);
}

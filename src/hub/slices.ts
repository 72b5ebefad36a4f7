/**
 * How a crowd is spoken to: in slices, with pauses for what comes in between them. Timers starve under a flood of messages, so what is overdue is
 * also driven by each message.
 */
import { BROADCAST_SLICE_SOCKETS, SLICE_OVERDUE_MS } from "../protocol/limits.ts";

export class Slices {
  readonly #sockets: readonly WebSocket[];
  readonly #size: number;
  #next = 0;
  #at = 0;

  constructor(sockets: readonly WebSocket[], size = BROADCAST_SLICE_SOCKETS) {
    this.#sockets = sockets;
    this.#size = size;
  }

  take(now: number): readonly WebSocket[] {
    const slice = this.#sockets.slice(this.#next, this.#next + this.#size);
    this.#next += slice.length;
    this.#at = now;
    return slice;
  }

  isDone(): boolean {
    return this.#next >= this.#sockets.length;
  }

  isOverdue(now: number): boolean {
    return now - this.#at >= SLICE_OVERDUE_MS;
  }
}

/** One timer, for the earliest of what it was asked for; none while nothing is due, so that the object can sleep. */
export class Timer {
  readonly #onTime: (now: number) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #at = 0;

  constructor(onTime: (now: number) => void) {
    this.#onTime = onTime;
  }

  wakeAt(at: number, now: number): void {
    if (this.#timer !== null) {
      if (this.#at <= at) return;
      clearTimeout(this.#timer);
    }
    this.#at = at;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#onTime(Date.now());
      },
      Math.max(0, at - now),
    );
  }
}

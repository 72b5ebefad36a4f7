/** Time as a queue of what happens next, and objects as machines with one thread: first come, first served. */

/** Milliseconds since the question opened. */
type Time = number;

export class Clock {
  now: Time = 0;
  /** A heap: what is earliest stands first, and of what is equally early the one that was asked for first. */
  readonly #heap: { at: Time; order: number; act: () => void }[] = [];
  #order = 0;

  at(at: Time, act: () => void): void {
    const heap = this.#heap;
    const entry = { at: Math.max(at, this.now), order: this.#order++, act };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(entry, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  /** Until nothing is left to happen, or the time is over. */
  run(until: Time): void {
    for (let next = this.#take(); next && next.at <= until; next = this.#take()) {
      this.now = next.at;
      next.act();
    }
  }

  #take(): { at: Time; act: () => void } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const least = right && left && isBefore(right, left) ? right : left;
      if (!least || !isBefore(least, last)) break;
      heap[place] = least;
      place = least === left ? 2 * place + 1 : 2 * place + 2;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(one: { at: Time; order: number }, other: { at: Time; order: number }): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

export class Machine {
  readonly #clock: Clock;
  #freeAt: Time = 0;
  /** How long something had to wait for its turn, at worst. */
  longestWaitMs = 0;
  calls = 0;
  messages = 0;
  /** Of both, in each second. */
  readonly requests: number[] = [];
  readonly busyMs: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something came: the platform counts it, whatever it takes. */
  meet(what: "calls" | "messages"): void {
    this[what] += 1;
    const second = Math.floor(this.#clock.now / 1_000);
    this.requests[second] = (this.requests[second] ?? 0) + 1;
  }

  /** Takes the thread for this long, behind all that came before. When it will be done. */
  work(us: number): Time {
    const from = Math.max(this.#clock.now, this.#freeAt);
    this.longestWaitMs = Math.max(this.longestWaitMs, from - this.#clock.now);
    this.#freeAt = from + us / 1_000;
    const second = Math.floor(from / 1_000);
    this.busyMs[second] = (this.busyMs[second] ?? 0) + us / 1_000;
    return this.#freeAt;
  }
}

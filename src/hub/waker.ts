/** When something is due by itself: a timer for what is near, the object's alarm as its backstop, and messages where a flood starves both. */
import { ALARM_RETRY_MS, TIMER_WITHIN_MS } from "../protocol/limits.ts";

export class Waker {
  readonly #setAlarm: (at: number) => void;
  readonly #onDue: () => void;
  #dueAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(setAlarm: (at: number) => void, onDue: () => void) {
    this.#setAlarm = setAlarm;
    this.#onDue = onDue;
  }

  /** `deadline` in milliseconds since 1970; one that has passed, and could not be met, is tried again. */
  set(deadline: number, now: number): void {
    this.#setAlarm(deadline > now ? deadline : now + ALARM_RETRY_MS);
    if (this.#timer !== null) clearTimeout(this.#timer);
    // A timer that is far away would only keep the object from sleeping.
    const isNear = deadline - now <= TIMER_WITHIN_MS;
    this.#dueAt = isNear ? deadline : Number.POSITIVE_INFINITY;
    this.#timer = isNear && deadline > now ? setTimeout(() => this.#wake(), deadline - now + 1) : null;
  }

  drive(now: number): void {
    if (now >= this.#dueAt) this.#wake();
  }

  #wake(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#onDue();
  }
}

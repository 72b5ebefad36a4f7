/** When something is due by itself: the object's alarm as the backstop, and for what closes soon a timer, driven by messages too. */
import { ALARM_RETRY_MS, SWEEP_EVERY_MS, TIMER_WITHIN_MS } from "../protocol/limits.ts";

export class Waker {
  readonly #setAlarm: (at: number) => void;
  readonly #onEnd: () => void;
  readonly #onTick: (now: number) => void;
  #endsAt = Number.POSITIVE_INFINITY;
  #lookAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `onTick` comes again and again while a timer keeps the object awake, though nobody says anything. */
  constructor(setAlarm: (at: number) => void, onEnd: () => void, onTick: (now: number) => void) {
    this.#setAlarm = setAlarm;
    this.#onEnd = onEnd;
    this.#onTick = onTick;
  }

  /** All in milliseconds since 1970: `deadline` of whatever is due next, `endsAt` of what closes next. */
  set(deadline: number, endsAt: number, now: number): void {
    // One that has passed, and could not be met, is tried again.
    this.#setAlarm(deadline > now ? deadline : now + ALARM_RETRY_MS);
    this.#endsAt = endsAt;
    this.#stop();
    this.#start(now);
  }

  /** Something that only memory knows of may be due then: no alarm, since it is forgotten with the memory. */
  look(at: number, now: number): void {
    if (at === this.#lookAt) return;
    this.#lookAt = at;
    this.#stop();
    this.#start(now);
  }

  /** A flood of messages starves timers, and who wakes the object late must not find open what is over. */
  drive(now: number): void {
    if (now < this.#nextAt()) return this.#start(now);
    if (now >= this.#endsAt) this.#endsAt = Number.POSITIVE_INFINITY;
    if (now >= this.#lookAt) this.#lookAt = Number.POSITIVE_INFINITY;
    this.#stop();
    this.#onEnd();
  }

  /** A timer that is far away would only keep the object from sleeping. */
  #start(now: number): void {
    if (this.#timer !== null || this.#nextAt() - now > TIMER_WITHIN_MS) return;
    this.#timer = setTimeout(() => this.#onTimer(), Math.min(Math.max(0, this.#nextAt() - now), SWEEP_EVERY_MS));
  }

  #nextAt(): number {
    return Math.min(this.#endsAt, this.#lookAt);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #onTimer(): void {
    this.#timer = null;
    const now = Date.now();
    this.drive(now);
    this.#onTick(now);
  }
}

/** Everything that wants to change the poll waits here for the next turn: many votes share one commit. */

import { PENDING_BEFORE_TURN_MAX, TURN_OVERDUE_MS, TURN_WITHIN_MS } from "../protocol/limits.ts";
import type { Heard, Reply } from "./turn.ts";

export interface Ask {
  command: Heard["command"];
  answer: (reply: Reply) => void;
}

export class Inbox {
  readonly #turn: (heard: readonly Heard[]) => Reply[];
  readonly #speak: () => void;
  #asks: (Ask & Heard)[] = [];
  /** Who waits until all that is in here has its answer. */
  #waiting: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `turn` decides and saves; `speak` comes after all who asked have their answers. */
  constructor(turn: (heard: readonly Heard[]) => Reply[], speak: () => void) {
    this.#turn = turn;
    this.#speak = speak;
  }

  put({ command, answer }: Ask): void {
    if (this.#asks.length >= PENDING_BEFORE_TURN_MAX) {
      answer({ refused: "busy" });
      return;
    }
    if (this.#asks.length === 0) this.#timer ??= setTimeout(() => this.#onTimer(), TURN_WITHIN_MS);
    this.#asks.push({ command, answer, at: Date.now() });
  }

  /** Resolves when all that is in here now has its answer. */
  answered(): Promise<void> {
    return this.#asks.length === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Takes the turn that the timer should have taken. */
  drive(now: number): void {
    const [first] = this.#asks;
    if (first && now - first.at >= TURN_OVERDUE_MS) this.takeTurn();
  }

  #onTimer(): void {
    this.#timer = null;
    if (this.#asks.length > 0) this.takeTurn();
  }

  /** Also without commands: time may have passed. */
  takeTurn(): void {
    const [asks, waiting] = [this.#asks, this.#waiting];
    this.#asks = [];
    this.#waiting = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      this.#answer(asks);
    } finally {
      for (const go of waiting) go();
    }
    this.#speak();
  }

  #answer(asks: readonly (Ask & Heard)[]): void {
    const replies = this.#turn(asks);
    for (const [index, { answer }] of asks.entries()) {
      try {
        answer(replies[index] ?? { refused: "busy" });
      } catch (failed) {
        console.error("an answer could not be given", failed); // the others still get theirs
      }
    }
  }
}

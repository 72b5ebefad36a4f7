/** Everything that wants to change the poll waits here for the next turn: many votes share one commit. */

import type { Command } from "../poll/command.ts";
import { PENDING_BEFORE_TURN_MAX, TURN_OVERDUE_MS, TURN_WITHIN_MS } from "../protocol/limits.ts";
import type { Reply } from "./turn.ts";

export interface Ask {
  command: Command;
  answer: (reply: Reply) => void;
}

export class Inbox {
  readonly #turn: (commands: readonly Command[]) => Reply[];
  readonly #speak: () => void;
  #asks: Ask[] = [];
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** `turn` decides and saves; `speak` comes after all who asked have their answers. */
  constructor(turn: (commands: readonly Command[]) => Reply[], speak: () => void) {
    this.#turn = turn;
    this.#speak = speak;
  }

  put(ask: Ask): void {
    if (this.#asks.length >= PENDING_BEFORE_TURN_MAX) {
      ask.answer({ refused: "busy" });
      return;
    }
    if (this.#asks.length === 0) {
      this.#since = Date.now();
      this.#timer ??= setTimeout(() => this.#onTimer(), TURN_WITHIN_MS);
    }
    this.#asks.push(ask);
  }

  /** Takes the turn that the timer should have taken. */
  drive(now: number): void {
    if (this.#asks.length > 0 && now - this.#since >= TURN_OVERDUE_MS) this.#empty();
  }

  #onTimer(): void {
    this.#timer = null;
    if (this.#asks.length > 0) this.#empty();
  }

  #empty(): void {
    const asks = this.#asks;
    this.#asks = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const replies = this.#turn(asks.map(({ command }) => command));
    for (const [index, { answer }] of asks.entries()) {
      try {
        answer(replies[index] ?? { refused: "busy" });
      } catch (failed) {
        console.error("an answer could not be given", failed); // the others still get theirs
      }
    }
    this.#speak();
  }
}

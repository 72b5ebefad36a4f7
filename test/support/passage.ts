/** One direction of a line: pieces of data that arrive late, in their order, or never. */
import type { Socket } from "node:net";

export class Passage {
  readonly #to: Socket;
  readonly #heldMs: () => number;
  readonly #carries: () => boolean;
  #waiting: Buffer[] = [];
  #lastAt = 0;

  constructor(to: Socket, heldMs: () => number, carries: () => boolean) {
    this.#to = to;
    this.#heldMs = heldMs;
    this.#carries = carries;
  }

  carry(data: Buffer): void {
    const now = performance.now();
    const at = Math.max(this.#lastAt, now + this.#heldMs());
    if (at <= now && this.#waiting.length === 0) return this.#write(data);
    this.#lastAt = at;
    this.#waiting.push(data);
    setTimeout(() => this.#arrive(), at - now);
  }

  /** All that is held back, at once. */
  flush(): void {
    this.#lastAt = 0;
    for (const data of this.#waiting.splice(0)) this.#write(data);
  }

  #arrive(): void {
    const data = this.#waiting.shift();
    if (data) this.#write(data);
  }

  #write(data: Buffer): void {
    if (this.#carries() && !this.#to.destroyed) this.#to.write(data);
  }
}

/** Counts wrong codes and tickets in memory only, by a keyed hash of the address. People who show the right one use nothing up. */
import { WRONG_PASSES_MAX, WRONG_PASSES_OF_POLL_MAX, WRONG_PASSES_WINDOW_MS } from "../../protocol/limits.ts";

export class Guesses {
  #since = 0;
  #wrong = 0;
  #wrongOf = new Map<string, number>();

  /** Who has tried too often is not heard, right or wrong, or trying on would still tell which is right. */
  isHeard(network: string, now: number): boolean {
    if (now - this.#since > WRONG_PASSES_WINDOW_MS) this.#forget(now);
    const wrong = this.#wrongOf.get(network) ?? 0;
    return wrong < WRONG_PASSES_MAX && (wrong === 0 || this.#wrong < WRONG_PASSES_OF_POLL_MAX);
  }

  wrong(network: string): void {
    // The engine lets an idle object go after seconds, and its memory with it; not while a timer waits.
    if (this.#wrong === 0) setTimeout(() => {}, WRONG_PASSES_WINDOW_MS);
    this.#wrong += 1;
    this.#wrongOf.set(network, (this.#wrongOf.get(network) ?? 0) + 1);
  }

  #forget(now: number): void {
    this.#since = now;
    this.#wrong = 0;
    this.#wrongOf = new Map();
  }
}

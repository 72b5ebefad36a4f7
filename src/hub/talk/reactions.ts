/** Reactions on their way: counted, told together, and forgotten. */
import { REACTION_BURST_MAX, REACTIONS_PER_SECOND } from "../../protocol/limits.ts";
import type { Reaction, ReactionsFrame } from "../../protocol/talk.ts";

export class Reactions {
  #counts: ReactionsFrame["counts"] = {};
  #areAny = false;
  readonly #credits = new WeakMap<WebSocket, { left: number; at: number }>();

  /** What is more than a person can mean is not counted. */
  count(socket: WebSocket, emoji: Reaction, now: number): void {
    const credits = this.#credits.get(socket) ?? { left: REACTION_BURST_MAX, at: now };
    const left = Math.min(REACTION_BURST_MAX, credits.left + (Math.max(0, now - credits.at) / 1_000) * REACTIONS_PER_SECOND);
    this.#credits.set(socket, { left: left >= 1 ? left - 1 : left, at: now });
    if (left < 1) return;
    this.#counts[emoji] = (this.#counts[emoji] ?? 0) + 1;
    this.#areAny = true;
  }

  areAny(): boolean {
    return this.#areAny;
  }

  /** Null where there are none. */
  takeFrame(): string | null {
    if (!this.#areAny) return null;
    const frame = JSON.stringify({ type: "reactions", counts: this.#counts } satisfies ReactionsFrame);
    this.#counts = {};
    this.#areAny = false;
    return frame;
  }
}

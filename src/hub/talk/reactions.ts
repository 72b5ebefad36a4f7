/** Reactions on their way: counted, told together, and forgotten. */

import { REACTION_BURST_MAX, REACTIONS_PER_SECOND } from "../../protocol/limits.ts";
import type { Reaction, ReactionsFrame } from "../../protocol/talk.ts";
import { type Bucket, refill } from "../../sockets/credits.ts";
import type { Socket } from "../../sockets/socket.ts";

export class Reactions {
  #counts: ReactionsFrame["counts"] = {};
  #areAny = false;
  readonly #credits = new WeakMap<Socket, Bucket>();

  /** What is more than a person can mean is not counted. */
  count(socket: Socket, emoji: Reaction, now: number): void {
    const credits = this.#credits.get(socket) ?? { left: REACTION_BURST_MAX, at: now };
    this.#credits.set(socket, credits);
    refill(credits, REACTION_BURST_MAX, REACTIONS_PER_SECOND, now);
    if (credits.left < 1) return;
    credits.left -= 1;
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

/** Reactions: how fast one may send them, and what is heard of the others' without one's own. Never stored, so never sent again. */
import { OWN_REACTION_MS, REACTION_BURST_MAX, REACTIONS_PER_SECOND } from "../../protocol/limits.ts";
import type { Reaction, ReactionsFrame } from "../../protocol/talk.ts";

export type ReactionCounts = ReactionsFrame["counts"];

export class Reactions {
  readonly #listeners = new Set<(counts: ReactionCounts) => void>();
  /** Sent, and not among those that the hub has told. */
  #own: { emoji: Reaction; at: number }[] = [];
  #credits = REACTION_BURST_MAX;
  #at = 0;

  /** Is one more within what the hub counts? */
  take(emoji: Reaction): boolean {
    const now = Date.now();
    this.#credits = Math.min(REACTION_BURST_MAX, this.#credits + (Math.max(0, now - this.#at) / 1_000) * REACTIONS_PER_SECOND);
    this.#at = now;
    if (this.#credits < 1) return false;
    this.#credits--;
    this.#own.push({ emoji, at: now });
    return true;
  }

  told(counts: ReactionCounts): void {
    const since = Date.now() - OWN_REACTION_MS;
    const left = { ...counts };
    // One that is too old was never counted: it must not hide another's.
    this.#own = this.#own.filter(({ emoji, at }) => {
      const count = left[emoji] ?? 0;
      if (at <= since || count === 0) return at > since;
      left[emoji] = count - 1;
      return false;
    });
    for (const heard of this.#listeners) heard(left);
  }

  heard(listener: (counts: ReactionCounts) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

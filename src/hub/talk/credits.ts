/** How much one person may say: buckets in memory, which are full again for everybody after a sleep. */
import { TALK_BURST_MAX, TALK_PER_SECOND, UPVOTE_BURST_MAX, UPVOTES_PER_SECOND } from "../../protocol/limits.ts";

interface Bucket {
  left: number;
  /** Milliseconds since 1970, as all times here. */
  at: number;
}

class Buckets {
  readonly #burst: number;
  readonly #perMs: number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perMs = perSecond / 1_000;
  }

  /** Takes one credit, where there is one. */
  spend(voter: string, now: number): boolean {
    this.#sweep(now);
    const { left, at } = this.#buckets.get(voter) ?? { left: this.#burst, at: now };
    const filled = Math.min(this.#burst, left + Math.max(0, now - at) * this.#perMs);
    const isEnough = filled >= 1;
    this.#buckets.set(voter, { left: isEnough ? filled - 1 : filled, at: now });
    return isEnough;
  }

  /** Whoever has been quiet for long enough has a full bucket, which is as good as none. */
  #sweep(now: number): void {
    const fullAfterMs = this.#burst / this.#perMs;
    if (now - this.#sweptAt < fullAfterMs) return;
    this.#sweptAt = now;
    for (const [voter, { at }] of this.#buckets) if (now - at >= fullAfterMs) this.#buckets.delete(voter);
  }
}

export class TalkCredits {
  readonly #words = new Buckets(TALK_BURST_MAX, TALK_PER_SECOND);
  readonly #upvotes = new Buckets(UPVOTE_BURST_MAX, UPVOTES_PER_SECOND);

  spend(kind: "say" | "ask" | "upvote", voter: string, now: number): boolean {
    return (kind === "upvote" ? this.#upvotes : this.#words).spend(voter, now);
  }
}

/** How much one person may say: buckets in memory, which are full again for everybody after a sleep. */
import { TALK_BURST_MAX, TALK_PER_SECOND, UPVOTE_BURST_MAX, UPVOTES_PER_SECOND } from "../../protocol/limits.ts";
import { type Bucket, refill } from "../../sockets/credits.ts";

class Buckets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = 0;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Takes one credit, where there is one. */
  spend(voter: string, now: number): boolean {
    this.#sweep(now);
    const bucket = this.#buckets.get(voter) ?? { left: this.#burst, at: now };
    this.#buckets.set(voter, bucket);
    refill(bucket, this.#burst, this.#perSecond, now);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  /** Whoever has been quiet for long enough has a full bucket, which is as good as none. */
  #sweep(now: number): void {
    const fullAfterMs = (this.#burst / this.#perSecond) * 1_000;
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

/**
 * Digests of stored ballots: what a tally that only adds up cannot hold. One is made when somebody looks and the tally has moved; in a large
 * room not more often than its size allows, and then a little later once more, so that the last word is always the newest.
 */
import { type Digest, kindOf, type Tally } from "../poll/kinds/index.ts";
import { wordLists } from "../poll/kinds/lists.ts";
import type { Question } from "../poll/state.ts";
import { DIGEST_BALLOTS_PER_MS } from "../protocol/limits.ts";
import type { Choice } from "../protocol/server.ts";
import { blockedWords, stopWords } from "../words/lists.ts";

export const LISTS = wordLists(stopWords, blockedWords);

interface Held {
  question: Question;
  tally: Tally;
  digest: Digest;
  at: number;
}

export class Digests {
  readonly #ballotsOf: (question: string, round: number) => Iterable<Choice>;
  readonly #tellAgain: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #held = new Map<string, Held>();

  /** `tellAgain` is called where what was given out is no more the newest, and the crowd should be told once more. */
  constructor(ballotsOf: (question: string, round: number) => Iterable<Choice>, tellAgain: () => void) {
    this.#ballotsOf = ballotsOf;
    this.#tellAgain = tellAgain;
  }

  of(question: Question, tally: Tally, now: number): Digest | null {
    const { digest } = kindOf(question);
    if (!digest) return null;
    const held = this.#held.get(question.id);
    if (held?.question === question) {
      if (held.tally === tally) return held.digest;
      const waitMs = held.at + held.digest.of / DIGEST_BALLOTS_PER_MS - now;
      // A tally that is empty again says more than a digest of what was.
      if (waitMs > 0 && tally.ballots > 0) {
        this.#later(waitMs);
        return held.digest;
      }
    }
    const fresh = digest(question, tally.ballots > 0 ? this.#ballotsOf(question.id, question.round) : [], LISTS);
    this.#held.set(question.id, { question, tally, digest: fresh, at: now });
    return fresh;
  }

  #later(afterMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tellAgain();
    }, afterMs);
  }
}

/**
 * Counts wrong codes from one address, in memory only: an address is never stored. The platform's rate limiter cannot do this, since it counts
 * every look and people who type the right code must not use up the tries of a whole campus behind one address.
 */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { WRONG_CODES_PER_MINUTE_MAX, WRONG_CODES_WINDOW_MS } from "../protocol/limits.ts";

export type Look = { poll: string } | "wrong" | "slow";

export class CodeGuard extends DurableObject<Env> {
  #wrong = 0;
  #since = 0;
  /** One look after another: in a burst, nobody looks before the one before is known to be right or wrong. */
  #last: Promise<unknown> = Promise.resolve();

  look(code: string): Promise<Look> {
    const look = this.#last.then(() => this.#look(code));
    this.#last = look.catch(() => {});
    return look;
  }

  /** An address that has used up its wrong tries hears "slow" for right and wrong codes alike, or trying on would still tell which exist. */
  async #look(code: string): Promise<Look> {
    const now = Date.now();
    if (now - this.#since > WRONG_CODES_WINDOW_MS) {
      this.#since = now;
      this.#wrong = 0;
    }
    if (this.#wrong >= WRONG_CODES_PER_MINUTE_MAX) return "slow";
    const poll = await this.env.CODE.getByName(code).poll();
    if (poll !== null) return { poll };
    // The engine lets an idle object go after seconds, and its memory with it; not while a timer waits.
    if (this.#wrong === 0) setTimeout(() => {}, WRONG_CODES_WINDOW_MS);
    this.#wrong += 1;
    return "wrong";
  }
}

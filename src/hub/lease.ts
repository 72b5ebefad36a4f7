/** The short code of a poll: claimed at random, renewed while a host or a big screen is there. */
import type { Env } from "../env.ts";
import type { CodeLease, State } from "../poll/state.ts";
import { randomLetters } from "../protocol/ids.ts";
import { CODE_CHARS, CODE_CLAIM_TRIES, CODE_RENEW_BELOW_MS } from "../protocol/limits.ts";

/** Tries the old code first, then new ones. Null when none could be had: a poll works without. */
export async function holdCode(env: Env, poll: string, old: string | null): Promise<CodeLease | null> {
  for (let tries = 0; tries < CODE_CLAIM_TRIES; tries++) {
    const code = tries === 0 && old ? old : randomLetters(CODE_CHARS, (count) => crypto.getRandomValues(new Uint8Array(count)));
    const until = await env.CODE.getByName(code).claim(poll);
    if (until !== null) return { code, until };
  }
  return null;
}

export async function releaseCode(env: Env, code: string, poll: string): Promise<void> {
  await env.CODE.getByName(code).release(poll);
}

/** What keeping a code needs from the hub. */
export interface CodeHolder {
  state(): State | null;
  hold(lease: CodeLease | null): Promise<unknown>;
}

export class CodeKeeper {
  readonly #env: Env;
  readonly #holder: CodeHolder;
  #renewing: Promise<void> | null = null;

  constructor(env: Env, holder: CodeHolder) {
    this.#env = env;
    this.#holder = holder;
  }

  /** Two screens that come together share one renewal, or each would claim a code of its own. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** Nobody was here to renew it: other polls may have it now. */
  async dropOverdue(now: number): Promise<void> {
    const code = this.#holder.state()?.code;
    if (code && code.until <= now) await this.#holder.hold(null);
  }

  async #renew(): Promise<void> {
    const state = this.#holder.state();
    if (!state || (state.code && state.code.until - Date.now() > CODE_RENEW_BELOW_MS)) return;
    await this.#holder.hold(await holdCode(this.#env, state.poll.id, state.code?.code ?? null));
  }
}

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

/** Undefined: nothing to do yet. */
export async function renewCode(env: Env, { code, poll }: State, now: number): Promise<CodeLease | null | undefined> {
  if (code && code.until - now > CODE_RENEW_BELOW_MS) return undefined;
  return holdCode(env, poll.id, code?.code ?? null);
}

export async function releaseCode(env: Env, code: string, poll: string): Promise<void> {
  await env.CODE.getByName(code).release(poll);
}

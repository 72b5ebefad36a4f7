/** How a poll begins: with keys that are said once, and of which only hashes stay. */
import type { Env } from "../env.ts";
import type { Birth } from "../poll/evolve.ts";
import type { bornOf } from "./copies.ts";
import { holdCode } from "./lease.ts";
import type { Ledger } from "./ledger.ts";
import { keyHash, newEpoch, newHostKey } from "./secrets.ts";

/** What a new poll answers with. */
export interface Keys {
  hostKey: string;
  code: string | null;
}

export async function begin(
  env: Env,
  ledger: Ledger,
  id: string,
  bear: (birth: Birth) => ReturnType<typeof bornOf>,
): Promise<Keys> {
  const hostKey = newHostKey();
  const code = await holdCode(env, id, null);
  ledger.create(bear({ id, epoch: newEpoch(), hostKeyHash: keyHash(hostKey), code, now: Date.now() }));
  return { hostKey, code: code?.code ?? null };
}

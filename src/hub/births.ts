/** How a poll begins: with keys that are said once, and of which only hashes stay. */
import type { Env } from "../env.ts";
import { newState } from "../poll/evolve.ts";
import type { NewPoll } from "../protocol/client.ts";
import { bornOf, type Copy } from "./copies.ts";
import { newAccessCode } from "./entry/gate.ts";
import { holdCode } from "./lease.ts";
import type { Ledger } from "./ledger.ts";
import { keyHash, newEpoch, newHostKey } from "./secrets.ts";

/** What a new poll answers with. */
export interface Keys {
  hostKey: string;
  code: string | null;
}

/** From what a host wrote, or as a copy of another poll. */
export async function begin(env: Env, ledger: Ledger, id: string, made: NewPoll | Copy): Promise<Keys> {
  const hostKey = newHostKey();
  const code = await holdCode(env, id, null);
  const secrets = { hostKeyHash: keyHash(hostKey), accessCode: newAccessCode() };
  const birth = { id, epoch: newEpoch(), ...secrets, code, now: Date.now() };
  ledger.create("original" in made ? bornOf(made, birth) : { state: newState(made, birth), ballots: [], pictures: [] });
  return { hostKey, code: code?.code ?? null };
}

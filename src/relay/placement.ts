/** Where a newcomer's socket goes: to the hub while it has room, else to one of its relays near them. Small rooms pay nothing for it. */
import type { Env } from "../env.ts";
import { RELAY_HEADER, SHARDS_HEADER } from "../protocol/ids.ts";
import { RELAY_TRIES, SHARDS_CACHED_MAX, SHARDS_CACHED_MS } from "../protocol/limits.ts";

interface Upgrade {
  url: string;
  headers: Record<string, string>;
}

interface Known {
  shards: number;
  /** Milliseconds since 1970: when the hub is asked again, by one newcomer for all. */
  askAt: number;
}

/** Of polls with relays, in this instance of the Worker. */
const known = new Map<string, Known>();

/** Where relays of each continent are made. */
const HINTS: Record<string, DurableObjectLocationHint> = {
  AF: "afr",
  AS: "apac",
  EU: "weur",
  NA: "enam",
  OC: "oc",
  SA: "sam",
};

/** The answer to the upgrade, by the hub or by a relay. `continent`: of the newcomer, where the platform knows it. */
export async function openLine(env: Env, poll: string, upgrade: Upgrade, continent: string | undefined): Promise<Response> {
  const cached = known.get(poll);
  const now = Date.now();
  if (cached && now < cached.askAt) return atRelay(env, poll, upgrade, continent, cached.shards);
  if (cached) cached.askAt = now + SHARDS_CACHED_MS;
  const answer = await env.HUB.getByName(poll).fetch(upgrade.url, { headers: upgrade.headers });
  const shards = Number(answer.headers.get(SHARDS_HEADER) ?? 0);
  remember(poll, shards, now);
  if (shards === 0) return answer;
  if (answer.status === 101) return new Response(null, { status: 101, webSocket: answer.webSocket });
  return atRelay(env, poll, upgrade, continent, shards);
}

function remember(poll: string, shards: number, now: number): void {
  known.delete(poll);
  if (shards === 0) return;
  known.set(poll, { shards, askAt: now + SHARDS_CACHED_MS });
  for (const oldest of known.keys()) {
    if (known.size <= SHARDS_CACHED_MAX) break;
    known.delete(oldest);
  }
}

/** A random one; where it is full, or lost, another, and at last its refusal. */
async function atRelay(env: Env, poll: string, { url, headers }: Upgrade, continent = "", shards = 1): Promise<Response> {
  const hint = HINTS[continent];
  let answer = full();
  for (let tries = 0; tries < RELAY_TRIES && answer.status === 503; tries++) {
    const name = relayName(poll, hint ?? "", Math.floor(Math.random() * shards));
    const relay = env.RELAY.get(env.RELAY.idFromName(name), hint && { locationHint: hint });
    answer = await relay.fetch(url, { headers: { ...headers, [RELAY_HEADER]: name } }).catch((failed: unknown) => {
      console.warn("a relay let nobody in", failed);
      return full();
    });
  }
  return answer;
}

function full(): Response {
  return new Response(null, { status: 503 });
}

export function relayName(poll: string, region: string, shard: number): string {
  return `${poll} ${region} ${shard}`;
}

/** The poll that a relay is of. */
export function pollOf(relay: string): string {
  return relay.split(" ", 1)[0] ?? "";
}

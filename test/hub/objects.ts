/** The objects of one poll: its hub, and where the project `relayed` puts every client behind relays, these too. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { PollHub } from "../../src/hub/hub.ts";
import { relayName } from "../../src/relay/placement.ts";
import type { HubLimits } from "../../src/sockets/credits.ts";

/** As many as there are while nobody has come; see `vitest.config.ts`. */
const FIRST_SHARDS = [0, 1];

/** Set by the project `relayed` alone. */
export const isRelayed = env.HUB_LIMITS !== undefined;

/** Whoever holds sockets. */
export async function holdersOf(hub: DurableObjectStub): Promise<DurableObjectStub[]> {
  if (!isRelayed) return [hub];
  const rows = await runInDurableObject(hub, (_, { storage: { sql } }) => {
    const isPoll = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'relays'").toArray().length > 0;
    return isPoll ? sql.exec<{ name: string }>("SELECT name FROM relays ORDER BY name").toArray() : [];
  });
  return rows.map(({ name }) => env.RELAY.getByName(name));
}

/** Other limits for whoever comes from here on. */
export async function limit(hub: DurableObjectStub, limits: Partial<HubLimits>): Promise<void> {
  const doors = isRelayed ? FIRST_SHARDS.map((shard) => env.RELAY.getByName(relayName(hub.name ?? "", "", shard))) : [hub];
  for (const door of doors) await runInDurableObject(door, (object: PollHub) => void Object.assign(object.limits, limits));
}

/** All that the poll has in memory is gone; its sockets stay open. */
export async function evict(hub: DurableObjectStub): Promise<void> {
  const holders = await holdersOf(hub);
  await evictDurableObject(hub);
  for (const holder of holders) if (holder !== hub) await evictDurableObject(holder);
}

/** Each socket that is open now, from within the object that holds it. */
export async function withSockets<Result>(hub: DurableObjectStub, visit: (socket: WebSocket) => Result): Promise<Result[]> {
  const visited: Result[] = [];
  for (const holder of await holdersOf(hub)) {
    visited.push(...(await runInDurableObject(holder, (_, ctx) => ctx.getWebSockets().map(visit))));
  }
  return visited;
}

/** What hangs on the sockets. */
export function attachedIn(hub: DurableObjectStub): Promise<unknown[]> {
  return withSockets(hub, (socket) => socket.deserializeAttachment() as unknown);
}

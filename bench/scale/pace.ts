/** How many relays a room has, and how often hub and relays speak: as the product does it. */
import {
  BROADCAST_EVERY_MS,
  BROADCAST_FRAMES_PER_MS,
  HUB_SOCKETS_OWN_MAX,
  RELAY_GAP_MS,
  RELAY_GAP_MS_EACH,
  RELAY_SOCKETS,
  RELAYED_SOCKET_WEIGHT,
} from "../../src/protocol/limits.ts";

/** None while the hub has room of its own; then a power of two, so that the number seldom changes. Of one region: each has relays of its own. */
export function relaysFor(people: number): number {
  return people <= HUB_SOCKETS_OWN_MAX ? 0 : 2 ** Math.ceil(Math.log2(people / RELAY_SOCKETS));
}

/** Between two batches of one relay. */
export function gapMsOf(relays: number): number {
  return Math.max(RELAY_GAP_MS, relays * RELAY_GAP_MS_EACH);
}

/** Between two broadcasts, as far as the hub's own work and the busiest relay's ask for it. */
export function paceMsOf(people: number, relays: number): number {
  const work = Math.max(people * RELAYED_SOCKET_WEIGHT, people / relays);
  return Math.max(BROADCAST_EVERY_MS, work / BROADCAST_FRAMES_PER_MS);
}

/** What a crowd costs the hub of a large room in calls to its relays. */
import { expect, test } from "vitest";
import { RelayedSocket, RelayedSockets, type RelayLine } from "../../src/sockets/relayed.ts";
import { Slices } from "../../src/sockets/slices.ts";

const line = (): RelayLine => ({ say: () => {}, close: () => {}, keep: () => {} });

/** Phones come to relays by turns, as chance would have it. */
function room(relays: number, phones: number): { sockets: RelayedSockets; phones: RelayedSocket[] } {
  const [sockets, lines] = [new RelayedSockets(), Array.from({ length: relays }, line)];
  const all = Array.from({ length: phones }, (_, phone) => new RelayedSocket(lines[phone % relays] ?? line(), phone, null));
  for (const socket of all) sockets.add(socket);
  return { sockets, phones: all };
}

test("[U7] a crowd is told relay by relay: no more parcels than there are relays and slices", () => {
  const { sockets } = room(16, 32_000);
  const slices = new Slices(sockets.all());
  let [parcels, count] = [0, 0];
  for (; !slices.isDone(); count++) parcels += new Set(slices.take(0).map(({ relay }) => relay)).size;
  expect(count).toBe(8);
  expect(parcels).toBeLessThan(16 + count);
});

test("[U7] whoever leaves is counted out once, and is not among all", () => {
  const { sockets, phones } = room(3, 9);
  const [first, ...others] = phones;
  if (!first) throw new Error("nobody came");
  expect([sockets.delete(first), sockets.delete(first), sockets.size]).toEqual([true, false, 8]);
  expect(new Set(sockets.all())).toEqual(new Set(others));
  for (const socket of others) sockets.delete(socket);
  expect([sockets.size, sockets.all()]).toEqual([0, []]);
});

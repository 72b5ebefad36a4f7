/** Rooms that outgrow their hub: phones behind relays, and everything as without. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { HubLimits } from "../../src/sockets/credits.ts";
import { makePoll, Phone } from "./phone.ts";

const limit = (stub: DurableObjectStub, limits: Partial<HubLimits>) =>
  runInDurableObject(stub, (hub) => void Object.assign((hub as unknown as PollHub).limits, limits));

/** The names of relays that a hub knows. */
const relaysOf = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM relays ORDER BY name")
      .toArray()
      .map(({ name }) => name),
  );

const ownOf = (stub: DurableObjectStub) => runInDurableObject(stub, (_, ctx) => ctx.getWebSockets().length);

/** A poll whose hub takes no sockets itself. */
async function behindRelays(body: object = {}, shards = 1) {
  const poll = await makePoll(body);
  await limit(poll.stub, { ownMax: 0, perRelay: shards > 1 ? 0.01 : 1_000 });
  return poll;
}

describe("[G1] behind a relay", () => {
  test("a vote is acknowledged, counted, and told to everybody", async () => {
    const { id, stub, hostKey } = await behindRelays();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    const host = await Phone.join(id, "host", { key: hostKey });
    expect(await ownOf(stub)).toBe(0);
    expect(await relaysOf(stub)).toHaveLength(1);
    const ack = await ann.vote([0], 1);
    expect(ack).toMatchObject({ type: "ack", status: "counted" });
    for (const phone of [ann, ben, host]) {
      await phone.upTo((ack as { seq: number }).seq);
      expect(phone.newest).toMatchObject({ present: 2, tallies: { q1: { ballots: 1, counts: [1, 0] } } });
    }
    expect(await host.command("close")).toMatchObject({ status: "done" });
    expect(await ben.vote([1], 1)).toMatchObject({ type: "refused", code: "closed" });
  });
});

/** Rooms that outgrow their hub: phones behind relays, and everything as without. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { CLOSE } from "../../src/protocol/close.ts";
import type { PollRelay } from "../../src/relay/relay.ts";
import type { HubLimits } from "../../src/sockets/credits.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

const within = <Result>(stub: DurableObjectStub, look: (hub: PollHub, ctx: DurableObjectState) => Result) =>
  runInDurableObject(stub, (hub, ctx) => look(hub as unknown as PollHub, ctx));

const limit = (stub: DurableObjectStub, limits: Partial<HubLimits>) =>
  within(stub, (hub) => void Object.assign(hub.limits, limits));

/** The names of relays that a hub knows. */
const relaysOf = (stub: DurableObjectStub) =>
  within(stub, (_, { storage }) => [...storage.sql.exec("SELECT name FROM relays").raw<[string]>()].map(([name]) => name));

const ownOf = (stub: DurableObjectStub) => within(stub, (_, ctx) => ctx.getWebSockets().length);
const relayOf = (name: string | undefined) => env.RELAY.getByName(name ?? expect.fail("no relay"));
const seqOf = (answer: object) => (answer as { seq: number }).seq;
const oneOf = async (stub: DurableObjectStub) => relayOf((await relaysOf(stub))[0]);

const ONE = { ownMax: 0, perRelay: 1_000 };
/** Hundreds, of which each newcomer takes one by chance. */
const MANY = { ownMax: 0, perRelay: 0.001 };

/** A poll whose hub takes no sockets itself. */
async function behindRelays(body: object = {}, limits: Partial<HubLimits> = ONE) {
  const poll = await makePoll(body);
  await limit(poll.stub, limits);
  return poll;
}

afterEach(() => void vi.restoreAllMocks());

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
      await phone.upTo(seqOf(ack));
      expect(phone.newest).toMatchObject({ present: 2, tallies: { q1: { ballots: 1, counts: [1, 0] } } });
    }
    expect(await host.command("close")).toMatchObject({ status: "done" });
    expect(await ben.vote([1], 1)).toMatchObject({ type: "refused", code: "closed" });
  });

  test("two tabs behind two relays are one person, who is here until both have left", async () => {
    const { id, stub } = await behindRelays({}, MANY);
    const [left, right] = [await Phone.join(id, "ann"), await Phone.join(id, "ann")];
    const ben = await Phone.join(id, "ben");
    expect(await relaysOf(stub)).toHaveLength(3);
    const from = right.heard.length;
    const ack = await left.vote([1], 1);
    expect(ack).toMatchObject({ status: "counted" });
    expect(await right.until((said) => said.type === "snapshot" && said.mine !== undefined, from)).toMatchObject({
      mine: { q1: { choice: [1], n: 1 } },
    });
    await ben.upTo(seqOf(ack));
    left.hangUp();
    await vi.waitFor(async () => expect(await relaysOf(stub)).toHaveLength(2));
    expect(await within(stub, ({ door }) => door.present())).toBe(2);
    right.hangUp();
    await ben.until((said) => said.type === "results" && said.present === 1, ben.heard.length - 1);
    expect(await relaysOf(stub)).toHaveLength(1);
  });

  test("what is known of an address is known there too: a network's cap holds across relays", async () => {
    const { id } = await behindRelays({ entry: { level: "open", networkMax: 1 } }, MANY);
    const at = (ip: string) => ({ "cf-connecting-ip": ip });
    const ann = await Phone.join(id, "ann", {}, at("198.51.100.1"));
    const ben = await Phone.join(id, "ben", {}, at("198.51.100.1"));
    const cid = await Phone.join(id, "cid", {}, at("198.51.100.2"));
    expect(await ann.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(await ben.vote([0], 1)).toMatchObject({ type: "refused" });
    expect(await cid.vote([0], 1)).toMatchObject({ status: "counted" });
  });

  test("a wrong key, bad frames and an unknown poll end as without", async () => {
    const { id } = await behindRelays();
    const liar = await Phone.dial(id);
    liar.send({ type: "hello", voter: tokenOf("liar"), key: "a".repeat(27) });
    expect(await liar.ended()).toBe(CLOSE.wrongKey);
    const early = await Phone.dial(id);
    early.send({ type: "vote", question: "q1", choice: [0], n: 1, ref: 7 });
    expect(await early.hear("refused")).toMatchObject({ ref: 7, code: "hello-first" });
    for (let frame = 0; frame < 12; frame++) early.sendRaw("no json");
    expect(await early.ended()).toBe(CLOSE.badMessages);
    expect((await call("/ws/222222222222222", { headers: { upgrade: "websocket" } })).status).toBe(404);
  });

  test("a poll that is deleted closes all lines, and leaves nothing behind", async () => {
    const { id, stub, hostKey } = await behindRelays({}, MANY);
    const phones = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) });
    expect(await Promise.all(phones.map((phone) => phone.ended()))).toEqual([CLOSE.deleted, CLOSE.deleted]);
    expect(await within(stub, ({ door }) => door.relayedSize)).toBe(0);
  });
});

describe("[G2] what a relay hears", () => {
  test("is what its own readers may see", async () => {
    const { id, stub, hostKey } = await behindRelays({ results: "host" }, MANY);
    const ann = await Phone.join(id, "ann");
    const [name] = await relaysOf(stub);
    const said: string[] = [];
    const relay = Object.getPrototypeOf(await runInDurableObject(relayOf(name), (made) => made)) as PollRelay;
    const { tell } = relay;
    vi.spyOn(relay, "tell").mockImplementation(function (this: PollRelay, life, downs) {
      said.push(JSON.stringify([life, downs]));
      return tell.call(this, life, downs);
    });
    const host = await Phone.join(id, "host", { key: hostKey });
    expect(await relaysOf(stub)).toHaveLength(2);
    const ack = await ann.vote([1], 1);
    await host.upTo(seqOf(ack));
    await ann.upTo(seqOf(ack));
    const life = await runInDurableObject(relayOf(name), (made) => (made as unknown as PollRelay).roll().life);
    const toAnn = said.filter((parcel) => parcel.startsWith(`["${life}`));
    expect(toAnn.length).toBeGreaterThan(0);
    expect(toAnn.join()).not.toContain("counts");
    expect(said.join()).toContain("counts");
  });
});

describe("[G3] growing", () => {
  test("while people are in it: who came first stays, who comes later is behind a relay, and nobody notices", async () => {
    const { id, stub, hostKey } = await makePoll();
    await limit(stub, { ownMax: 2, perRelay: 1_000 });
    const host = await Phone.join(id, "host", { key: hostKey });
    const ann = await Phone.join(id, "ann");
    const ben = await Phone.join(id, "ben");
    expect(await ownOf(stub)).toBe(2);
    expect(await relaysOf(stub)).toHaveLength(1);
    await ann.vote([0], 1);
    const last = await ben.vote([1], 1);
    for (const phone of [host, ann, ben]) {
      await phone.upTo(seqOf(last));
      expect(phone.newest).toMatchObject({ present: 2, tallies: { q1: { counts: [1, 1] } } });
    }
  });

  test("the number of relays grows by powers of two", async () => {
    const { stub } = await makePoll();
    const shards = (ownMax: number, perRelay: number) =>
      within(stub, (hub) => {
        Object.assign(hub.limits, { ownMax, perRelay });
        return hub.relays.elsewhere()?.headers.get("showhands-shards") ?? null;
      });
    expect(await shards(1, 1)).toBeNull();
    expect([await shards(0, 1), await shards(0, 0.5), await shards(0, 0.3), await shards(0, 0.1)]).toEqual(["1", "2", "4", "16"]);
  });
});

describe("[G4] sleep", () => {
  test("a hub that sleeps knows its relays and their phones when it wakes", async () => {
    const { id, stub, hostKey } = await behindRelays({}, MANY);
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    const host = await Phone.join(id, "host", { key: hostKey });
    await ann.vote([0], 1);
    await evictDurableObject(stub);
    const ack = await post(`/api/polls/${id}/votes`, { question: "q1", choice: [1], n: 1 }, voter(tokenOf("dan")));
    const { seq } = await ack.json<{ seq: number }>();
    for (const phone of [ann, ben, host]) {
      await phone.upTo(seq);
      expect(phone).toMatchObject({ closed: null, newest: { present: 2, tallies: { q1: { counts: [1, 1] } } } });
    }
    expect(await host.command("close")).toMatchObject({ status: "done" });
  });

  test("a relay that sleeps wakes with its phones, and numbers none of them twice", async () => {
    const { id, stub } = await behindRelays();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    const relay = await oneOf(stub);
    await evictDurableObject(relay);
    const ack = await ann.vote([0], 1);
    expect(ack).toMatchObject({ status: "counted" });
    await evictDurableObject(relay);
    await post(`/api/polls/${id}/votes`, { question: "q1", choice: [1], n: 1 }, voter(tokenOf("dan")));
    await ben.upTo(seqOf(ack) + 1);
    await evictDurableObject(relay);
    const from = ann.heard.length;
    ben.hangUp();
    await ann.until((said) => said.type === "results" && said.present === 1, from);
    await evictDurableObject(relay);
    const cid = await Phone.join(id, "cid");
    expect(await cid.vote([0], 1)).toMatchObject({ status: "counted" });
    const numbers = await runInDurableObject(relay, (made) => (made as unknown as PollRelay).roll().phones);
    expect(numbers.map(({ phone }) => phone).toSorted((a, b) => a - b)[1]).toBeGreaterThan(2);
    expect(ann.closed).toBeNull();
  });
});

describe("[G5] loss", () => {
  test("a relay that is forgotten sends its phones away, and they come again", async () => {
    const { id, stub } = await behindRelays();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await within(stub, (_, { storage }) => storage.sql.exec("DELETE FROM relays"));
    await evictDurableObject(stub);
    ann.send({ type: "vote", ref: 1, question: "q1", choice: [0], n: 1 });
    expect(await Promise.all([ann.ended(), ben.ended()])).toEqual([CLOSE.restarted, CLOSE.restarted]);
    await limit(stub, ONE);
    const again = await Phone.join(id, "ann");
    expect(await again.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(again.newest).toMatchObject({ present: 1 });
  });

  test("a hub that is lost in the middle: who spoke comes again, and is counted once; the others stay", async () => {
    const { id, stub } = await behindRelays();
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    const relays = Object.getPrototypeOf(await within(stub, (hub) => hub)) as PollHub;
    const { hear } = relays;
    let lost = 0;
    const spy = vi.spyOn(relays, "hear").mockImplementation(async function (this: PollHub, batch) {
      await hear.call(this, batch);
      lost += 1;
      throw new Error("lost behind the commit");
    });
    ann.send({ type: "vote", ref: 1, question: "q1", choice: [0], n: 1 });
    expect(await ann.ended()).toBe(CLOSE.restarted);
    expect(lost).toBeGreaterThan(0);
    spy.mockRestore();
    const again = await Phone.join(id, "ann");
    expect(await again.vote([0], 1)).toMatchObject({ status: "same" });
    await ben.until((said) => said.type === "results" && said.tallies.q1?.ballots === 1);
    expect(ben.closed).toBeNull();
  });
});

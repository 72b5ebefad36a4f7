/** What goes wrong on the way through a relay costs a line at most, and nobody else's. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import type { Env } from "../../src/env.ts";
import type { PollHub } from "../../src/hub/hub.ts";
import { Inbox } from "../../src/hub/inbox.ts";
import { CLOSE } from "../../src/protocol/close.ts";
import { SHARDS_HEADER } from "../../src/protocol/ids.ts";
import { openLine } from "../../src/relay/placement.ts";
import type { HubLimits } from "../../src/sockets/credits.ts";
import { makePoll, Phone } from "./phone.ts";

const within = <Result>(stub: DurableObjectStub, look: (hub: PollHub, ctx: DurableObjectState) => Result) =>
  runInDurableObject(stub, (hub, ctx) => look(hub as unknown as PollHub, ctx));

async function pollWith(limits: Partial<HubLimits>) {
  const poll = await makePoll();
  await within(poll.stub, (hub) => void Object.assign(hub.limits, limits));
  return poll;
}

const rowsOf = (stub: DurableObjectStub) => within(stub, (_, { storage }) => storage.sql.exec("SELECT * FROM relays").toArray());

describe("[G5] a loss", () => {
  test("what breaks the hub costs the phone that said it its line; what others said beside it is heard", async () => {
    const { id, stub } = await pollWith({ ownMax: 0, perRelay: 1_000 });
    const [ann, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await within(stub, ({ quiz }) =>
      vi.spyOn(quiz, "echo").mockImplementation(() => {
        throw new Error("poison");
      }),
    );
    ann.send({ type: "echo", nonce: "poisonpoison" });
    expect(await ben.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(await ann.ended()).toBe(CLOSE.restarted);
    expect(ben.closed).toBeNull();
    await vi.waitFor(async () => expect(await within(stub, ({ door }) => door.present())).toBe(1));
  });

  test("a hub that wakes does not believe a relay that was lost: its phones missed a new host key, perhaps", async () => {
    const { id, stub, hostKey } = await pollWith({ ownMax: 0, perRelay: 1_000 });
    const host = await Phone.join(id, "host", { key: hostKey });
    await within(stub, (_, { storage }) => void storage.sql.exec("UPDATE relays SET lost = 1"));
    await evictDurableObject(stub);
    expect(await within(stub, ({ door }) => door.relayedSize)).toBe(0);
    expect(await host.ended()).toBe(CLOSE.restarted);
    await vi.waitFor(async () => expect(await rowsOf(stub)).toEqual([]), 5_000);
  });

  test("a turn that breaks keeps nobody waiting", async () => {
    const inbox = new Inbox(
      () => {
        throw new Error("broken");
      },
      () => {},
    );
    inbox.put({ command: { type: "tick" }, answer: () => {} });
    const answered = inbox.answered();
    expect(() => inbox.takeTurn()).toThrow("broken");
    await answered;
  });
});

describe("[G3] the way in", () => {
  test("a place that becomes free in the hub of a large room is for one newcomer; a small room sends nobody away", async () => {
    const { id, stub } = await pollWith({ ownMax: 1, perRelay: 1_000 });
    const knock = async () => (await stub.fetch("https://hub/", { headers: { upgrade: "websocket" } })).headers.get(SHARDS_HEADER);
    const ann = await Phone.join(id, "ann");
    const [ben] = [await Phone.join(id, "ben"), await Phone.join(id, "cid")];
    ann.hangUp();
    await vi.waitFor(async () => expect(await within(stub, ({ door }) => [door.ownSize, door.relayedSize])).toEqual([0, 2]));
    expect(await knock()).toBe("1");
    ben.hangUp();
    await vi.waitFor(async () => expect(await within(stub, ({ door }) => door.relayedSize)).toBe(1));
    await within(stub, (hub) => void Object.assign(hub.limits, { ownMax: 5 }));
    expect(await knock()).toBeNull();
  });

  test("who meets a lost relay is let in by another one", async () => {
    let tries = 0;
    const relay = {
      fetch: () => (++tries === 1 ? Promise.reject(new Error("lost")) : Promise.resolve(new Response(null, { status: 204 }))),
    };
    const hub = { fetch: () => Promise.resolve(new Response(null, { status: 503, headers: { [SHARDS_HEADER]: "2" } })) };
    const env = { HUB: { getByName: () => hub }, RELAY: { idFromName: (name: string) => name, get: () => relay } };
    const answer = await openLine(
      env as unknown as Env,
      "a poll with a lost relay",
      { url: "https://hub/", headers: {} },
      undefined,
    );
    expect([answer.status, tries]).toEqual([204, 2]);
  });
});

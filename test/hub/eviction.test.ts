/** Memory is a cache: a session with the object evicted after every step ends like one without. */
import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import type { Exported } from "../../src/protocol/server.ts";
import { evict, holdersOf } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

type Step = (phones: Record<"host" | "ann" | "tab" | "ben" | "wall", Phone>) => Promise<unknown>;

const SESSION: Record<string, Step> = {
  "ann votes": ({ ann }) => ann.vote([0], 1),
  "ben votes": ({ ben }) => ben.vote([1], 1),
  "ann sends again": ({ ann }) => ann.vote([0], 1),
  "ann changes in the other tab": ({ tab }) => tab.vote([1], 2),
  "a stale vote": ({ ann }) => ann.vote([0], 1),
  "an impossible vote": ({ ben }) => ben.vote([9], 2),
  "the host hides": ({ host }) => host.command("hide"),
  "ben takes back": ({ ben }) => ben.vote([], 2),
  "the host closes": ({ host }) => host.command("close"),
  "ben is late": ({ ben }) => ben.vote([0], 3),
  "ann sends again after close": ({ ann }) => ann.vote([0], 2),
  "the host reopens": ({ host }) => host.command("reopen"),
  "ben votes anew": ({ ben }) => ben.vote([0], 3),
  "the host resets": ({ host }) => host.command("reset"),
  "an old resend": ({ ann }) => ann.vote([1], 2, { round: 1 }),
  "ben votes in round 2": ({ ben }) => ben.vote([0], 3),
  "the host undoes it": ({ host }) => host.command("undo-reset"),
  "ben sends again": ({ ben }) => ben.vote([0], 3),
  "the host shows": ({ host }) => host.command("show", {}),
  "one question more": ({ host }) => host.command("add-question", { kind: "choice", text: "2?", options: ["x", "y"] }),
  "ann answers it": ({ ann }) => ann.vote([1], 4, { question: "q2" }),
  "a second hello": async ({ ben }) => {
    ben.send({ type: "hello", voter: tokenOf("ben") });
    return ben.hear("error");
  },
  "ann may no more": ({ ann }) => ann.command("close"),
};

async function play(between: (stub: DurableObjectStub) => Promise<void>): Promise<object> {
  const { id, hostKey, stub } = await makePoll({ results: "after-vote" });
  const phones = {
    host: await Phone.join(id, "host", { key: hostKey }),
    ann: await Phone.join(id, "ann"),
    tab: await Phone.join(id, "ann"),
    ben: await Phone.join(id, "ben"),
    wall: await Phone.join(id, "wall", { role: "stage", key: hostKey }),
  };
  const answers: Record<string, unknown> = {};
  for (const [name, step] of Object.entries(SESSION)) {
    await between(stub);
    answers[name] = await step(phones);
  }
  await between(stub);
  const last = Object.values(answers).reduce<number>(
    (seq, answer) => Math.max(seq, (answer as { seq?: number } | undefined)?.seq ?? 0),
    0,
  );
  await Promise.all(Object.values(phones).map((phone) => phone.upTo(last)));
  // When each vote came is this run's own.
  const { timeline: _, ...results } = await (await call(`/api/polls/${id}/results`, { headers: bearer(hostKey) })).json<Exported>();
  return {
    answers,
    shown: Object.fromEntries(Object.entries(phones).map(([name, phone]) => [name, [phone.newest?.tallies, phone.closed]])),
    // A tab that votes knows it from the ack; the other one is told, and so is whoever comes anew.
    mine: [phones.tab, await Phone.join(id, "ann"), await Phone.join(id, "ben")].map(
      ({ snapshots }) => snapshots.findLast(({ mine }) => mine)?.mine,
    ),
    results: { ...results, poll: { ...results.poll, id: "", code: "" }, timeline: {} }, // what took how long is not the same twice
  };
}

describe("[L1] [L3] evicted between any two steps", () => {
  test("sockets stay open and notice nothing", { timeout: 30_000 }, async () => {
    const steady = await play(async () => {});
    const evicted = await play(evict);
    expect(evicted).toEqual(steady);
    expect(steady).toMatchObject({
      mine: [{ q1: { n: 2 }, q2: { n: 4 } }, { q1: { n: 2 }, q2: { n: 4 } }, { q1: { n: 3 } }],
      shown: { ann: [{ q1: { ballots: 2, counts: [1, 1] }, q2: { ballots: 1, counts: [0, 1] } }, null] },
    });
  });

  test("the tally that wakes is the recount of the ballots", async () => {
    const { id, stub } = await makePoll();
    for (const [name, mark] of [
      ["ann", 0],
      ["ben", 1],
      ["cid", 1],
    ] as const)
      await (await Phone.join(id, name)).vote([mark], 1);
    await evict(stub);
    const counted = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("SELECT choice, count(*) AS ballots FROM ballots GROUP BY choice ORDER BY choice").toArray(),
    );
    expect(counted).toEqual([
      { choice: "[0]", ballots: 1 },
      { choice: "[1]", ballots: 2 },
    ]);
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({
      tallies: { q1: { ballots: 3, counts: [1, 2] } },
      seq: 4,
    });
  });

  test("[W6] [V6] a vote that moves no number keeps its place and its seq", async () => {
    const { id, stub } = await makePoll();
    const ann = await Phone.join(id, "ann");
    expect(await ann.vote([], 5)).toMatchObject({ status: "counted", seq: 2 });
    await evict(stub);
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({ seq: 2, tallies: { q1: { ballots: 0 } } });
    expect(await ann.vote([0], 4)).toMatchObject({ status: "same", seq: 2 });
    expect(await ann.vote([0], 6)).toMatchObject({ status: "changed", seq: 3 });
  });

  test("who is here and which tabs belong together is known again", async () => {
    const { id, stub } = await makePoll({ results: "after-vote" });
    const [ann, tab, ben] = [await Phone.join(id, "ann"), await Phone.join(id, "ann"), await Phone.join(id, "ben")];
    await ann.vote([0], 1);
    await evict(stub);
    await ann.vote([1], 2);
    expect(await tab.until((said) => said.type === "snapshot" && said.seq === 3)).toMatchObject({
      mine: { q1: { choice: [1], n: 2 } },
      tallies: { q1: { ballots: 1, counts: [0, 1] } },
    });
    ben.hangUp();
    await ann.until((said) => said.type === "results" && said.present === 1, ann.heard.length);
    expect(ben.newest?.tallies.q1).toStrictEqual({ ballots: 1 });
  });

  test("a host stays a host, and an old one is still sent away", async () => {
    const { id, hostKey, stub } = await makePoll();
    const [host, second] = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "second", { key: hostKey })];
    await evict(stub);
    expect(await host.command("rotate-key", {})).toMatchObject({ status: "done" });
    expect(await second.ended()).toBe(4401);
    await evict(stub);
    expect(await host.command("close")).toMatchObject({ status: "done" });
  });

  test("[W11] a ping wakes nobody", async () => {
    const { id, stub } = await makePoll();
    const phone = await Phone.join(id, "ann");
    const holders = await holdersOf(stub);
    await evict(stub);
    phone.sendRaw("ping");
    await phone.hear("pong");
    // What is evicted cannot be evicted again: the object does not run.
    for (const object of new Set([stub, ...holders])) await expect(evictDurableObject(object)).rejects.toThrow();
  });

  test("an idle poll with open sockets can be evicted at once: no timer is left", async () => {
    const { id, stub } = await makePoll();
    const phone = await Phone.join(id, "ann");
    await phone.vote([0], 1);
    await phone.upTo(2);
    await pause(1_100);
    const before = performance.now();
    await evict(stub);
    expect(performance.now() - before).toBeLessThan(500);
    expect(await phone.vote([0], 1)).toMatchObject({ status: "same", seq: 2 });
  });
});

describe("[V1] crashes", () => {
  test("every acknowledged vote is there after the object was torn down with all its lines", async () => {
    const { id } = await makePoll();
    const phones = await Promise.all(Array.from({ length: 12 }, (_, index) => Phone.join(id, `phone${index}`)));
    const acks = await Promise.all(phones.map((phone, index) => phone.vote([index % 2], 1)));
    expect(acks.every(({ type }) => type === "ack")).toBe(true);
    await abortAllDurableObjects();
    await vi.waitFor(() => expect(phones.every(({ closed }) => closed === 1006)).toBe(true));
    expect(await (await call(`/api/polls/${id}`)).json()).toMatchObject({
      tallies: { q1: { ballots: 12, counts: [6, 6] } },
      present: 0,
    });
    for (const index of phones.keys()) {
      const again = await post(
        `/api/polls/${id}/votes`,
        { question: "q1", choice: [index % 2], n: 1 },
        voter(tokenOf(`phone${index}`)),
      );
      expect(await again.json()).toMatchObject({ status: "same" });
    }
  });
});

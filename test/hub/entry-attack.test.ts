/** The ladder attacked: guesses, floods from one address, checks that are not one's own; and the bugs that these tests would see. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Guesses } from "../../src/hub/entry/guesses.ts";
import type { PollHub } from "../../src/hub/hub.ts";
import { randomLetters } from "../../src/protocol/ids.ts";
import { TURNSTILE_WITHIN_MS, WRONG_PASSES_MAX, WRONG_PASSES_OF_POLL_MAX } from "../../src/protocol/limits.ts";
import {
  ballotsIn,
  codeOf,
  command,
  entered,
  type Made,
  newAddress,
  passFor,
  show,
  ticketsOf,
  vote,
  withPass,
  withTicket,
} from "./entering.ts";
import { attachedIn, evict } from "./objects.ts";
import { makePoll, Phone, post } from "./phone.ts";
import { Siteverify, TURNSTILE } from "./turnstile.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const letters = (count: number) => randomLetters(count, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

describe("[E4] guessing", () => {
  test("10,000 codes and tickets from one address: sixty are heard, none is right, and a right one is not heard either", async () => {
    const [codes, tickets] = [await entered({ level: "code" }), await entered({ level: "tickets" })];
    const [{ letters: right = "" } = {}] = await ticketsOf(tickets, 5_000);
    for (const [poll, name, count, wanted] of [
      [codes, "code", 6, await codeOf(codes)],
      [tickets, "ticket", 12, right],
    ] as const) {
      const tried = await runInDurableObject(poll.stub, async (hub: PollHub) => {
        const said: Record<string, number> = {};
        for (let tries = 0; tries < 5_000; tries++) {
          const shown = { [name]: letters(count) } as { code: string };
          const reply = await hub.pass({ voter: `v${letters(22)}`, address: "198.51.100.7" }, shown, "showhands.test");
          const word = "refused" in reply ? (reply.detail ?? reply.refused) : "in";
          said[word] = (said[word] ?? 0) + 1;
        }
        return said;
      });
      expect(tried).toEqual({ [`wrong-${name}`]: WRONG_PASSES_MAX, "many-tries": 5_000 - WRONG_PASSES_MAX });
      const late = await show(poll, "ann", { [name]: wanted }, "198.51.100.7");
      expect(late).toMatchObject({ error: { code: "too-fast", detail: "many-tries" } });
      expect(await show(poll, "bea", { [name]: wanted }, "198.51.100.8")).not.toHaveProperty("error");
    }
  });

  test("500 people behind one address, of whom one in ten mistypes, all get in within the same minute", async () => {
    const poll = await entered({ level: "code" });
    const code = await codeOf(poll);
    const words = await runInDurableObject(poll.stub, async (hub: PollHub) => {
      const said: string[] = [];
      for (let person = 0; person < 500; person++) {
        const caller = { voter: `person-${person}`.padEnd(22, "-"), address: "198.51.100.9" };
        if (person % 10 === 0) await hub.pass(caller, { code: "wrong1" }, "showhands.test");
        const passed = await hub.pass(caller, { code }, "showhands.test");
        said.push("pass" in passed ? "in" : "out");
      }
      return said;
    });
    expect(words.filter((word) => word === "in")).toHaveLength(500);
  });

  test("from a thousand addresses it takes up the poll's own tries, and locks out nobody who makes no mistake", () => {
    const guesses = new Guesses();
    vi.useFakeTimers();
    let heard = 0;
    for (let round = 0; round < 20; round++) {
      for (let attacker = 0; attacker < 1_000; attacker++) {
        if (!guesses.isHeard(`a${attacker}`, Date.now())) continue;
        guesses.wrong(`a${attacker}`);
        heard += 1;
      }
    }
    expect(heard).toBe(1_000); // one each; a second one only while the poll has heard fewer than 600
    expect(heard).toBeGreaterThanOrEqual(WRONG_PASSES_OF_POLL_MAX);
    expect(guesses.isHeard("campus", Date.now())).toBe(true);
    vi.advanceTimersByTime(60_001);
    expect(guesses.isHeard("a1", Date.now())).toBe(true);
  });
});

describe("[E5] the cap of a network", () => {
  const capped = (networkMax: number, more: object = {}) => entered({ level: "open", networkMax }, more);

  test("so many first ballots of a question, by socket and by HTTP together; resends, changes and other networks are free", async () => {
    const poll = await capped(2);
    const from = "203.0.113.5";
    expect(await vote(poll, "ann", 1, { from })).toBe("counted");
    expect(await vote(poll, "ann", 1, { from })).toBe("same");
    expect(await vote(poll, "ann", 2, { from, choice: [] })).toBe("changed");
    expect(await vote(poll, "ann", 3, { from, choice: [1] })).toBe("changed");
    const phone = await joinFrom(poll, "bea", from);
    expect(await phone.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(await vote(poll, "cyd", 1, { from })).toBe("network-full");
    const late = await joinFrom(poll, "dan", from);
    expect(await late.vote([0], 1)).toMatchObject({ code: "not-allowed", detail: "network-full" });
    await evict(poll.stub);
    expect(await vote(poll, "cyd", 1, { from })).toBe("network-full");
    expect(await vote(poll, "ann", 4, { from })).toBe("changed");
    expect(await vote(poll, "eve", 1)).toBe("counted");
    expect(await vote(poll, "cyd", 1, { from: "2001:db8:ffff:1::5" })).toBe("counted");
    expect(await vote(poll, "fay", 1, { from: "2001:db8:ffff:1:aaaa::9" })).toBe("counted");
    expect(await vote(poll, "gus", 1, { from: "2001:db8:ffff:1:bbbb::7" })).toBe("network-full");
    expect(await ballotsIn(poll)).toBe(5);
  });

  test("many first ballots in one turn are counted one by one", async () => {
    const poll = await capped(100);
    const phones = await Promise.all(Array.from({ length: 120 }, (_, index) => joinFrom(poll, `p${index}`, "203.0.113.6")));
    const said = await Promise.all(phones.map((phone) => phone.vote([0], 1)));
    expect(said.filter(({ type }) => type === "ack")).toHaveLength(100);
    expect(await ballotsIn(poll)).toBe(100);
  });

  test("counts anew in a new round, and leaves nothing behind when the question closes", async () => {
    const poll = await capped(1);
    const from = "203.0.113.7";
    await vote(poll, "ann", 1, { from });
    expect(await networksIn(poll)).toHaveLength(1);
    await command(poll, "reset", { question: "q1" });
    expect(await networksIn(poll)).toEqual([]);
    expect(await vote(poll, "bea", 2, { from })).toBe("counted");
    await command(poll, "close", { question: "q1" });
    expect(await networksIn(poll)).toEqual([]);
  });

  test("is made wider at any time, tighter only before the first vote, and known of sockets that were there before", async () => {
    const poll = await entered({ level: "open" });
    const from = "203.0.113.8";
    const before = await joinFrom(poll, "ann", from);
    expect(await command(poll, "edit", { entry: { networkMax: 1 } })).toBe("done");
    expect(await before.ended()).toBe(1013); // comes back, and says where from
    const ann = await joinFrom(poll, "ann", from);
    expect(await ann.vote([0], 1)).toMatchObject({ status: "counted" });
    expect(await vote(poll, "bea", 1, { from })).toBe("network-full");
    expect(await command(poll, "edit", { entry: { networkMax: 2 } })).toBe("done");
    expect(await vote(poll, "bea", 2, { from })).toBe("counted");
    expect(await command(poll, "edit", { entry: { networkMax: 1 } })).toBe("has-votes");
    expect(await command(poll, "edit", { entry: { networkMax: null } })).toBe("done");
    expect(await networksIn(poll)).toEqual([]);
  });

  test("in a quiz it counts newcomers, and who is in comes back", async () => {
    const right = { text: "?", options: ["a", "b"], right: [0] };
    const poll = await capped(1, { pace: "quiz", quiz: { autoStart: false }, questions: [right] });
    const from = "203.0.113.9";
    const [ann, bea] = [await joinFrom(poll, "ann", from), await joinFrom(poll, "bea", from)];
    expect(await ann.play("Ann")).toMatchObject({ type: "joined" });
    expect(await ann.play("Ann")).toMatchObject({ type: "joined" });
    expect(await bea.play("Bea")).toMatchObject({ detail: "network-full" });
    expect(await (await joinFrom(poll, "cyd", "203.0.113.10")).play("Cyd")).toMatchObject({ type: "joined" });
  });

  test("[E6] nothing that is stored or attached holds an address, a token, a pass or letters", async () => {
    const poll = await entered({ level: "tickets", networkMax: 50 });
    const from = "203.0.113.77";
    const rows = await ticketsOf(poll, 30);
    for (const [index, { letters: ticket }] of rows.slice(0, 5).entries()) {
      await vote(poll, `ann${index}`, 1, { from, ...withTicket(ticket) });
    }
    await joinFrom(poll, "bea", from, { ticket: rows[7]?.letters ?? "" });
    const dump = await everythingIn(poll);
    expect(dump).toContain('"networks"');
    expect(await networksIn(poll)).toMatchObject([{ question: "q1", round: 1, ballots: 5 }]);
    for (const secret of [from, "203.0.113", "ann0--", ...rows.map((row) => row.letters)])
      expect(dump, secret).not.toContain(secret);
    // The hash is keyed: the same address is another name in another poll.
    const other = await capped(5);
    await vote(other, "ann", 1, { from });
    expect((await networksIn(other))[0]?.network).not.toBe((await networksIn(poll))[0]?.network);
    const plain = await entered({ level: "open" });
    await vote(plain, "ann", 1, { from });
    expect(await networksIn(plain)).toEqual([]);
  });
});

describe("[E7] Turnstile", () => {
  let siteverify: Siteverify;
  beforeEach(() => {
    Object.assign(env, TURNSTILE);
    siteverify = new Siteverify();
  });
  afterEach(() => {
    for (const name of Object.keys(TURNSTILE)) delete (env as unknown as Record<string, unknown>)[name];
  });

  const guarded = () => entered({ level: "turnstile" });

  test("is off unless it is set up", async () => {
    delete (env as { TURNSTILE_SECRET?: string }).TURNSTILE_SECRET;
    const refused = await post("/api/polls", { question: "?", options: ["a", "b"], entry: { level: "turnstile" } });
    expect(await refused.json()).toMatchObject({ error: { code: "not-allowed", detail: "no-turnstile" } });
    expect(await command(await makePoll(), "edit", { entry: { level: "turnstile" } })).toBe("no-turnstile");
  });

  test("lets in who passes it, once, for this poll, this page and this site", async () => {
    siteverify.listen();
    const poll = await guarded();
    expect(await vote(poll, "ann", 1)).toBe("needs-check");
    const token = siteverify.give("token-1", { cdata: poll.id });
    const pass = await passFor(poll, "ann", { turnstile: token });
    expect(await vote(poll, "ann", 1, withPass(pass))).toBe("counted");
    expect(await vote(poll, "bea", 1, withPass(pass))).toBe("needs-check");
    expect(siteverify.asked).toEqual([{ secret: TURNSTILE.TURNSTILE_SECRET, response: "token-1" }]); // no address
    const wrong: [string, object, string][] = [
      ["used twice", {}, "check-old"],
      ["of another site", { hostname: "evil.test" }, "check-failed"],
      ["of a site below it", { hostname: "a.showhands.test" }, "check-failed"],
      ["got for something else", { action: "login" }, "check-failed"],
      ["of another poll", { cdata: "zzzzzzzzzzzzzzz" }, "check-failed"],
      ["five minutes old", { at: Date.now() - 300_001 }, "check-old"],
    ];
    for (const [index, [name, more, detail]] of wrong.entries()) {
      const shown = index === 0 ? token : siteverify.give(`wrong-${index}`, { cdata: poll.id, ...more });
      expect(await show(poll, "eve", { turnstile: shown }), name).toMatchObject({ error: { code: "not-allowed", detail } });
    }
    expect(await show(poll, "eve", { turnstile: "made up" })).toMatchObject({ error: { detail: "check-failed" } });
    expect(await show(poll, "eve", { turnstile: "x".repeat(2_049) })).toMatchObject({ error: { code: "bad-message" } });
    expect(await vote(poll, "eve", 1)).toBe("needs-check");
  });

  test.each(["down", "error", "page", "secret"] as const)(
    "that is %s lets nobody in, and says that it is not their fault",
    async (fails) => {
      siteverify.listen();
      vi.spyOn(console, "error").mockImplementation(() => {});
      const poll = await guarded();
      siteverify.fails = fails;
      const shown = { turnstile: siteverify.give("token", { cdata: poll.id }) };
      expect(await show(poll, "ann", shown)).toMatchObject({ error: { code: "busy", detail: "check-down" } });
      expect(await vote(poll, "ann", 1)).toBe("needs-check");
    },
  );

  test("that is slow is given up, while others vote on", async () => {
    siteverify.listen();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const poll = await guarded();
    const pass = await passFor(poll, "bea", { turnstile: siteverify.give("bea", { cdata: poll.id }) });
    siteverify.fails = "slow";
    const started = performance.now();
    const waiting = show(poll, "ann", { turnstile: siteverify.give("ann", { cdata: poll.id }) });
    expect(await vote(poll, "bea", 1, withPass(pass))).toBe("counted");
    expect(await waiting).toMatchObject({ error: { code: "busy", detail: "check-down" } });
    expect(performance.now() - started).toBeLessThan(TURNSTILE_WITHIN_MS + 3_000);
  });

  test("whose host has chosen another way meanwhile gives no pass", async () => {
    const poll = await guarded();
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => {
      await command(poll, "edit", { entry: { level: "code" } });
      return Response.json({ success: true, hostname: "showhands.test", action: "vote", cdata: poll.id });
    });
    expect(await show(poll, "ann", { turnstile: "t" })).toMatchObject({ error: { detail: "wrong-way" } });
    expect(await vote(poll, "ann", 1)).toBe("needs-code");
  });
});

async function joinFrom(poll: Made, name: string, from: string, hello: object = {}): Promise<Phone> {
  return Phone.join(poll.id, name, hello, { "cf-connecting-ip": from, "showhands-address": newAddress() });
}

type NetworkRow = { question: string; round: number; network: string; ballots: number };

function networksIn({ stub }: Made): Promise<NetworkRow[]> {
  return runInDurableObject(stub, (_, { storage }) => storage.sql.exec<NetworkRow>("SELECT * FROM networks").toArray());
}

/** All tables, all keys and what hangs on the sockets. */
async function everythingIn({ stub }: Made): Promise<string> {
  const stored = await runInDurableObject(stub, (_, { storage }) => {
    const tables = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    const rows = tables
      .filter(({ name }) => !name.startsWith("_cf"))
      .map(({ name }) => ({ [name]: storage.sql.exec(`SELECT * FROM ${name}`).toArray() }));
    return [...rows, [...storage.kv.list()]];
  });
  return JSON.stringify([...stored, await attachedIn(stub)]);
}

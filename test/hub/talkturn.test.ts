/** The words of a turn share its one commit with the votes, and cost nothing where nobody talks. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { Command } from "../../src/poll/command.ts";
import { ASKS_KEPT_MAX, DAY_MS, MESSAGES_KEPT_MAX, TALK_EVERY_MS } from "../../src/protocol/limits.ts";
import { breakCommits } from "./full.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";
import { ask, inOneTurn, say, stored, TALKS, upvote } from "./talk.ts";
import { look } from "./talkroom.ts";

/** Twice the pace of the talk: all that is to be told of it has been told. */
const settled = () => pause(2 * TALK_EVERY_MS);
const TABLES = ["messages", "asks", "people", "talk", "notices", "got"];

afterEach(() => void vi.restoreAllMocks());

describe("[N23] one commit for the votes and the words of a turn", () => {
  test("where it fails nothing of either is stored or told, and the next one begins where the last good one ended", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    await ann.ask(say("Hello", 1));
    await breakCommits(stub, 1);
    const before = host.heard.length;
    const turn = (nameOf: (token: string) => string): Command[] => [
      { type: "vote", voter: nameOf("ann"), question: "q1", choice: [0], n: 1 },
      { ...say("Lost?", 2), voter: nameOf("ann"), host: false },
      { ...ask("Lost?", 1), voter: nameOf("ben"), host: false },
    ];
    expect(await inOneTurn(stub, turn)).toEqual([{ refused: "busy" }, { refused: "busy" }, { refused: "busy" }]);
    expect(await stored(stub, "SELECT text FROM messages")).toEqual([{ text: "Hello" }]);
    expect(await stored(stub, "SELECT text FROM asks")).toEqual([]);
    expect(await stored(stub, "SELECT choice FROM ballots")).toEqual([]);
    expect(host.heard.length).toBe(before);
    expect(await inOneTurn(stub, turn)).toMatchObject([{ status: "counted" }, { message: 2 }, { ask: 1 }]);
    expect(await stored(stub, "SELECT rev FROM talk")).toEqual([{ rev: 3 }]);
  });

  test("nor of what a host says and does to it: no notice, nothing hidden, nobody muted, no upvote; and then all of it", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    await ann.ask(say("Hello", 1));
    await ann.ask(ask("Why?", 1));
    for (const phone of [ann, host]) phone.send({ type: "listen" });
    const { messages } = await host.hear("talk");
    await ann.hear("talk");
    await settled();
    const person = messages.flatMap((message) => ("person" in message ? [message.person] : []))[0];
    const deeds = [
      () => host.command("notice", { to: "all", text: "Lunch" }),
      () => host.command("message", { message: 1, change: "hide" }),
      () => host.command("ask", { ask: 1, change: "pin" }),
      () => host.command("person", { person, change: "mute" }),
      () => ann.ask(upvote(1, true, 1)),
    ];
    const rows = async () =>
      stored(
        stub,
        `SELECT (SELECT count(*) FROM notices) AS notices, (SELECT state FROM messages) AS state, (SELECT max(muted) FROM people) AS muted,
          (SELECT votes FROM asks) AS votes, (SELECT rev FROM talk) AS rev, (SELECT count(*) FROM ballots) AS ballots`,
      );
    const before = { heard: [ann, host].map(({ heard }) => heard.length), rows: await rows() };
    await breakCommits(stub, deeds.length);
    for (const deed of deeds) expect(await deed()).toMatchObject({ type: "refused", code: "busy" });
    await settled();
    const told = [ann, host].map(({ heard }, index) => heard.slice(before.heard[index]).map(({ type }) => type));
    expect(told).toEqual([["refused"], Array(4).fill("refused")]);
    expect(await rows()).toEqual(before.rows);
    for (const deed of deeds) expect(await deed()).toMatchObject({ type: "ack" });
    await ann.hear("notices");
    expect(await rows()).toEqual([{ notices: 2, state: "hidden", muted: 1, votes: 1, rev: 5, ballots: 1 }]);
  });

  test("a host finds by public name who is here or has spoken, by socket and by HTTP", async () => {
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [host, ann] = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "ann")];
    expect(await (await post(`/api/polls/${id}/talk`, say("Hi", 1), voter(tokenOf("ben")))).json()).toMatchObject({ message: 1 });
    const [annsName, bensName] = await runInDurableObject(stub, (instance) => {
      const { ledger } = instance as unknown as PollHub;
      return ["ann", "ben"].map((name) => ledger.publicNameOf(ledger.nameOf(tokenOf(name))));
    });
    expect(await host.command("person", { person: annsName, change: "mute" })).toMatchObject({ status: "done" });
    const byHttp = (body: object) => post(`/api/polls/${id}/commands`, body, bearer(hostKey));
    await evict(stub);
    const muted = await byHttp({ command: "person", person: bensName, change: "mute" });
    expect([muted.status, await muted.json()]).toMatchObject([200, { status: "done" }]);
    expect(await ann.ask(say("Hello", 1))).toMatchObject({ code: "not-allowed", detail: "muted" });
    expect(await stored(stub, "SELECT muted FROM people")).toEqual([{ muted: 1 }, { muted: 1 }]);
    expect(await (await byHttp({ command: "person", person: "abcdefgh", change: "mute" })).json()).toMatchObject({
      error: { code: "not-allowed", detail: "no-such-person" },
    });
    const noticed = await byHttp({ command: "notice", to: "all", text: "Lunch" });
    expect(await noticed.json()).toMatchObject({ status: "done", notice: 3 });
  });

  test("a reset tells its voters in the same commit, and a poll is deleted with all that was said", async () => {
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    await ann.ask(say("Hello", 1));
    await ann.vote([0], 1);
    expect(await host.command("reset", { question: "q1", why: "A typo." })).toMatchObject({ status: "done" });
    expect(JSON.parse(String((await stored(stub, "SELECT body FROM talk"))[0]?.body))).toMatchObject({ notice: 1, message: 1 });
    await call(`/api/polls/${id}`, { method: "DELETE", headers: bearer(hostKey) });
    expect(await stored(stub, "SELECT name FROM sqlite_master WHERE name IN ('messages', 'asks', 'people', 'talk')")).toEqual([]);
  });
});

describe("[N24] what talk costs", () => {
  test("a poll that does not talk writes and reads no row of it", async () => {
    const { id, hostKey, stub } = await makePoll();
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    const asked = await runInDurableObject(stub, (_, { storage }) => vi.spyOn(storage.sql, "exec"));
    await ann.vote([0], 1);
    await host.command("close");
    await ann.vote([1], 2);
    await host.command("reopen");
    await ann.vote([1], 3);
    const statements = asked.mock.calls.map(([query]) => query);
    expect(statements.filter((query) => query.includes("ballots"))).not.toEqual([]);
    expect(statements.filter((query) => TABLES.some((table) => new RegExp(`\\b${table}\\b`).test(query)))).toEqual([]);
    for (const table of TABLES) expect(await stored(stub, `SELECT * FROM ${table}`)).toEqual([]);
  });

  test("what is said writes its own rows and leaves the poll's alone; what is refused writes none", async () => {
    const { id, stub } = await makePoll(TALKS);
    const ann = await Phone.join(id, "ann");
    await ann.vote([0], 1);
    const asked = await runInDurableObject(stub, (_, { storage }) => vi.spyOn(storage.sql, "exec"));
    await ann.ask(say("Hello", 1));
    const written = () =>
      asked.mock.calls.map(([query]) => query.match(/^(?:INSERT|UPDATE|DELETE)[A-Z ]* (\w+)/)?.[1]).filter(Boolean);
    expect(written().sort()).toEqual(["messages", "people", "talk"]);
    asked.mockClear();
    await ann.ask(say("Hello", 1));
    await ann.ask(upvote(3, true, 1));
    expect(written()).toEqual([]);
  });

  test("beyond what is kept the oldest messages go, but not the pinned one", async () => {
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    for (let n = 1; n <= 3; n++) await ann.ask(say(`${n}`, n));
    await host.command("message", { message: 2, change: "pin" });
    await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("UPDATE talk SET body = json_set(body, '$.message', ?)", MESSAGES_KEPT_MAX + 2),
    );
    await evict(stub);
    expect(await ann.ask(say("new", 9))).toMatchObject({ message: MESSAGES_KEPT_MAX + 3 });
    expect(await stored(stub, "SELECT id FROM messages ORDER BY id")).toEqual([{ id: 2 }, { id: MESSAGES_KEPT_MAX + 3 }]);
  });

  test("of asks that are over the oldest go as well, with their upvotes, from storage and from memory", async () => {
    const { id, hostKey, stub } = await makePoll(TALKS);
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    for (let n = 1; n <= 3; n++) await ann.ask(ask(`${n}`, n));
    for (let n = 1; n <= 2; n++) await ann.ask(upvote(n, true, n));
    await host.command("ask", { ask: 2, change: "archive" });
    await runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("UPDATE talk SET body = json_set(body, '$.ask', ?)", ASKS_KEPT_MAX + 2),
    );
    await evict(stub);
    const seen = async () => {
      const { asks } = await look({ id }, "", bearer(hostKey));
      return asks.map((one) => one.id);
    };
    expect(await seen()).toEqual([1, 2, 3]);
    expect(await ann.ask(ask("new", 9))).toMatchObject({ ask: ASKS_KEPT_MAX + 3 });
    expect(await seen()).toEqual([1, 3, ASKS_KEPT_MAX + 3]);
    expect(await stored(stub, "SELECT id FROM asks ORDER BY id")).toEqual([{ id: 1 }, { id: 3 }, { id: ASKS_KEPT_MAX + 3 }]);
    expect(await stored(stub, "SELECT question FROM ballots")).toEqual([{ question: "a1" }]);
  });

  test("who talks keeps the poll alive, also over a sleep", async () => {
    const start = Date.now();
    const clock = vi.spyOn(Date, "now");
    const onDay = (day: number) => clock.mockImplementation(() => start + day * DAY_MS);
    const { id, stub } = await makePoll({ ...TALKS, keepDays: 3 });
    const speak = async (n: number) => (await post(`/api/polls/${id}/talk`, say("Hello", n), voter(tokenOf("ann")))).json();
    const isThere = async () => {
      await runDurableObjectAlarm(stub);
      return (await call(`/api/polls/${id}`)).status === 200;
    };
    onDay(2);
    expect(await speak(1)).toMatchObject({ message: 1 });
    await evict(stub);
    onDay(4.9);
    expect(await isThere()).toBe(true);
    expect(await speak(2)).toMatchObject({ message: 2 });
    onDay(7.8);
    expect(await isThere()).toBe(true);
    onDay(8);
    expect(await isThere()).toBe(false);
  });
});

/** What a room says, in a real object: stored before it is acknowledged, and there once however often it is sent. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Env } from "../../src/env.ts";
import { sayInPoll } from "../../src/http/talk.ts";
import type { Command } from "../../src/poll/command.ts";
import type { Refused } from "../../src/protocol/server.ts";
import { quiz } from "./game.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";
import { ask, inOneTurn, say, stored, TALKS, upvote } from "./talk.ts";

type Step = (phones: Record<"host" | "ann" | "ben", Phone>) => Promise<unknown>;

const SESSION: Record<string, Step> = {
  "ann speaks": ({ ann }) => ann.ask(say("Hello", 1, "Ann")),
  "ben speaks": ({ ben }) => ben.ask(say("<b>Hi</b>", 1)),
  "ann sends again": ({ ann }) => ann.ask(say("Hello", 1, "Ann")),
  "ben asks": ({ ben }) => ben.ask(ask("When?", 1, "Ben")),
  "ann asks": ({ ann }) => ann.ask(ask("Why?", 1)),
  "ann upvotes": ({ ann }) => ann.ask(upvote(1, true, 5)),
  "ann upvotes again": ({ ann }) => ann.ask(upvote(1, true, 5)),
  "ben upvotes": ({ ben }) => ben.ask(upvote(1, true, 1)),
  "ben takes back": ({ ben }) => ben.ask(upvote(1, false, 2)),
  "ben is late": ({ ben }) => ben.ask(upvote(1, true, 1)),
  "the host upvotes": ({ host }) => host.ask(upvote(2, true, 1)),
  "the host pins": ({ host }) => host.command("message", { message: 1, change: "pin" }),
  "the host pins another": ({ host }) => host.command("message", { message: 2, change: "pin" }),
  "the host removes it": ({ host }) => host.command("message", { message: 2, change: "remove" }),
  "an ask on the big screen": ({ host }) => host.command("ask", { ask: 1, change: "pin" }),
  "the other one next": ({ host }) => host.command("ask", { ask: 2, change: "next" }),
  "answered in words": ({ host }) => host.command("ask", { ask: 2, change: "reply", text: "Because." }),
  "and done with": ({ host }) => host.command("ask", { ask: 2, change: "answered" }),
  "ben upvotes what is over": ({ ben }) => ben.ask(upvote(2, true, 1)),
  "ann votes meanwhile": ({ ann }) => ann.vote([0], 1),
  "the chat closes": ({ host }) => host.command("edit", { talk: { chat: "closed" } }),
  "ann is late": ({ ann }) => ann.ask(say("Wait", 2, "Ann")),
  "and sends once more what counts": ({ ann }) => ann.ask(say("Hello", 1, "Ann")),
  "ben may not moderate": ({ ben }) => ben.command("message", { message: 1, change: "remove" }),
};

/** What it answered, and what is stored at the end but for the times. */
async function play(between: (stub: DurableObjectStub) => Promise<void>): Promise<{ answers: object; rows: object }> {
  const { id, hostKey, stub } = await makePoll(TALKS);
  const [host, ann, ben] = [
    await Phone.join(id, "host", { key: hostKey }),
    await Phone.join(id, "ann"),
    await Phone.join(id, "ben"),
  ];
  const answers: Record<string, unknown> = {};
  for (const [name, step] of Object.entries(SESSION)) {
    await between(stub);
    answers[name] = await step({ host, ann, ben });
  }
  await between(stub);
  return {
    answers,
    rows: {
      messages: await stored(stub, "SELECT id, rev, n, name, text, host, state FROM messages ORDER BY id"),
      asks: await stored(stub, "SELECT id, rev, n, name, text, host, state, hidden, votes, reply FROM asks ORDER BY id"),
      people: await stored(stub, "SELECT name, muted FROM people ORDER BY name"),
      upvotes: await stored(
        stub,
        "SELECT question, round, choice, n FROM ballots WHERE question LIKE 'a%' ORDER BY question, choice, n",
      ),
      talk: await stored(stub, "SELECT rev, body FROM talk"),
    },
  };
}

describe("[N20] evicted between any two steps", () => {
  test("what was acknowledged is stored, and it ends as without", { timeout: 30_000 }, async () => {
    const steady = await play(async () => {});
    const evicted = await play(evict);
    expect(evicted).toEqual(steady);
    expect(steady.answers).toMatchObject({
      "ann speaks": { type: "ack", status: "done", message: 1 },
      "ann sends again": { status: "same", message: 1 },
      "ann asks": { status: "done", ask: 2 },
      "ann upvotes again": { status: "same", ask: 1 },
      "ben takes back": { status: "changed" },
      "ben is late": { status: "same" },
      "ben upvotes what is over": { code: "closed" },
      "ann is late": { code: "closed", detail: "chat-closed" },
      "and sends once more what counts": { status: "same", message: 1 },
      "ben may not moderate": { code: "not-host" },
    });
    expect(steady.rows).toMatchObject({
      messages: [
        { id: 1, name: "Ann", text: "Hello", state: "shown" },
        { id: 2, name: "", text: "", state: "removed" },
      ],
      asks: [
        { id: 1, name: "Ben", votes: 1, state: "open" },
        { id: 2, votes: 1, state: "answered", reply: "Because." },
      ],
    });
  });
});

describe("[N20] in a quiz", () => {
  test("what is said and upvoted in the lobby is stored, while a question runs nothing is said, and no answer is lost to it", async () => {
    const { id, hostKey, stub } = await makePoll({ ...quiz({}, [20]), ...TALKS });
    const [host, ann] = [await Phone.join(id, "host", { key: hostKey }), await Phone.join(id, "ann")];
    await ann.play("Ann");
    expect(await ann.ask(say("Hello", 1, "Ann"))).toMatchObject({ status: "done", message: 1 });
    expect(await ann.ask(ask("Why?", 1, "Ann"))).toMatchObject({ status: "done", ask: 1 });
    await host.command("quiz-start", {});
    await ann.reaches("question", 0);
    expect(await ann.ask(say("four", 2, "Ann"))).toMatchObject({ code: "not-allowed", detail: "quiz-runs" });
    const both = (nameOf: (token: string) => string): Command[] => [
      { ...upvote(1, true, 1), voter: nameOf("ann") },
      { type: "vote", voter: nameOf("ann"), question: "q1", choice: [1], n: 1 },
    ];
    expect(await inOneTurn(stub, both)).toMatchObject([{ status: "counted", ask: 1 }, { status: "counted" }]);
    expect(await stored(stub, "SELECT question, choice, points > 0 AS scored FROM ballots ORDER BY question")).toEqual([
      { question: "a1", choice: "[0]", scored: null },
      { question: "q1", choice: "[1]", scored: 1 },
    ]);
  });
});

describe("[N21] the same `n` again", () => {
  test("by socket, by HTTP, after a sleep and twice in one turn: one row, and its id", async () => {
    const { id, stub } = await makePoll(TALKS);
    const ann = await Phone.join(id, "ann");
    const byHttp = async (body: object) => (await post(`/api/polls/${id}/talk`, body, voter(tokenOf("ann")))).json();
    expect(await byHttp(say("Hello", 7, "Ann"))).toMatchObject({ type: "ack", status: "done", message: 1 });
    expect(await ann.ask(say("Hello", 7, "Ann"))).toMatchObject({ status: "same", message: 1 });
    await evict(stub);
    expect(await ann.ask(ask("Why?", 7))).toMatchObject({ status: "done", ask: 1 });
    expect(await byHttp(ask("Why?", 7))).toMatchObject({ status: "same", ask: 1 });
    expect(await byHttp(say("Hello", 7, "Ann"))).toMatchObject({ status: "same", message: 1 });
    const twice = (nameOf: (token: string) => string): Command[] =>
      [1, 2].flatMap(() => [
        { ...say("Hi", 8), voter: nameOf("ben"), host: false },
        { ...ask("Who?", 8), voter: nameOf("ben"), host: false },
        { ...upvote(1, true, 8), voter: nameOf("ben") },
      ]);
    expect(await inOneTurn(stub, twice)).toMatchObject([
      ...[
        { status: "done", message: 2 },
        { status: "done", ask: 2 },
        { status: "counted", ask: 1 },
      ],
      ...[
        { status: "same", message: 2 },
        { status: "same", ask: 2 },
        { status: "same", ask: 1 },
      ],
    ]);
    expect(await stored(stub, "SELECT (SELECT count(*) FROM messages) AS messages, (SELECT count(*) FROM asks) AS asks")).toEqual([
      { messages: 2, asks: 2 },
    ]);
  });

  test("what is unreadable, and what nobody may say without a token, is refused by HTTP too", async () => {
    const { id } = await makePoll(TALKS);
    const answer = (body: object, headers = voter(tokenOf("ann"))) => post(`/api/polls/${id}/talk`, body, headers);
    expect((await answer(say("Hello", 1), {} as never)).status).toBe(400);
    expect(await (await answer(say("  ", 1))).json()).toMatchObject({ error: { code: "bad-message", detail: "text empty" } });
    expect(await (await answer(upvote(9, true, 1))).json()).toMatchObject({
      error: { code: "not-allowed", detail: "no-such-ask" },
    });
    expect((await call(`/api/polls/${id}/talk`, { method: "DELETE" })).status).toBe(405);
  });

  test("who says too much at once waits, by whatever way; what is sent again costs nothing", async () => {
    const { id } = await makePoll(TALKS);
    const ann = await Phone.join(id, "ann");
    for (let n = 1; n <= 5; n++) expect(await ann.ask(say(`${n}`, n))).toMatchObject({ status: "done" });
    for (let n = 1; n <= 5; n++) expect(await ann.ask(say(`${n}`, n))).toMatchObject({ status: "same", message: n });
    const late = await post(`/api/polls/${id}/talk`, say("6", 6), voter(tokenOf("ann")));
    expect([late.status, await late.json()]).toMatchObject([429, { error: { code: "too-fast", detail: "too-much-talk" } }]);
    const { message, ...refusal } = (await ann.ask(say("6", 6))) as Refused;
    expect([refusal, message.length > 0]).toEqual([{ type: "refused", ref: 11, code: "too-fast", detail: "too-much-talk" }, true]);
    expect(await (await Phone.join(id, "ben")).ask(say("Hi", 1))).toMatchObject({ status: "done", message: 6 });
  });

  test("without a socket an address has its own limit, whatever names it takes", async () => {
    const { id } = await makePoll(TALKS);
    const asked: string[] = [];
    const limit = async ({ key }: { key: string }) => ({ success: asked.push(key) <= 2 });
    const from = (name: string) =>
      sayInPoll(
        new Request(`https://x/api/polls/${id}/talk`, {
          method: "POST",
          headers: { ...voter(tokenOf(name)), "cf-connecting-ip": "203.0.113.7", "content-type": "application/json" },
          body: JSON.stringify(say("Hi", 1)),
        }),
        { ...env, TALK_LIMIT: { limit } } as unknown as Env,
        id,
      );
    expect([(await from("ann")).status, (await from("ben")).status, (await from("cid")).status]).toEqual([200, 200, 429]);
    expect(asked).toEqual(Array(3).fill("203.0.113.7"));
  });

  test("[N4] a sleep shortens nobody's wait in slow mode", async () => {
    const { id, hostKey, stub } = await makePoll({ talk: { chat: "open", slowSeconds: 60 } });
    const [ann, host] = [await Phone.join(id, "ann"), await Phone.join(id, "host", { key: hostKey })];
    expect(await ann.ask(say("one", 1))).toMatchObject({ status: "done" });
    expect(await ann.ask(say("two", 2))).toMatchObject({ code: "too-fast", detail: "slow" });
    await evict(stub);
    expect(await ann.ask(say("two", 2))).toMatchObject({ code: "too-fast", detail: "slow" });
    expect(await ann.ask(say("one", 1))).toMatchObject({ status: "same", message: 1 });
    for (let n = 1; n <= 2; n++) expect(await host.ask(say("now", n))).toMatchObject({ status: "done" });
  });
});

describe("[N22] upvotes are ballots", () => {
  test("a recount agrees with the count, and no file, copy or voter's own votes know of them", async () => {
    const { id, hostKey, stub } = await makePoll(TALKS);
    const phones = await Promise.all(["ann", "ben", "cid"].map((name) => Phone.join(id, name)));
    await phones[0]?.ask(ask("Why?", 1));
    for (const [index, phone] of phones.entries()) {
      expect(await phone.ask(upvote(1, true, 1))).toMatchObject({ status: "counted" });
      expect(await phone.ask(upvote(1, index === 0, 2))).toMatchObject({ status: "changed" });
      await evict(stub);
    }
    const recount = "SELECT count(*) AS votes FROM ballots WHERE question = 'a1' AND round = 1 AND choice <> '[]'";
    expect(await stored(stub, recount)).toEqual([{ votes: 1 }]);
    expect(await stored(stub, "SELECT votes FROM asks")).toEqual([{ votes: 1 }]);
    const exported = await (await call(`/api/polls/${id}/results`, { headers: bearer(hostKey) })).json();
    expect(exported).toMatchObject({ tallies: { q1: { ballots: 0 } }, ballots: [] });
    expect(await (await call(`/api/polls/${id}`, { headers: voter(tokenOf("ann")) })).json()).toMatchObject({ mine: {} });
    const made = await post(`/api/polls/${id}/copy`, { votes: true }, bearer(hostKey));
    const copy = await made.json<{ id: string }>();
    expect(await (await call(`/api/polls/${copy.id}/results`)).json()).toMatchObject({ tallies: { q1: { ballots: 0 } } });
  });
});

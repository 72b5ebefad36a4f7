/** Where the talk ends: how long a log is, how much of it is told again, how much one person may say, and what a reaction costs. To the last one. */
import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { TalkCredits } from "../../src/hub/talk/credits.ts";
import { Reactions } from "../../src/hub/talk/reactions.ts";
import {
  CREDITS_MAX,
  HISTORY_MESSAGES,
  LISTEN_CREDITS,
  MISSED_CHANGES_MAX,
  REACTION_BURST_MAX,
  REACTIONS_PER_SECOND,
  TALK_BURST_MAX,
  TALK_PER_SECOND,
  UPVOTE_BURST_MAX,
  UPVOTES_PER_SECOND,
} from "../../src/protocol/limits.ts";
import { evict } from "./objects.ts";
import { bearer, Phone, pause } from "./phone.ts";
import { inOneTurn, say, upvote } from "./talk.ts";
import { look, Page, type Room, roomOf } from "./talkroom.ts";

afterEach(() => void vi.restoreAllMocks());

/** The hub's clock stands until it is moved. */
function standingClock(): (ms: number) => void {
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => now);
  return (ms) => {
    now += ms;
  };
}

/** So many messages in one turn, each of somebody else: one person may not say so much. */
async function flood({ stub }: Room, from: number, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  const replies = await inOneTurn(stub, (nameOf) =>
    numbers.map((n) => ({ ...say(`${n}`, n), voter: nameOf(`voter ${n}`), host: false })),
  );
  expect(replies.filter((reply) => "refused" in reply)).toEqual([]);
}

const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** What a hub says out of its memory it says out of its rows as well. */
const WAKINGS: [string, (room: Room) => Promise<void>][] = [
  ["awake", async () => {}],
  ["after a sleep", ({ stub }) => evict(stub)],
];

describe.each(WAKINGS)("[N25] %s", (_, wake) => {
  test("as many messages as a log holds are the whole log; one more, and it says that it is cut", async () => {
    const room = await roomOf();
    const seen = async () => {
      const { complete, messages } = await look(room);
      return { complete, ids: messages.map(({ id }) => id) };
    };
    await flood(room, 1, HISTORY_MESSAGES);
    await wake(room);
    expect(await seen()).toEqual({ complete: true, ids: ids(1, HISTORY_MESSAGES) });
    await flood(room, HISTORY_MESSAGES + 1, 1);
    await wake(room);
    expect(await seen()).toEqual({ complete: false, ids: ids(2, HISTORY_MESSAGES + 1) });
    await room.command("message", { message: HISTORY_MESSAGES + 1, change: "remove" });
    await wake(room);
    expect(await seen()).toEqual({ complete: true, ids: ids(1, HISTORY_MESSAGES) });
  });

  test("as much as one may miss is told as what was missed; one more, and the newest are told, with the mark", async () => {
    const room = await roomOf();
    await flood(room, 1, 1);
    const { epoch } = await look(room);
    const since = `?since=1&epoch=${epoch}`;
    await flood(room, 2, MISSED_CHANGES_MAX);
    await wake(room);
    const missed = await look(room, since);
    expect(missed.messages.map(({ id }) => id)).toEqual(ids(2, MISSED_CHANGES_MAX + 1));
    expect(missed).toMatchObject({ after: 1, rev: MISSED_CHANGES_MAX + 1 });
    await flood(room, MISSED_CHANGES_MAX + 2, 1);
    await wake(room);
    const newest = await look(room, since);
    expect(newest).toMatchObject({ after: null, complete: false, rev: MISSED_CHANGES_MAX + 2 });
    expect(newest.messages.map(({ id }) => id)).toEqual(ids(MISSED_CHANGES_MAX + 3 - HISTORY_MESSAGES, MISSED_CHANGES_MAX + 2));
    const phone = await Phone.join(room.id, "ben");
    phone.send({ type: "listen", since: { epoch, rev: 1 } });
    expect(await phone.hear("talk")).toMatchObject({ after: null, complete: false });
    await phone.until((said) => said.type === "talk" && said.mine !== undefined);
    const from = phone.heard.findIndex((said) => said.type === "talk" && said.mine) + 1;
    phone.send({ type: "listen", since: { epoch, rev: 2 } });
    await phone.until((said) => said.type === "talk" && said.mine !== undefined, from);
    const told = phone.heard.slice(from).filter((said) => said.type === "talk");
    expect(told[0]?.after).toBe(2);
    expect(told.flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual(ids(3, MISSED_CHANGES_MAX + 2));
  });
});

test("[N26] what is said in one turn is one frame", async () => {
  const room = await roomOf();
  const page = await Page.join(room, "ben");
  const from = page.phone.heard.length;
  await flood(room, 1, 7);
  await page.reaches(() => page.texts().length === 7);
  expect(page.phone.heard.slice(from)).toMatchObject([{ type: "talk", after: 0, rev: 7 }]);
});

describe("[N21] how much one person may say", () => {
  test("five things at once and then one every two seconds, thirty upvotes and then two a second; each person and each of both by itself", () => {
    const credits = new TalkCredits();
    const spent = (kind: "say" | "upvote", now: number, who = "ann") => {
      let count = 0;
      while (credits.spend(kind, who, now)) count += 1;
      return count;
    };
    // What somebody asks is out of the same bucket, while that of upvotes is full.
    expect([spent("say", 0), credits.spend("ask", "ann", 0), spent("upvote", 0), spent("say", 0, "ben")]).toEqual([
      TALK_BURST_MAX,
      false,
      UPVOTE_BURST_MAX,
      TALK_BURST_MAX,
    ]);
    expect([credits.spend("ask", "ann", 0), spent("say", 1_000 / TALK_PER_SECOND - 1)]).toEqual([false, 0]);
    expect([spent("say", 1_000 / TALK_PER_SECOND), spent("upvote", 1_000)]).toEqual([1, UPVOTES_PER_SECOND]);
    const minute = 60_000; // long quiet fills no more than the bucket, and who has just spent is not forgotten with the others
    expect([spent("say", minute), spent("say", minute), spent("say", 2 * minute), spent("say", 2 * minute + 1)]).toEqual([
      TALK_BURST_MAX,
      0,
      TALK_BURST_MAX,
      0,
    ]);
  });

  test("and so it is in a hub, for upvotes too, by socket and by HTTP", async () => {
    const room = await roomOf();
    const ask = await room.say("ben", "ask", "Why?");
    const ann = await Phone.join(room.id, "ann");
    const pass = standingClock();
    for (let n = 1; n <= UPVOTE_BURST_MAX; n++) expect(await ann.ask(upvote(ask, n % 2 === 1, n))).toMatchObject({ type: "ack" });
    const tooFast = { type: "refused", code: "too-fast", detail: "too-much-talk" };
    expect(await ann.ask(upvote(ask, true, 99))).toMatchObject(tooFast);
    expect(await ann.ask(upvote(ask, false, UPVOTE_BURST_MAX))).toMatchObject({ status: "same" });
    for (let n = 1; n <= TALK_BURST_MAX; n++) expect(await ann.ask(say(`${n}`, n))).toMatchObject({ status: "done" });
    pass(1_000 / TALK_PER_SECOND - 1);
    expect(await ann.ask(say("early", 9))).toMatchObject(tooFast);
    pass(1);
    expect(await ann.ask(say("now", 9))).toMatchObject({ status: "done" });
    expect(await ann.ask(say("again", 10))).toMatchObject(tooFast);
  });
});

test("[N25] a log costs as much as ten votes, to the credit", async () => {
  const room = await roomOf();
  standingClock();
  const ann = await Phone.join(room.id, "ann");
  const affordable = Math.floor((CREDITS_MAX - 1) / LISTEN_CREDITS); // `hello` was one
  for (let index = 0; index < affordable; index += 1) ann.send({ type: "listen" });
  ann.send({ type: "listen" });
  expect(await ann.hear("error")).toMatchObject({ code: "too-fast" });
  await vi.waitFor(() => expect(ann.heard.filter(({ type }) => type === "talk")).toHaveLength(affordable));
});

describe("[N28] reactions", () => {
  test("ten of one socket at once, and five a second, however fast it taps; others are not counted with it", () => {
    const reactions = new Reactions();
    const [ann, ben] = [{}, {}] as [WebSocket, WebSocket];
    const tapped = (socket: WebSocket, now: number) => {
      for (let tap = 0; tap < 50; tap += 1) reactions.count(socket, "🎉", now);
      return JSON.parse(reactions.takeFrame() ?? '{"counts":{}}').counts["🎉"] ?? 0;
    };
    expect([tapped(ann, 0), tapped(ann, 0), tapped(ben, 0)]).toEqual([REACTION_BURST_MAX, 0, REACTION_BURST_MAX]);
    expect([tapped(ann, 1_000), tapped(ann, 60_000)]).toEqual([REACTIONS_PER_SECOND, REACTION_BURST_MAX]);
  });

  test("ask nothing of storage and write no row, and a message does", async () => {
    const room = await roomOf();
    const [ann, ben] = [await Page.join(room, "ann"), await Page.join(room, "ben")];
    const asked = await runInDurableObject(room.stub, (_, { storage }) => vi.spyOn(storage.sql, "exec"));
    const alarms = await runInDurableObject(room.stub, (_, { storage }) => vi.spyOn(storage, "setAlarm"));
    for (let tap = 0; tap < REACTION_BURST_MAX; tap += 1) ann.phone.send({ type: "react", emoji: "🎉" });
    let heard = 0;
    await ben.phone.until(() => {
      heard = ben.phone.heard.reduce((sum, said) => sum + (said.type === "reactions" ? (said.counts["🎉"] ?? 0) : 0), 0);
      return heard === REACTION_BURST_MAX;
    });
    await pause(300);
    expect([asked.mock.calls, alarms.mock.calls]).toEqual([[], []]);
    await room.say("ann", "say", "Hello");
    expect(asked.mock.calls.length).toBeGreaterThan(0);
  });
});

test("[N27] a removed message is in no log, whole or missed, host's or not, by socket or HTTP, before or after a sleep", async () => {
  const room = await roomOf();
  await room.say("ben", "say", "words to keep");
  const removed = await room.say("ben", "say", "words to remove");
  const { epoch } = await look(room);
  await room.command("message", { message: removed, change: "pin" });
  await room.command("message", { message: removed, change: "remove" });
  for (const [, wake] of WAKINGS) {
    await wake(room);
    for (const query of ["", `?since=0&epoch=${epoch}`, `?since=1&epoch=${epoch}`, `?since=2&epoch=${epoch}`]) {
      for (const headers of [{}, bearer(room.hostKey)]) {
        const told = JSON.stringify(await look(room, query, headers));
        expect(told).not.toContain("words to remove");
        expect(told).toContain(query.includes("since=1") || query.includes("since=2") ? '"gone":true' : "words to keep");
      }
    }
    const late = await Page.join(room, "late");
    expect(late.phone.frames.join()).not.toContain("words to remove");
    expect(late.texts()).toEqual(["words to keep"]);
  }
});

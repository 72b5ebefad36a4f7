/** What those who listen hear of a room, through sockets and by HTTP. */
import { describe, expect, test } from "vitest";
import { HISTORY_MESSAGES, REACTION_BURST_MAX, TALK_EVERY_MS, TALK_FRAME_BYTES_MAX } from "../../src/protocol/limits.ts";
import { evict } from "./objects.ts";
import { bearer, call, Phone, pause, tokenOf, voter } from "./phone.ts";
import { look, Page, roomOf } from "./talkroom.ts";

describe("[N25] listening", () => {
  test("a late joiner has the whole log, with what is theirs", async () => {
    const room = await roomOf();
    await room.say("ann", "say", "hello");
    await room.say("ben", "say", "hi");
    const ask = await room.say("ben", "ask", "When is lunch?");
    await room.upvote("ann", ask);
    const ann = await Page.join(room, "ann");
    expect(ann.texts()).toEqual(["hello", "hi"]);
    expect(ann.asks()).toEqual(["When is lunch? 1"]);
    expect(ann.log).toMatchObject({ complete: true });
    expect(ann.mine).toEqual({ messages: [1], asks: [], waiting: [], upvotes: { 1: expect.any(Number) }, muted: false });
    const ben = await Page.join(room, "ben");
    expect(ben.mine).toMatchObject({ messages: [2], asks: [1], upvotes: {} });
    const cid = await Page.join(room, "cid");
    expect(cid.mine).toEqual({ messages: [], asks: [], waiting: [], upvotes: {}, muted: false });
  });

  test("who comes back hears only what has changed; who was here in another epoch hears all", async () => {
    const room = await roomOf();
    await room.say("ann", "say", "one");
    await room.say("ann", "say", "two");
    await pause(2 * TALK_EVERY_MS); // what is told of it to all has been told
    const phone = await Phone.join(room.id, "ben");
    const { epoch } = phone.snapshots[0] ?? expect.fail();
    phone.send({ type: "listen", since: { epoch, rev: 1 } });
    expect(await phone.hear("talk")).toMatchObject({ after: 1, rev: 2, messages: [{ id: 2, text: "two" }], asks: [] });
    const from = phone.heard.length;
    phone.send({ type: "listen", since: { epoch, rev: 2 } });
    const nothing = await phone.hear("talk", from);
    expect(nothing).toMatchObject({ after: 2, rev: 2, messages: [], asks: [] });
    const before = phone.heard.length;
    phone.send({ type: "listen", since: { epoch: "another", rev: 2 } });
    expect(await phone.hear("talk", before)).toMatchObject({ after: null, messages: [{ id: 1 }, { id: 2 }] });
  });

  test("a gap is noticed and closed", async () => {
    const room = await roomOf();
    const ann = await Page.join(room, "ann");
    await room.say("ben", "say", "one");
    await ann.reaches((page) => page.has("one"));
    // A page that lost a frame, as far as it knows.
    if (ann.log) ann.log = { ...ann.log, rev: 0, messages: [] };
    await pause(TALK_EVERY_MS);
    await room.say("ben", "say", "two");
    await ann.reaches((page) => page.has("two"));
    expect(ann.gaps).toBe(1);
    expect(ann.texts()).toEqual(["one", "two"]);
  });

  test("a long log comes in several frames, each within its bytes, and says that there is more", async () => {
    const room = await roomOf();
    const voters = Array.from({ length: HISTORY_MESSAGES + 1 }, (_, index) => `voter-${index}`);
    await Promise.all(voters.map((name) => room.say(name, "say", `${name} ${"x".repeat(400)}`)));
    const ann = await Page.join(room, "ann");
    const frames = ann.talks;
    expect(frames.length).toBeGreaterThan(4);
    for (const frame of ann.phone.frames.filter((frame) => frame.includes('"talk"'))) {
      if (!frame.includes("snapshot")) expect(new TextEncoder().encode(frame).length).toBeLessThanOrEqual(TALK_FRAME_BYTES_MAX);
    }
    expect(frames.filter(({ mine }) => mine)).toEqual([frames.at(-1)]);
    expect(ann.log).toMatchObject({ complete: false, rev: HISTORY_MESSAGES + 1 });
    expect(ann.log?.messages.map(({ id }) => id)).toEqual(Array.from({ length: HISTORY_MESSAGES }, (_, index) => index + 2));
  });

  test("by HTTP: whole, since, with what is theirs, and the host's view with the key only", async () => {
    const room = await roomOf({ approve: true });
    await room.say("ann", "say", "one");
    await room.say("ben", "ask", "Secret for now?");
    const whole = await look(room);
    expect(whole).toMatchObject({ after: null, rev: 2, complete: true, messages: [{ text: "one" }], asks: [] });
    expect(whole).not.toHaveProperty("type");
    expect(whole).not.toHaveProperty("mine");
    expect(await look(room, `?since=1&epoch=${whole.epoch}`)).toMatchObject({ after: 1, rev: 2, messages: [], asks: [] });
    expect(await look(room, "", voter(tokenOf("ben")))).toMatchObject({
      asks: [],
      mine: { waiting: [{ text: "Secret for now?", state: "waiting" }] },
    });
    expect(await look(room, "", bearer(room.hostKey))).toMatchObject({
      asks: [{ text: "Secret for now?", person: expect.any(String) }],
    });
    const wrong = await call(`/api/polls/${room.id}/talk`, { headers: bearer("x".repeat(room.hostKey.length)) });
    expect([wrong.status, await wrong.json()]).toMatchObject([401, { error: { code: "not-host" } }]);
    const bad = await call(`/api/polls/${room.id}/talk?since=x&epoch=y`);
    expect(bad.status).toBe(400);
  });
});

describe("[N26] what follows", () => {
  test("several messages of one moment come in one frame", async () => {
    const room = await roomOf();
    const ann = await Page.join(room, "ann");
    await room.say("ben", "say", "first"); // at once; what comes behind it waits for the pace
    const from = ann.talks.length;
    await Promise.all(["b", "c", "d", "e"].map((name) => room.say(name, "say", `from ${name}`)));
    await ann.reaches((page) => page.texts().length === 5);
    const many = ann.talks.slice(from).filter(({ messages }) => messages.length > 0);
    expect(many.length).toBeLessThanOrEqual(2);
    expect(many.at(-1)?.messages).toHaveLength(4);
  });

  test("of an ask that is only voted up, the votes alone travel", async () => {
    const room = await roomOf();
    const ask = await room.say("ben", "ask", "When is lunch?");
    const ann = await Page.join(room, "ann");
    await room.upvote("cid", ask);
    await ann.reaches((page) => page.asks()[0] === "When is lunch? 1");
    expect(ann.talks.at(-1)).toMatchObject({ asks: [], upvotes: { [ask]: 1 } });
    await room.command("ask", { ask, change: "reply", text: "At one." });
    await room.upvote("dan", ask);
    await ann.reaches((page) => page.asks()[0] === "When is lunch? 2");
    expect(ann.log?.asks).toMatchObject([{ reply: "At one.", votes: 2 }]);
  });

  test("another tab hears what is mine now, the one that said it does not", async () => {
    const room = await roomOf();
    const [here, there] = [await Page.join(room, "ann"), await Page.join(room, "ann")];
    const from = here.talks.length;
    here.phone.send({ type: "say", ref: 7, n: 1_000, text: "hello", name: "Ann" });
    await there.reaches((page) => page.mine?.messages.length === 1);
    await here.reaches((page) => page.has("hello"));
    expect(here.talks.slice(from).every(({ mine }) => mine === undefined)).toBe(true);
    here.phone.send({ type: "ask", ref: 8, n: 1_001, text: "Why?", name: "Ann" });
    await there.reaches((page) => page.mine?.asks.length === 1);
    here.phone.send({ type: "upvote", ref: 9, n: 1_002, ask: 1, up: true });
    await there.reaches((page) => page.mine?.upvotes[1] === 1_002);
  });

  test("who has not asked to listen hears nothing of it", async () => {
    const room = await roomOf();
    const ann = await Page.join(room, "ann");
    const deaf = await Phone.join(room.id, "deaf");
    await room.say("ben", "say", "hello");
    await ann.reaches((page) => page.has("hello"));
    expect(deaf.heard.filter(({ type }) => type === "talk")).toEqual([]);
  });

  test("the subscription survives a sleep, and nobody takes it for a gap", async () => {
    const room = await roomOf({ approve: true });
    const ann = await Page.join(room, "ann");
    await room.say("ben", "say", "before");
    await ann.reaches((page) => page.has("before"));
    await room.say("ben", "ask", "for the host only");
    await pause(2 * TALK_EVERY_MS);
    await evict(room.stub);
    await room.say("cid", "say", "after");
    await ann.reaches((page) => page.has("after"));
    expect([ann.texts(), ann.gaps]).toEqual([["before", "after"], 0]);
  });

  test("no timer is left when all is said: the hub can sleep at once", async () => {
    const room = await roomOf();
    const ann = await Page.join(room, "ann");
    await room.say("ben", "say", "hello");
    ann.phone.send({ type: "react", emoji: "👏" });
    await ann.phone.hear("reactions");
    await pause(1_100);
    const before = performance.now();
    await evict(room.stub);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("[N28] reactions", () => {
  test("are summed and told to those who listen, and one socket's are capped", async () => {
    const room = await roomOf();
    const [ann, ben] = [await Page.join(room, "ann"), await Page.join(room, "ben")];
    const deaf = await Phone.join(room.id, "deaf");
    for (let index = 0; index < 3 * REACTION_BURST_MAX; index += 1) ann.phone.send({ type: "react", emoji: "🎉" });
    ben.phone.send({ type: "react", emoji: "👏" });
    const sums = () => {
      const all: Record<string, number> = {};
      for (const said of ben.phone.heard) {
        if (said.type === "reactions")
          for (const [emoji, count] of Object.entries(said.counts)) all[emoji] = (all[emoji] ?? 0) + count;
      }
      return all;
    };
    await ben.phone.until(() => (sums()["👏"] ?? 0) === 1);
    await pause(2 * TALK_EVERY_MS);
    expect(sums()["🎉"]).toBeGreaterThanOrEqual(REACTION_BURST_MAX);
    expect(sums()["🎉"]).toBeLessThanOrEqual(REACTION_BURST_MAX + 5);
    expect(deaf.heard.some(({ type }) => type === "reactions")).toBe(false);
    expect(ann.phone.heard.filter(({ type }) => type === "reactions").length).toBeLessThanOrEqual(4);
  });

  test("switched off, they reach nobody and nobody is answered", async () => {
    const room = await roomOf({ reactions: false });
    const ann = await Page.join(room, "ann");
    const from = ann.phone.heard.length;
    ann.phone.send({ type: "react", emoji: "🎉" });
    await pause(2 * TALK_EVERY_MS);
    expect(ann.phone.heard.length).toBe(from);
  });
});

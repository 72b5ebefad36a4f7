/** What those who listen hear of a room, through sockets and by HTTP. */
import { evictDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { hear, type Log } from "../../src/page/talk/model.ts";
import { HISTORY_MESSAGES, REACTION_BURST_MAX, TALK_EVERY_MS, TALK_FRAME_BYTES_MAX } from "../../src/protocol/limits.ts";
import type { ServerMessage } from "../../src/protocol/server.ts";
import type { TalkFrame, TalkLook } from "../../src/protocol/talk.ts";
import { bearer, call, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

const OPEN = { talk: { chat: "open", questions: "open", reactions: true, filter: false } };

type Room = Awaited<ReturnType<typeof roomOf>>;

async function roomOf(talk: object = {}) {
  const poll = await makePoll({ talk: { ...OPEN.talk, ...talk } });
  const command = async (command: string, more: object) => {
    const answer = await post(`/api/polls/${poll.id}/commands`, { command, ...more }, bearer(poll.hostKey));
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  let n = 0;
  const say = async (name: string, type: "say" | "ask", text: string): Promise<number> => {
    const answer = await post(`/api/polls/${poll.id}/talk`, { type, text, name, n: ++n }, voter(tokenOf(name)));
    const { message, ask, ...rest } = await answer.json<{ message?: number; ask?: number }>();
    return message ?? ask ?? expect.fail(JSON.stringify(rest));
  };
  const upvote = async (name: string, ask: number, up = true) => {
    const answer = await post(`/api/polls/${poll.id}/talk`, { type: "upvote", ask, up, n: ++n }, voter(tokenOf(name)));
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  return { ...poll, command, say, upvote };
}

/** A page that listens, and what it makes of the frames. */
class Page {
  readonly phone: Phone;
  log: Log | null = null;
  mine: TalkFrame["mine"];
  #read = 0;
  gaps = 0;

  constructor(phone: Phone) {
    this.phone = phone;
  }

  static async join({ id }: Pick<Room, "id">, name: string, hello: object = {}): Promise<Page> {
    const page = new Page(await Phone.join(id, name, hello));
    page.phone.send({ type: "listen" });
    await page.reaches(() => page.mine !== undefined);
    return page;
  }

  get talks(): TalkFrame[] {
    return this.phone.heard.filter((said) => said.type === "talk");
  }

  read(): void {
    const { talks } = this;
    for (const frame of talks.slice(this.#read)) {
      const next = hear(this.log, frame);
      if (next === "gap") {
        this.gaps += 1;
        this.phone.send({ type: "listen", ...(this.log && { since: { epoch: this.log.epoch, rev: this.log.rev } }) });
      } else {
        this.log = next;
      }
      this.mine = frame.mine ?? this.mine;
    }
    this.#read = talks.length;
  }

  /** Reads on until it is so. */
  async reaches(done: (page: Page) => boolean): Promise<void> {
    for (;;) {
      const from = this.phone.heard.length;
      this.read();
      if (done(this)) return;
      if (this.phone.heard.length === from)
        await this.phone.until((said: ServerMessage | { type: "pong" }) => said.type === "talk", from);
    }
  }

  texts(): string[] {
    return this.log?.messages.map(({ text }) => text) ?? [];
  }

  asks(): string[] {
    return this.log?.asks.map(({ text, votes }) => `${text} ${votes}`) ?? [];
  }

  has(text: string): boolean {
    return this.texts().includes(text) || this.asks().some((ask) => ask.startsWith(text));
  }
}

const look = async ({ id }: Pick<Room, "id">, query = "", headers: Record<string, string> = {}) =>
  (await call(`/api/polls/${id}/talk${query}`, { headers })).json<TalkLook>();

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

  test("it costs ten credits", async () => {
    const room = await roomOf();
    const ann = await Phone.join(room.id, "ann");
    for (let index = 0; index < 80; index += 1) ann.send({ type: "listen" });
    expect(await ann.hear("error")).toMatchObject({ code: "too-fast" });
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
    await evictDurableObject(room.stub, { webSockets: "hibernate" });
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
    await evictDurableObject(room.stub);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe("[N27] what is not to be seen", () => {
  test("a message that is hidden or removed vanishes for all; a host sees the hidden one, and who wrote it", async () => {
    const room = await roomOf();
    const host = await Page.join(room, "host", { key: room.hostKey });
    const wall = await Page.join(room, "wall", { key: room.hostKey, role: "stage" });
    const ann = await Page.join(room, "ann");
    const [bad, worse] = [await room.say("ben", "say", "bad"), await room.say("ben", "say", "worse")];
    await Promise.all([host, wall, ann].map((page) => page.reaches(() => page.has("worse"))));
    await room.command("message", { message: bad, change: "hide" });
    await room.command("message", { message: worse, change: "remove" });
    await Promise.all([wall, ann].map((page) => page.reaches(() => page.texts().length === 0)));
    await host.reaches((page) => !page.has("worse"));
    expect(host.log?.messages).toMatchObject([{ text: "bad", hidden: true, person: expect.stringMatching(/^[\w-]{8}$/) }]);
    const late = await Page.join(room, "late");
    expect(late.texts()).toEqual([]);
    await room.command("message", { message: bad, change: "show" });
    await Promise.all([wall, ann, late].map((page) => page.reaches(() => page.has("bad"))));
    expect(JSON.stringify(ann.log)).not.toContain("person");
  });

  test("an ask that waits is seen by its author and the host; approved, by all", async () => {
    const room = await roomOf({ approve: true });
    const [host, ann, ben] = [
      await Page.join(room, "host", { key: room.hostKey }),
      await Page.join(room, "ann"),
      await Page.join(room, "ben"),
    ];
    const ask = await room.say("ann", "ask", "May I?");
    await host.reaches((page) => page.has("May I?"));
    await ann.reaches((page) => page.mine?.waiting.length === 1);
    await pause(2 * TALK_EVERY_MS);
    expect(ben.phone.frames.join()).not.toContain("May I?");
    expect(ben.talks.at(-1)).toMatchObject({ rev: 0 });
    await room.command("ask", { ask, change: "approve" });
    await Promise.all([ann, ben].map((page) => page.reaches(() => page.has("May I?"))));
    await ann.reaches((page) => page.mine?.asks.length === 1 && page.mine.waiting.length === 0);
    await room.command("ask", { ask, change: "archive" });
    await Promise.all([ann, ben].map((page) => page.reaches(() => !page.has("May I?"))));
    await host.reaches((page) => page.log?.asks[0]?.state === "archived");
  });

  test("who is muted, and unmuted, hears it in all tabs", async () => {
    const room = await roomOf();
    const host = await Page.join(room, "host", { key: room.hostKey });
    const tabs = [await Page.join(room, "ann"), await Page.join(room, "ann")];
    await room.say("ann", "say", "hello");
    await host.reaches((page) => page.has("hello"));
    const person = host.log?.messages[0]?.person;
    await room.command("person", { person, change: "mute" });
    await Promise.all(tabs.map((tab) => tab.reaches(() => tab.mine?.muted === true)));
    await evictDurableObject(room.stub, { webSockets: "hibernate" });
    await room.command("person", { person, change: "unmute" });
    await Promise.all(tabs.map((tab) => tab.reaches(() => tab.mine?.muted === false)));
  });

  test("what is switched off is there for hosts only, and back when it is on", async () => {
    const room = await roomOf();
    await room.say("ben", "say", "hello");
    await room.command("edit", { talk: { chat: "off" } });
    expect(await look(room)).toMatchObject({ messages: [] });
    expect(await look(room, "", bearer(room.hostKey))).toMatchObject({ messages: [{ text: "hello" }] });
    await room.command("edit", { talk: { chat: "closed" } });
    const ann = await Page.join(room, "ann");
    expect(ann.texts()).toEqual(["hello"]);
  });

  test("in all that somebody heard there is no name of a voter, and nothing that is not for them", async () => {
    const room = await roomOf({ approve: true });
    const ann = await Page.join(room, "ann");
    const wall = await Page.join(room, "wall", { role: "stage", key: room.hostKey });
    const host = await Page.join(room, "host", { key: room.hostKey });
    const hidden = await room.say("ben", "say", "HIDDEN LATER");
    await host.reaches((page) => page.has("HIDDEN LATER"));
    await room.command("message", { message: hidden, change: "hide" });
    await Promise.all(
      [ann, wall].map((page) => page.reaches(() => page.log !== null && page.log.rev >= 2 && page.texts().length === 0)),
    );
    const asks = [
      await room.say("ben", "ask", "WAITING"),
      await room.say("cid", "ask", "REMOVED"),
      await room.say("dan", "ask", "ARCHIVED"),
    ];
    await room.command("ask", { ask: asks[1], change: "remove" });
    await room.command("ask", { ask: asks[2], change: "archive" });
    await room.say("ben", "say", "the end");
    await Promise.all([ann, wall, host].map((page) => page.reaches(() => page.has("the end"))));
    const late = await Page.join(room, "late");
    const documents = JSON.stringify([await look(room), await look(room, "", voter(tokenOf("ann")))]);
    const people = host.log?.messages.map(({ person }) => person ?? "") ?? [];
    expect(people.filter((person) => person.length === 8)).toHaveLength(2);
    const recordings = [ann, wall, late].map((page) => page.phone.frames.join("\n"));
    for (const heard of [...recordings, documents]) {
      for (const secret of ["WAITING", "REMOVED", "ARCHIVED", '"person"', '"hidden"', ...people])
        expect(heard).not.toContain(secret);
      expect(heard).not.toMatch(/[\w-]{22}/);
    }
    for (const heard of [recordings[2], documents]) expect(heard).not.toContain("HIDDEN LATER");
    expect(host.phone.frames.join()).toContain("WAITING");
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

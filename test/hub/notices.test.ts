/** Notices: to whom they are for and nobody else, at once or on return, once; with counts for their host. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { HISTORY_MESSAGES, NOTICE_MINUTES_DEFAULT, SENT_NOTICES_SHOWN } from "../../src/protocol/limits.ts";
import type { NoticesFrame, SentNotice } from "../../src/protocol/talk.ts";
import { notices as words } from "../../src/words/en.ts";
import { evict } from "./objects.ts";
import { bearer, makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

const realNow = Date.now;
afterEach(() => void vi.restoreAllMocks());
const laterBy = (ms: number) => vi.spyOn(Date, "now").mockImplementation(() => realNow() + ms);

/** All that a phone was told to notice. */
const noticed = (phone: Phone) =>
  phone.heard.filter((said): said is NoticesFrame => said.type === "notices").flatMap(({ notices }) => notices);
const texts = (phone: Phone) => noticed(phone).map(({ text }) => text);

let refs = 1_000;

async function got(phone: Phone, notices: number[], seen = false): Promise<void> {
  const ref = ++refs;
  phone.send({ type: "got", notices, seen, ref });
  expect(await phone.until((said) => "ref" in said && said.ref === ref)).toMatchObject({ type: "ack", status: "done" });
}

async function room(body: object = {}) {
  const made = await makePoll({ talk: { chat: "open", questions: "open" }, ...body });
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  const [ann, ben] = [await Phone.join(made.id, "ann"), await Phone.join(made.id, "ben")];
  const wall = await Phone.join(made.id, "wall", { role: "stage", key: made.hostKey });
  host.send({ type: "listen" });
  await host.hear("talk");
  /** The host's newest list. */
  const sent = (matches: (list: SentNotice[]) => boolean) =>
    host
      .until((said) => said.type === "talk" && said.sent !== undefined && matches(said.sent))
      .then((said) => (said.type === "talk" ? (said.sent ?? []) : []));
  const notice = async (to: unknown, text: string, more: object = {}) => {
    const reply = await host.command("notice", { to, text, ...more });
    if (reply.type !== "ack" || reply.notice === undefined) throw new Error(JSON.stringify(reply));
    return reply.notice;
  };
  /** The public name of somebody who says something. */
  const personOf = async (phone: Phone, name: string) => {
    phone.send({ type: "say", text: `I am ${name}`, name, n: 1, ref: ++refs });
    const said = await host.until(
      (heard) => heard.type === "talk" && heard.messages.some((message) => "name" in message && message.name === name),
    );
    if (said.type !== "talk") throw new Error("no talk");
    return said.messages.flatMap((message) => ("name" in message && message.name === name ? (message.person ?? "") : []))[0] ?? "";
  };
  return { ...made, host, ann, ben, wall, sent, notice, personOf };
}

/** Long enough that whatever is on its way has come. */
const settled = () => pause(300);

describe("[N31] a new notice", () => {
  test.each([
    ["all", { host: 1, ann: 1, ben: 1 }],
    ["voters", { host: 0, ann: 1, ben: 1 }],
    ["hosts", { host: 1, ann: 0, ben: 0 }],
  ])("to %s comes at once to each of them, and to no big screen", async (to, expected) => {
    const { host, ann, ben, wall, notice } = await room();
    const id = await notice(to, "Coffee!");
    await settled();
    for (const [phone, count] of [
      [host, expected.host],
      [ann, expected.ann],
      [ben, expected.ben],
      [wall, 0],
    ] as const) {
      expect(noticed(phone)).toEqual(Array.from({ length: count }, () => expect.objectContaining({ id, text: "Coffee!" })));
    }
    const [one] = [host, ann].flatMap(noticed);
    expect(Date.parse(one?.expiresAt ?? "") - Date.parse(one?.at ?? "")).toBe(NOTICE_MINUTES_DEFAULT * 60_000);
    expect(one).not.toHaveProperty("code");
  });

  test("to one person comes to all their tabs; the frames of all others say nothing of it", async () => {
    const { id, host, ann, ben, wall, notice, personOf } = await room();
    const tab = await Phone.join(id, "ann");
    const other = await Phone.join(id, "other");
    const secret = "You won, xyzzy";
    await notice({ person: await personOf(ann, "Ann") }, secret);
    await settled();
    for (const phone of [ann, tab]) expect(texts(phone)).toEqual([secret]);
    const late = await Phone.join(id, "late");
    await settled();
    for (const phone of [ben, other, wall, late]) expect(phone.frames.join()).not.toMatch(/xyzzy|notices/);
    expect(texts(host)).toEqual([]); // only in the list of what was sent
  });

  test("to a person whom nobody knows is refused, and is for nobody", async () => {
    const { host, ann } = await room();
    expect(await host.command("notice", { to: { person: "abcdefgh" }, text: "?" })).toMatchObject({ detail: "no-such-person" });
    await settled();
    expect(texts(ann)).toEqual([]);
  });

  test("by HTTP is the same notice", async () => {
    const { id, hostKey, ann } = await room();
    const reply = await post(`/api/polls/${id}/commands`, { command: "notice", to: "voters", text: "Hi" }, bearer(hostKey));
    expect(await reply.json()).toMatchObject({ status: "done", notice: 1 });
    await ann.hear("notices");
    expect(texts(ann)).toEqual(["Hi"]);
  });

  test("to players of a quiz is for who has joined", async () => {
    const question = { text: "?", options: ["a", "b"], right: [0] };
    const { id, notice, ann, ben, host } = await room({ pace: "quiz", questions: [question] });
    await ann.play("Ann");
    await notice("players", "Ready?");
    await settled();
    expect([ann, ben, host].map((phone) => texts(phone).length)).toEqual([1, 0, 0]);
    const back = await Phone.join(id, "ann");
    await back.hear("notices");
    await ben.play("Ben");
    const again = await Phone.join(id, "ben");
    expect(await again.hear("notices")).toMatchObject({ notices: [{ text: "Ready?" }] });
  });
});

describe("[N32] who was away", () => {
  test("gets it with each hello until they say that they have got it, also behind an eviction", async () => {
    const { id, stub, notice } = await room();
    const number = await notice("all", "Later");
    for (const between of [async () => {}, () => evict(stub)]) {
      const late = await Phone.join(id, "late");
      const frame = await late.hear("notices");
      expect(frame.notices).toMatchObject([{ id: number, text: "Later" }]);
      expect(late.heard.findIndex(({ type }) => type === "notices")).toBeGreaterThan(
        late.heard.findIndex(({ type }) => type === "snapshot"),
      );
      await between();
    }
    const last = await Phone.join(id, "late");
    await got(last, [number]);
    await evict(stub);
    const back = await Phone.join(id, "late");
    await settled();
    expect(texts(back)).toEqual([]);
    const stranger = await Phone.join(id, "stranger");
    expect(await stranger.hear("notices")).toBeDefined();
  });

  test("gets none that is over or was withdrawn meanwhile", async () => {
    const { id, host, notice, sent } = await room();
    const short = await notice("all", "Short", { minutes: 1 });
    await notice("all", "Long", { minutes: 10 });
    const wrong = await notice("all", "Wrong");
    expect(await host.command("withdraw", { notice: wrong })).toMatchObject({ status: "done" });
    expect(await host.command("withdraw", { notice: wrong })).toMatchObject({ detail: "no-such-notice" });
    await sent((list) => list.length === 2);
    laterBy(61_000);
    const late = await Phone.join(id, "late");
    await late.hear("notices");
    await settled();
    expect(texts(late)).toEqual(["Long"]);
    await got(late, [short, wrong]); // no error, and nothing is kept of it
    await settled();
    expect((await sent((list) => list.length === 2)).map(({ text, delivered }) => [text, delivered])).toEqual([
      ["Short", 0],
      ["Long", 0],
    ]);
  });

  test("hears nothing of what is for others when they come", async () => {
    const { id, hostKey, ann, notice, personOf } = await room();
    await notice({ person: await personOf(ann, "Ann") }, "private");
    await notice("hosts", "among hosts");
    const late = await Phone.join(id, "late");
    const wall = await Phone.join(id, "wall2", { role: "stage", key: hostKey });
    const second = await Phone.join(id, "second", { key: hostKey });
    await settled();
    expect([late, wall].flatMap(texts)).toEqual([]);
    expect(texts(second)).toEqual(["among hosts"]);
  });
});

describe("[N33] what became of it", () => {
  test("delivered and seen are counted by person, once, and are the same after an eviction", async () => {
    const { stub, id, ann, ben, host, notice, sent } = await room();
    const number = await notice("all", "Count me");
    const tab = await Phone.join(id, "ann");
    await got(ann, [number]);
    await got(tab, [number]);
    await got(tab, [number], true);
    await got(ann, [number]); // does not unsee
    await got(ann, [number], true);
    await got(ben, [number, number, 99]);
    const counts = (delivered: number, seen: number) => (list: SentNotice[]) =>
      list.some((one) => one.id === number && one.delivered === delivered && one.seen === seen);
    await sent(counts(2, 1));
    await evict(stub);
    await got(host, [number], true);
    await sent(counts(3, 2));
    const reply = await post(`/api/polls/${id}/talk`, { type: "got", notices: [number], seen: true }, voter(tokenOf("http")));
    expect(reply.status).toBe(200);
    await sent(counts(4, 3));
  });

  test("nobody counts for what is not for them", async () => {
    const { ann, ben, notice, personOf, sent } = await room();
    const secret = await notice({ person: await personOf(ann, "Ann") }, "for Ann");
    const hosts = await notice("hosts", "for hosts");
    await got(ben, [secret, hosts], true);
    await got(ann, [hosts]);
    await got(ann, [secret]);
    const list = await sent((all) => all.some(({ id, delivered }) => id === secret && delivered === 1));
    expect(list.map(({ delivered, seen }) => [delivered, seen])).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(list[0]).toMatchObject({ to: "person", person: expect.stringMatching(/^[\w-]{8}$/) });
  });

  test("hosts see the newest, and nobody else sees the list", async () => {
    const { id, ann, hostKey, host, notice } = await room();
    ann.send({ type: "listen" });
    await ann.hear("talk");
    for (let number = 1; number <= SENT_NOTICES_SHOWN + 2; number++) await notice("hosts", `Number ${number}`);
    const second = await Phone.join(id, "second", { key: hostKey });
    second.send({ type: "listen" });
    const talk = await second.hear("talk");
    expect(talk.sent?.map(({ text }) => text)).toEqual(
      Array.from({ length: SENT_NOTICES_SHOWN }, (_, index) => `Number ${index + 3}`),
    );
    await settled();
    expect(ann.frames.join()).not.toMatch(/"sent"|Number/);
    expect(host.closed).toBeNull();
    expect(talk.messages.length).toBeLessThanOrEqual(HISTORY_MESSAGES);
  });
});

describe("[N34] what the system says", () => {
  const coded = (phone: Phone) => noticed(phone).map(({ code, about, text }) => [code, about, text]);

  test("a reset tells those whose votes no longer count, and why; who votes before they hear of it still does; undone, it is gone", async () => {
    const { id, host, ann, ben } = await room();
    await ann.vote([0], 1);
    await Phone.join(id, "away").then(async (away) => {
      await away.vote([1], 1);
      away.hangUp();
      await away.ended();
    });
    await host.command("reset", { question: "q1", why: "I forgot an option." });
    await ann.hear("notices");
    await settled();
    const sentence = words["vote-reset"]("Where to?", "I forgot an option.");
    expect(coded(ann)).toEqual([["vote-reset", "q1", sentence]]);
    expect(ben.frames.join()).not.toContain("notices");
    await host.command("edit", { question: "q1", text: "Where next?" });
    await post(`/api/polls/${id}/votes`, { question: "q1", choice: [0], n: 2 }, voter(tokenOf("away")));
    const back = await Phone.join(id, "away");
    await back.hear("notices");
    expect(coded(back)).toEqual([["vote-reset", "q1", words["vote-reset"]("Where next?", "I forgot an option.")]]);
    await host.command("undo-reset", { question: "q1" });
    const later = await Phone.join(id, "away");
    await settled();
    expect(texts(later)).toEqual([]);
  });

  test("who asked hears that the ask is approved and next; who is muted hears it; nobody else does", async () => {
    const { host, ann, ben, personOf } = await room({ talk: { chat: "open", questions: "open", approve: true } });
    const person = await personOf(ann, "Ann");
    ann.send({ type: "ask", text: "Why?", n: 5, ref: ++refs });
    const ask = await ann.until((said) => said.type === "ack" && said.ask !== undefined);
    const id = "ask" in ask ? ask.ask : 0;
    await host.command("ask", { ask: id, change: "approve" });
    await host.command("ask", { ask: id, change: "next" });
    await host.command("person", { person, change: "mute" });
    await host.command("person", { person, change: "unmute" });
    await settled();
    expect(noticed(ann).map(({ code }) => code)).toEqual(["ask-approved", "ask-next", "muted", "unmuted"]);
    expect(noticed(ann)[0]).toMatchObject({ about: String(id), text: words["ask-approved"]("", "") });
    for (const phone of [host, ben]) expect(noticed(phone)).toEqual([]);
  });
});

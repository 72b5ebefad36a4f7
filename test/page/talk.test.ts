import { expect, test } from "vitest";
import type { Room } from "../../src/page/room.ts";
import { attachTalk } from "../../src/page/talk/talk.ts";
import type { NoticeView } from "../../src/protocol/talk.ts";
import { controlTime, enter, pass } from "../support/enter-room.ts";
import { FakeBrowser, type FakeShelf } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

controlTime();

const ON = { chat: "open", questions: "open", reactions: true } as const;

function talking(hub: FakeHub): FakeHub {
  hub.settings = ON;
  return hub;
}

async function enterTalk(shelf?: FakeShelf, hub = talking(new FakeHub())) {
  const browser = new FakeBrowser(shelf);
  hub.serve(browser);
  const entered = await enter({ browser, hub });
  const talk = attachTalk(entered.room, "abc");
  await pass(0);
  return { ...entered, talk };
}

const linesOf = (talk: ReturnType<typeof attachTalk>) =>
  talk.messages.value.map(({ text, standing, mine }) => `${text} ${standing.state}${mine ? " mine" : ""}`);

test("[N41] a message is on the device before it is on the wire, shown at once, then sent, and there once when it is told", async () => {
  const { talk, browser, hub } = await enterTalk();
  talk.say("Hello", "Anna");
  expect(browser.shelf.get("showhands:talk:abc")).toContain('"text":"Hello"');
  expect(linesOf(talk)).toEqual(["Hello sending mine"]);
  const { key } = talk.messages.value[0] ?? {};
  await pass(0);
  expect(linesOf(talk)).toEqual(["Hello sent mine"]);
  hub.tell();
  expect(linesOf(talk)).toEqual(["Hello sent mine"]);
  // The same thing on the screen all the while.
  expect(talk.messages.value[0]).toMatchObject({ key, id: 1, name: "Anna" });
  expect(browser.shelf.get("showhands:talk:abc")).not.toContain("Hello");
  await pass(60_000);
  expect(browser.said("say")).toHaveLength(1);
});

test("[N41] what has no answer when the line is cut goes again over the next with the same n, and is said once", async () => {
  const { talk, browser, hub } = await enterTalk();
  hub.mute = true;
  talk.say("Hello");
  await pass(0);
  expect(hub.talk.messages).toHaveLength(1);
  browser.line.cut(1012);
  hub.mute = false;
  await pass(20_000);
  const said = browser.said("say");
  expect(said).toHaveLength(2);
  expect(said[1]?.n).toBe(said[0]?.n);
  expect(hub.talk.messages).toHaveLength(1);
  expect(linesOf(talk)).toEqual(["Hello sent mine"]);
});

test("[N41] written offline, it waits over a reload and is said in order, once", async () => {
  const first = await enterTalk();
  first.browser.meets = () => {};
  first.browser.answers = () => undefined;
  first.browser.line.cut(1006);
  for (const text of ["one", "two", "three"]) first.talk.say(text);
  expect(linesOf(first.talk)).toEqual(["one sending mine", "two sending mine", "three sending mine"]);
  first.room.leave();
  const { talk, hub } = await enterTalk(first.browser.shelf as FakeShelf, first.hub);
  await pass(1_000);
  expect(hub.talk.messages.map(({ view }) => view.text)).toEqual(["one", "two", "three"]);
  hub.tell();
  expect(linesOf(talk)).toEqual(["one sent mine", "two sent mine", "three sent mine"]);
});

test("[N41] where sockets are blocked it goes by HTTP, and what the others say comes by HTTP", async () => {
  const browser = new FakeBrowser();
  const hub = talking(new FakeHub());
  browser.meets = (socket) => queueMicrotask(() => socket.cut());
  hub.serveHttp(browser);
  const { room } = await enter({ browser, hub });
  const talk = attachTalk(room, "abc");
  await pass(20_000);
  hub.talk.say({ voter: "other", text: "Hi", n: 1 });
  talk.say("Hello");
  talk.ask("Why?");
  await pass(20_000);
  expect(linesOf(talk)).toEqual(["Hi sent", "Hello sent mine"]);
  expect(talk.asks.value).toMatchObject([{ text: "Why?", mine: true, standing: { state: "sent" } }]);
  expect(hub.talk.messages).toHaveLength(2);
  expect(browser.requests("/talk").every(({ authorization }) => authorization.startsWith("Voter "))).toBe(true);
});

test.each([
  { code: "not-allowed", detail: "filtered" },
  { code: "closed", detail: "chat-closed" },
  { code: "not-allowed", detail: "muted" },
] as const)("[N42] refused for good as $detail: its words stay, to be mended and said anew", async (why) => {
  const { talk, hub, browser } = await enterTalk();
  hub.refuseTalk = why;
  talk.say("Darn");
  await pass(60_000);
  expect(browser.said("say")).toHaveLength(1);
  const [line] = talk.messages.value;
  expect(line).toMatchObject({ text: "Darn", standing: { state: "refused", ...why } });
  hub.refuseTalk = null;
  if (line?.standing.state === "refused") talk.forget(line.standing.n);
  expect(talk.messages.value).toEqual([]);
  talk.say("Oh dear");
  await pass(0);
  expect(linesOf(talk)).toEqual(["Oh dear sent mine"]);
  expect(browser.said("say")[1]?.n).not.toBe(browser.said("say")[0]?.n);
});

test("[N42] too fast is not final: it waits, says why, and goes later", async () => {
  const { talk, hub } = await enterTalk();
  hub.refuseTalk = { code: "too-fast", detail: "slow" };
  talk.say("one");
  talk.say("two");
  await pass(10_000);
  expect(talk.messages.value.map(({ standing }) => standing)).toEqual([
    { state: "sending", waits: expect.objectContaining({ detail: "slow" }) },
    { state: "sending" },
  ]);
  hub.refuseTalk = null;
  await pass(60_000);
  expect(hub.talk.messages.map(({ view }) => view.text)).toEqual(["one", "two"]);
  hub.tell();
  expect(linesOf(talk)).toEqual(["one sent mine", "two sent mine"]);
});

test("[N43] an upvote shows at once and counts once, whatever comes first: its answer or the new count", async () => {
  const { talk, hub } = await enterTalk();
  hub.talk.ask({ voter: "other", text: "Why?", n: 1 });
  hub.tell();
  const seen = () => talk.asks.value.map(({ votes, up }) => `${votes} ${up}`);
  talk.upvote(1, true);
  expect(seen()).toEqual(["1 true"]);
  await pass(0);
  expect(seen()).toEqual(["1 true"]);
  hub.tell();
  expect(seen()).toEqual(["1 true"]);
  talk.upvote(1, false);
  talk.upvote(1, true);
  talk.upvote(1, false);
  expect(seen()).toEqual(["0 false"]);
  await pass(0);
  expect(seen()).toEqual(["0 false"]);
  hub.talk.upvote("third", 1, true, 5);
  hub.tell();
  expect(seen()).toEqual(["1 false"]);
});

test("[N43] an ask that waits for the host is mine to see, and the same when it is let through", async () => {
  const { talk, hub, voter, browser } = await enterTalk();
  hub.settings = { ...ON, approve: true };
  hub.talk.approve = true;
  browser.line.cut(1012);
  await pass(5_000);
  talk.ask("Why?");
  await pass(0);
  expect(talk.asks.value).toMatchObject([{ id: 1, state: "waiting", mine: true, standing: { state: "sent" } }]);
  hub.talk.changeAsk(1, { state: "open" }, false);
  hub.tell();
  browser.line.say({ type: "talk", epoch: "k3f9", after: 2, rev: 2, messages: [], asks: [], mine: hub.talk.mineOf(voter) });
  expect(talk.asks.value).toMatchObject([{ id: 1, state: "open", mine: true }]);
});

test("[N44] who comes back asks for what was missed, and once; a hole is noticed", async () => {
  const { talk, hub, browser } = await enterTalk();
  hub.talk.say({ voter: "other", text: "one", n: 1 });
  hub.tell();
  hub.talk.say({ voter: "other", text: "two", n: 2 });
  hub.talk.news(); // lost
  hub.talk.say({ voter: "other", text: "three", n: 3 });
  hub.tell();
  expect(linesOf(talk)).toEqual(["one sent"]);
  await pass(0);
  expect(linesOf(talk)).toEqual(["one sent", "two sent", "three sent"]);
  expect(browser.said("listen").at(-1)).toEqual({ type: "listen", since: { epoch: "k3f9", rev: 1 } });
  browser.line.cut(1006);
  hub.talk.changeMessage(1, {}, true);
  await pass(20_000);
  expect(linesOf(talk)).toEqual(["two sent", "three sent"]);
  expect(browser.said("listen")).toHaveLength(3);
});

test("[N44] nothing is asked of a room that does not talk; a part that goes on brings the whole log", async () => {
  const hub = new FakeHub();
  const { talk, browser } = await enterTalk(undefined, hub);
  expect(browser.said("listen")).toEqual([]);
  const switched = async (settings: object) => {
    hub.settings = { ...hub.settings, ...settings };
    hub.seq++;
    browser.line.say(hub.snapshot(""));
    await pass(0);
  };
  await switched({ reactions: true });
  await switched({ chat: "open" });
  await switched({ chat: "closed" });
  await switched({ questions: "open" });
  expect(browser.said("listen")).toEqual([{ type: "listen" }, { type: "listen" }, { type: "listen" }]);
  expect(talk.here.value).toBe(true);
});

test("[N45] reactions: one's own count at once and are not heard again, and no more are sent than count", async () => {
  const { talk, browser, hub } = await enterTalk();
  const heard: object[] = [];
  talk.heardReactions((counts) => heard.push(counts));
  expect(talk.react("👏")).toBe(true);
  browser.line.say({ type: "reactions", counts: { "👏": 3, "🎉": 1 } });
  browser.line.say({ type: "reactions", counts: { "👏": 1 } });
  expect(heard).toEqual([{ "👏": 2, "🎉": 1 }, { "👏": 1 }]);
  expect(Array.from({ length: 15 }, () => talk.react("🎉")).filter(Boolean)).toHaveLength(9);
  await pass(1_000);
  expect(Array.from({ length: 15 }, () => talk.react("🎉")).filter(Boolean)).toHaveLength(5);
  await pass(0);
  expect(hub.reacted).toHaveLength(15);
  // What the hub never told does not hide another's for ever.
  await pass(5_000);
  browser.line.say({ type: "reactions", counts: { "🎉": 2 } });
  expect(heard.at(-1)).toEqual({ "🎉": 2 });
  browser.line.cut(1012);
  expect(talk.react("🎉")).toBe(false);
});

const notice = (id: number, minutes = 60): NoticeView => ({
  id,
  text: `Notice ${id}`,
  at: new Date(Date.now()).toISOString(),
  expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
});

const unseen = (talk: ReturnType<typeof attachTalk>) => talk.notices.value.map(({ id }) => id);

test("[N46] a notice that came while the page was away is got once, kept over a reload until it is seen, then never again", async () => {
  const hub = talking(new FakeHub());
  const browser = new FakeBrowser();
  hub.serve(browser);
  const { room, voter } = await enter({ browser, hub });
  hub.owed.set(voter, [notice(7)]);
  browser.line.cut(1006);
  await pass(10_000);
  // The script of the talk comes later than the notice.
  const talk = attachTalk(room, "abc");
  await pass(0);
  expect(unseen(talk)).toEqual([7]);
  expect(hub.got).toEqual([{ voter, notices: [7], seen: false }]);
  room.leave();
  const again = await enterTalk(browser.shelf as FakeShelf, hub);
  expect(unseen(again.talk)).toEqual([7]);
  again.talk.seen(7);
  await pass(0);
  expect(unseen(again.talk)).toEqual([]);
  expect(hub.got.at(-1)).toEqual({ voter, notices: [7], seen: true });
  again.browser.line.say({ type: "notices", notices: [notice(7)] });
  expect(unseen(again.talk)).toEqual([]);
});

test("[N46] seen while the line is away is told with the next one; what is over is not shown", async () => {
  const { talk, browser, hub, voter } = await enterTalk();
  browser.line.say({ type: "notices", notices: [notice(1), notice(2, 1), notice(3)] });
  expect(unseen(talk)).toEqual([1, 2, 3]);
  browser.line.cut(1006);
  talk.seen(1);
  await pass(90_000);
  expect(hub.got.at(-1)).toEqual({ voter, notices: [1], seen: true });
  expect(unseen(talk)).toEqual([3]);
});

test("[N47] the tabs of a device are one person: what one has said or seen, the other shows too, and it is said once", async () => {
  const one = await enterTalk();
  const other = await enterTalk(one.browser.shelf as FakeShelf, one.hub);
  const changed = (key: string) => other.browser.happens("storage", { key });
  for (const { browser } of [one, other]) browser.line.say({ type: "notices", notices: [notice(1)] });
  one.talk.seen(1);
  changed("showhands:notices:abc");
  expect(unseen(other.talk)).toEqual([]);
  one.talk.say("Hello");
  changed("showhands:talk:abc");
  expect(linesOf(other.talk)).toEqual(["Hello sending mine"]);
  await pass(0);
  changed("showhands:talk:abc");
  one.hub.tell();
  await pass(30_000);
  expect(linesOf(one.talk)).toEqual(["Hello sent mine"]);
  expect(other.browser.said("say")).toEqual([]);
});

test("[N47] the next person on a device has said nothing; what the one before wrote still goes, under their own name", async () => {
  const { room, talk, hub, voter, browser } = await enterTalk();
  talk.say("Before");
  await pass(0);
  hub.tell();
  hub.refuseTalk = { code: "busy", detail: "" };
  talk.say("Still to go");
  await pass(0);
  browser.line.say({ type: "notices", notices: [notice(1)] });
  hub.refuseTalk = null;
  (room as Room).nextPerson();
  await pass(30_000);
  hub.tell();
  expect(linesOf(talk)).toEqual(["Before sent", "Still to go sent"]);
  expect(hub.talk.messages.map((row) => row.voter)).toEqual([voter, voter]);
  expect(unseen(talk)).toEqual([]);
});

test("[N42] a poll that is gone takes nothing more, and nothing more is tried", async () => {
  const { talk, browser, hub } = await enterTalk();
  hub.refuseTalk = { code: "busy", detail: "" };
  talk.say("Hello");
  await pass(0);
  browser.line.cut(4404);
  await pass(0);
  const before = browser.asked.length + browser.said("say").length;
  await pass(60_000);
  expect(browser.asked.length + browser.said("say").length).toBe(before);
});

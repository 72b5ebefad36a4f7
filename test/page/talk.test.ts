import { expect, test } from "vitest";
import { attachTalk } from "../../src/page/talk/talk.ts";
import { controlTime, enter, pass } from "../support/enter-room.ts";
import { enterTalk, linesOf, ON, talking } from "../support/enter-talk.ts";
import { FakeBrowser, type FakeShelf } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

controlTime();

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

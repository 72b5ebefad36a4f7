import { expect, test } from "vitest";
import type { Room } from "../../src/page/room.ts";
import { attachTalk } from "../../src/page/talk/talk.ts";
import { controlTime, enter, pass } from "../support/enter-room.ts";
import { enterTalk, linesOf, notice, talking, unseen } from "../support/enter-talk.ts";
import { FakeBrowser, type FakeShelf } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

controlTime();

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

test("[N47] who sits down at a device without a line writes as themselves", async () => {
  const { room, talk, hub, voter, browser } = await enterTalk();
  const persons = talk.person.value;
  browser.line.cut(1006);
  (room as Room).nextPerson();
  talk.say("I am new here");
  expect(talk.person.value).toBe(persons + 1);
  await pass(30_000);
  expect(hub.talk.messages.map((row) => row.voter === voter)).toEqual([false]);
});

import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Shelf } from "../../src/page/device.ts";
import { choiceIn, controlTime, enter, enterBlocked, enterOpen, pass } from "../support/enter-room.ts";
import { FakeBrowser, FakeShelf } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

controlTime();

test("[P12] a vote is on the device before it is on the wire, and shown at once", async () => {
  const { room, browser, hub, voter } = await enter();
  room.vote("q1", [2]);
  expect(browser.shelf.get("showhands:outbox:abc")).toContain('"choice":[2],"round":1');
  expect(choiceIn(room)).toEqual([2]);
  expect(room.votes.value.q1).toEqual({ state: "sending" });
  room.leave();
  const again = new FakeBrowser(browser.shelf);
  hub.serve(again);
  const { room: reloaded } = await enter({ browser: again, hub });
  expect(reloaded.votes.value.q1).toEqual({ state: "saved" });
  expect(hub.counted(voter, "q1")).toEqual([2]);
  expect(choiceIn(reloaded)).toEqual([2]);
});

test("[P15] an ack takes the vote out of the outbox: saved", async () => {
  const { room, hub, voter, browser } = await enterOpen();
  room.vote("q1", [0]);
  await pass(0);
  expect(room.votes.value.q1).toEqual({ state: "saved" });
  expect(hub.counted(voter, "q1")).toEqual([0]);
  room.vote("q1", []);
  await pass(0);
  expect(choiceIn(room)).toBeUndefined();
  expect(room.votes.value.q1).toEqual({ state: "saved" });
  await pass(60_000);
  expect(browser.said("vote")).toHaveLength(2);
});

test.each(["closed", "already-voted", "bad-choice", "not-open", "no-such-question"] as const)(
  "[P15] [P24] refused as %s: said so, and what counts is shown again",
  async (code) => {
    const { room, hub, browser } = await enterOpen();
    room.vote("q1", [0]);
    await pass(0);
    hub.refuse = code;
    room.vote("q1", [1]);
    expect(choiceIn(room)).toEqual([1]);
    await pass(0);
    expect(room.votes.value.q1).toEqual({ state: "refused", code });
    expect(choiceIn(room)).toEqual([0]);
    await pass(60_000);
    expect(browser.said("vote")).toHaveLength(2);
    room.vote("q1", [2]);
    expect(room.votes.value.q1).toEqual({ state: "sending" });
  },
);

test.each(["too-fast", "busy", "full"] as const)(
  "[P15] %s is not final: the vote is tried again, ever more slowly",
  async (code) => {
    const { room, hub, browser, voter } = await enterOpen();
    hub.refuse = code;
    room.vote("q1", [1]);
    await pass(20_000);
    expect(room.votes.value.q1).toEqual({ state: "sending" });
    const tries = browser.said("vote").length;
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(8);
    hub.refuse = null;
    await pass(15_000);
    expect(hub.counted(voter, "q1")).toEqual([1]);
    expect(room.votes.value.q1).toEqual({ state: "saved" });
  },
);

test("[P16] what has no answer when the line is cut goes again over the next, behind its hello", async () => {
  const { room, hub, browser, voter } = await enterOpen();
  hub.mute = true;
  room.vote("q1", [0]);
  room.vote("q2", [1]);
  await pass(0);
  expect(room.votes.value).toEqual({ q1: { state: "sending" }, q2: { state: "sending" } });
  hub.mute = false;
  browser.line.cut(1012);
  await pass(1_500);
  expect(browser.line.frames.map(({ type }) => type)).toEqual(["hello", "vote", "vote"]);
  expect(room.votes.value).toEqual({ q1: { state: "saved" }, q2: { state: "saved" } });
  expect([hub.counted(voter, "q1"), hub.counted(voter, "q2")]).toEqual([[0], [1]]);
});

test("[P17] sockets are blocked: votes are posted, results are looked for, all by HTTP", async () => {
  const { room, browser, hub, voter } = await enterBlocked();
  room.vote("q1", [1]);
  await pass(4_000);
  expect(hub.counted(voter, "q1")).toEqual([1]);
  expect(browser.requests("/votes")[0]).toMatchObject({ authorization: `Voter ${voter}` });
  expect(room.votes.value.q1).toEqual({ state: "saved" });
  hub.seq = 40;
  const looks = browser.requests("/abc").length;
  await pass(30_000);
  expect(room.snapshot.value?.seq).toBe(40);
  const more = browser.requests("/abc").length - looks;
  expect(more).toBeGreaterThan(4);
  expect(more).toBeLessThan(16);
});

test("[P17] without any network requests become rare", async () => {
  const { browser } = await enter();
  await pass(60_000);
  const looks = browser.requests("/abc").length;
  await pass(120_000);
  expect(browser.requests("/abc").length - looks).toBeLessThan(20);
});

test("[P18] the next person votes under a new name; what the last one left unsent goes under the old name", async () => {
  const { room, hub, browser, voter } = await enterBlocked();
  room.vote("q1", [0]);
  hub.serve(browser);
  room.nextPerson();
  expect(room.mine.value).toEqual({});
  expect(room.votes.value).toEqual({});
  const next = browser.shelf.get("showhands:voter:abc") ?? "";
  expect(next).not.toBe(voter);
  room.vote("q1", [1]);
  await pass(5_000);
  expect([hub.counted(voter, "q1"), hub.counted(next, "q1")]).toEqual([[0], [1]]);
  expect(choiceIn(room)).toEqual([1]);
});

test("[P18] what becomes of the last person's vote is not said to the next", async () => {
  const { room, hub, browser } = await enterBlocked();
  room.vote("q1", [0]);
  hub.refuse = "closed";
  room.nextPerson();
  await pass(5_000);
  expect(browser.requests("/votes")).toHaveLength(1);
  expect(browser.shelf.get("showhands:outbox:abc")).not.toContain('"choice"');
  expect(room.votes.value).toEqual({});
});

test("[P13] [P24] two votes in a row, the second refused: the first is what counts", async () => {
  const { room, hub, browser } = await enterOpen();
  room.vote("q1", [0]);
  room.vote("q1", [1]);
  const [first, second] = browser.said("vote");
  browser.line.hub = null;
  hub.mute = true;
  await pass(0);
  browser.line.say({ type: "ack", ref: first?.ref, status: "counted", seq: 2 });
  expect(room.votes.value.q1).toEqual({ state: "sending" });
  browser.line.say({ type: "refused", ref: second?.ref, code: "already-voted", message: "" });
  expect(room.votes.value.q1).toEqual({ state: "refused", code: "already-voted" });
  expect(choiceIn(room)).toEqual([0]);
});

test("[P19] a vote of another tab is shown here, and sent from here only when that tab does not", async () => {
  const { room, hub, browser, voter } = await enterOpen();
  const other = new FakeBrowser(browser.shelf);
  const { room: otherRoom } = await enter({ browser: other, hub });
  otherRoom.vote("q1", [2]);
  browser.happens("storage", { key: "showhands:outbox:abc" });
  expect(choiceIn(room)).toEqual([2]);
  await pass(4_000);
  expect(browser.said("vote")).toHaveLength(0);
  otherRoom.leave();
  await pass(1_000);
  expect(hub.counted(voter, "q1")).toEqual([2]);
});

test("[P25] posted before there was a line, answered after it was taken back there: it stays taken back", async () => {
  const { room, browser, hub } = await enterBlocked();
  const { fetch } = browser;
  const late = new Promise((go) => setTimeout(go, 12_000));
  browser.fetch = async (path, init) => {
    const answer = await fetch(path, init);
    if (path.endsWith("/votes")) await late;
    return answer;
  };
  room.vote("q1", [1]);
  await pass(4_000);
  expect(browser.requests("/votes")).toHaveLength(1);
  hub.serveSockets(browser);
  browser.happens("online");
  await pass(1_000);
  room.vote("q1", []);
  await pass(20_000);
  expect(choiceIn(room)).toBeUndefined();
});

test("[P25] taken back in another tab, while this one's line was slow: `same` does not bring it back", async () => {
  const { room, hub, browser } = await enterOpen();
  const { room: otherRoom } = await enter({ browser: serving(hub, browser.shelf), hub });
  const { hub: hear } = browser.line;
  browser.line.hub = (line, frame) => {
    setTimeout(() => hear?.(line, frame), frame.type === "vote" ? 500 : 0);
  };
  room.vote("q1", [1]);
  await pass(10);
  otherRoom.vote("q1", []);
  browser.happens("storage", { key: "showhands:outbox:abc" });
  await pass(2_000);
  expect(choiceIn(room)).toBeUndefined();
});

function serving(hub: FakeHub, shelf: Shelf): FakeBrowser {
  const browser = new FakeBrowser(shelf);
  hub.serve(browser);
  return browser;
}

const deeds = fc.array(
  fc.tuple(
    fc.constantFrom("vote", "cut", "mute", "heal", "block", "reload", "hide", "show", "sleep", "busy", "dead"),
    fc.nat(6_000),
    fc.nat(2),
  ),
  { maxLength: 25 },
);

test("[P12] [P15] [P16] whatever happens on the way, the newest vote counts in the end, and the page says so", async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (course) => {
      const shelf = new FakeShelf();
      const hub = new FakeHub();
      let browser = new FakeBrowser(shelf);
      hub.serve(browser);
      let { room, voter } = await enter({ browser, hub });
      const wanted: Record<string, number[]> = {};
      for (const [deed, ms, option] of course) {
        if (deed === "vote") {
          const question = `q${1 + (ms % 2)}`;
          wanted[question] = [option];
          room.vote(question, [option]);
        } else if (deed === "cut") browser.line.cut(1006);
        else if (deed === "dead") browser.line.dead = true;
        else if (deed === "mute") hub.mute = true;
        else if (deed === "busy") hub.refuse = "busy";
        else if (deed === "heal") hub.serve(browser);
        else if (deed === "block") browser.meets = (socket) => queueMicrotask(() => socket.cut());
        else if (deed === "hide") browser.hide();
        else if (deed === "show") browser.show();
        else if (deed === "sleep") vi.setSystemTime(Date.now() + ms * 100);
        else {
          room.leave();
          browser = new FakeBrowser(shelf);
          hub.serve(browser);
          ({ room, voter } = await enter({ browser, hub }));
        }
        await pass(ms);
      }
      hub.mute = false;
      hub.refuse = null;
      hub.serve(browser);
      browser.show();
      await pass(60_000);
      for (const [question, choice] of Object.entries(wanted)) {
        expect(hub.counted(voter, question)).toEqual(choice);
        expect(choiceIn(room, question)).toEqual(choice);
        expect(room.votes.value[question]).toEqual({ state: "saved" });
      }
      expect(room.wire.value.state).toBe("open");
      room.leave();
    }),
    { numRuns: 150 },
  );
}, 60_000);

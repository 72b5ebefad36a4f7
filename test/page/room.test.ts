import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CommandRefused, enterRoom, type Room } from "../../src/page/room.ts";
import type { Role } from "../../src/protocol/server.ts";
import { aSnapshot, FakeBrowser, FakeShelf } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
const rooms: Room[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.leave();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function enter({ browser = new FakeBrowser(), hub = new FakeHub(), role = "voter" as Role, key = "" } = {}) {
  const room = enterRoom({ poll: "abc", role, first: aSnapshot(), ...(key && { key }) }, browser);
  rooms.push(room);
  await pass(0);
  const voter = browser.shelf.get("showhands:voter:abc") ?? "";
  return { room, browser, hub, voter };
}

async function enterOpen(options: { shelf?: FakeShelf; role?: Role; key?: string } = {}) {
  const browser = new FakeBrowser(options.shelf);
  const hub = new FakeHub();
  hub.serve(browser);
  return enter({ browser, hub, ...options });
}

async function enterBlocked() {
  const browser = new FakeBrowser();
  const hub = new FakeHub();
  browser.meets = (socket) => queueMicrotask(() => socket.cut());
  hub.serveHttp(browser);
  return enter({ browser, hub });
}

const choiceIn = (room: Room, question = "q1") => room.mine.value[question]?.choice;

test("[P26] hello is the first frame: voter, then key, role and since where there are any", async () => {
  const { browser, voter } = await enterOpen();
  expect(browser.line.frames).toEqual([{ type: "hello", voter }]);
  browser.line.cut();
  await pass(1_500);
  expect(browser.sockets).toHaveLength(2);
  expect(browser.line.frames).toEqual([{ type: "hello", voter, since: { epoch: "k3f9", seq: 1 } }]);
  const stage = await enterOpen({ role: "stage", key: "k".repeat(27) });
  expect(stage.browser.line.frames[0]).toEqual({ type: "hello", voter: stage.voter, key: "k".repeat(27), role: "stage" });
});

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

test("[P4] an attempt that has not opened after 4 s has failed", async () => {
  const { browser, room } = await enter();
  await pass(3_999);
  expect(room.wire.value.state).toBe("connecting");
  await pass(1);
  expect(room.wire.value).toMatchObject({ state: "waiting", failures: 1 });
  expect(browser.line.state).toBe("closed");
});

test("[P5] a failed attempt is followed by one look over HTTP, and 404 ends it as gone", async () => {
  const { room, hub, browser } = await enterBlocked();
  expect(browser.requests("/abc")).toHaveLength(1);
  expect(room.wire.value.state).toBe("waiting");
  hub.gone = true;
  room.vote("q1", [1]);
  await pass(4_000);
  expect(room.wire.value).toMatchObject({ state: "ended", ended: "gone" });
  const sockets = browser.sockets.length;
  await pass(60_000);
  expect(browser.sockets).toHaveLength(sockets);
});

test.each([
  ["no network", undefined],
  ["an access point's 404 without JSON", "404"],
  ["an overloaded hub", { status: 503, body: { error: { code: "busy" } } }],
])("[P5] %s ends nothing", async (_name, answer) => {
  const browser = new FakeBrowser();
  browser.meets = (socket) => queueMicrotask(() => socket.cut());
  if (answer === "404") browser.fetch = async () => new Response("<h1>Not found</h1>", { status: 404 });
  else browser.answers = () => answer as { status: number; body: unknown };
  const { room } = await enter({ browser });
  await pass(30_000);
  expect(room.wire.value.ended).toBeUndefined();
});

test("[P29] the votes of a poll that is deleted are refused, and leave the device", async () => {
  const { room, hub, browser } = await enterOpen();
  hub.mute = true;
  room.vote("q1", [1]);
  await pass(0);
  browser.line.cut(4410);
  expect(room.wire.value).toMatchObject({ state: "ended", ended: "deleted" });
  expect(room.votes.value.q1).toEqual({ state: "refused", code: "no-such-poll" });
  expect(choiceIn(room)).toBeUndefined();
});

test("[P8] nobody looks: no attempt, but an unsent vote is brought away", async () => {
  const { room, browser } = await enterOpen();
  browser.hide();
  browser.line.cut();
  await pass(60_000);
  expect(browser.sockets).toHaveLength(1);
  room.vote("q1", [1]);
  await pass(1_000);
  expect(room.votes.value.q1).toEqual({ state: "saved" });
});

test("[P3] [P9] back from sleep: a missing line is tried at once, an open one must answer within 2 s", async () => {
  const { room, browser } = await enterOpen();
  browser.hide();
  browser.line.cut();
  await pass(600_000);
  browser.show();
  await pass(0);
  expect(room.wire.value.state).toBe("open");
  const { line } = browser;
  line.dead = true;
  browser.hide();
  browser.show();
  await pass(1_999);
  expect(room.wire.value.state).toBe("open");
  await pass(1);
  expect(room.wire.value.state).toBe("waiting");
  expect(line.state).toBe("closed");
  await pass(1_500);
  expect(room.wire.value.state).toBe("open");
});

test("[P9] an open line that answers the probe stays, and its round trip is known", async () => {
  const { room, browser } = await enterOpen();
  browser.show();
  await pass(10_000);
  expect(browser.sockets).toHaveLength(1);
  expect(room.delayMs.value).toBe(0);
});

test("[P10] a ping every 25 s; a line without a pong is dropped", async () => {
  const { room, browser } = await enterOpen();
  await pass(100_000);
  expect(browser.line.pings).toBe(4);
  const { line } = browser;
  line.dead = true;
  await pass(25_000);
  expect(line.state).toBe("open");
  await pass(10_000);
  expect(line.state).toBe("closed");
  expect(room.wire.value.state).toBe("waiting");
});

test("[P10] time is judged by the clock: a heartbeat that slept probes first, and drops only without an answer", async () => {
  const { browser } = await enterOpen();
  vi.setSystemTime(Date.now() + 3_600_000);
  await pass(25_000);
  expect(browser.line.pings).toBe(1);
  await pass(5_000);
  expect(browser.sockets).toHaveLength(1);
  browser.line.dead = true;
  await pass(20_000);
  vi.setSystemTime(Date.now() + 3_600_000);
  await pass(10_000);
  expect(browser.sockets[0]?.state).toBe("open");
  await pass(2_000);
  expect(browser.sockets[0]?.state).toBe("closed");
});

test("[P11] pagehide closes the socket and posts what is unsent; pageshow from the cache connects at once", async () => {
  const { room, browser, hub } = await enterOpen();
  hub.mute = true;
  room.vote("q1", [1]);
  browser.happens("pagehide");
  expect(browser.sockets[0]?.state).toBe("closed");
  expect(browser.requests("/votes")).toMatchObject([{ keepalive: true, body: { question: "q1", choice: [1], round: 1 } }]);
  await pass(60_000);
  expect(browser.sockets).toHaveLength(1);
  browser.happens("pageshow", { persisted: true });
  await pass(0);
  expect(room.wire.value.state).toBe("open");
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

test("[P27] a command is answered by its ref; at a cut it is rejected as busy", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  await expect(room.command({ command: "close", question: "q1" })).resolves.toMatchObject({ status: "done" });
  browser.line.hub = null;
  const asked = room.command({ command: "open", question: "q1" });
  const refused = expect(asked).rejects.toMatchObject({ code: "busy" });
  browser.line.say({ type: "refused", ref: 999, code: "closed", message: "" });
  browser.line.cut();
  await refused;
  await expect(asked).rejects.toBeInstanceOf(CommandRefused);
});

test("[P27] a command without an answer for 10 s is rejected as busy", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.hub = null;
  const refused = expect(room.command({ command: "open", question: "q1" })).rejects.toMatchObject({ code: "busy" });
  await pass(10_000);
  await refused;
  expect(browser.sockets).toHaveLength(1);
});

test("[P27] a command that is too long for a frame, or finds no line, goes by HTTP with the key", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  await room.command({ command: "edit", title: "é".repeat(2_100) });
  expect(browser.said("command")).toHaveLength(0);
  expect(browser.requests("/commands")).toMatchObject([{ authorization: `Bearer ${"k".repeat(27)}` }]);
  browser.line.cut();
  await room.command({ command: "close", question: "q1" });
  expect(browser.requests("/commands")).toHaveLength(2);
  browser.answers = () => ({ status: 409, body: { error: { code: "closed", message: "It is closed." } } });
  await expect(room.command({ command: "close", question: "q1" })).rejects.toMatchObject({
    code: "closed",
    message: "It is closed.",
  });
  browser.answers = () => undefined;
  await expect(room.command({ command: "close", question: "q1" })).rejects.toMatchObject({ code: "busy" });
});

test("[P28] a fresh host key is kept on the device and used from then on", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.hub = (line, { ref }) =>
    queueMicrotask(() => line.say({ type: "ack", ref, status: "done", seq: 2, hostKey: "n".repeat(27) }));
  const ack = await room.command({ command: "rotate-key" });
  expect(ack.hostKey).toBe("n".repeat(27));
  browser.line.cut();
  await pass(1_500);
  expect(browser.line.frames[0]).toMatchObject({ type: "hello", key: "n".repeat(27) });
});

test("[P28] a host tab with an old key comes back when another tab has brought the new one", async () => {
  const { room, browser } = await enterOpen({ role: "host", key: "k".repeat(27) });
  browser.line.cut(4401);
  expect(room.wire.value.ended).toBe("wrong-key");
  browser.shelf.set("showhands:key:abc", "n".repeat(27));
  browser.happens("storage", { key: "showhands:key:abc" });
  await pass(0);
  expect(room.wire.value.state).toBe("open");
});

test("[P30] results that come in leave the poll and the own ballot untouched", async () => {
  const { room, browser } = await enterOpen();
  let drawn = 0;
  const stops = [room.poll, room.mine, room.votes].map((part) => part.subscribe(() => drawn++));
  drawn = 0;
  browser.line.say({ type: "results", epoch: "k3f9", seq: 9, tallies: { q1: { ballots: 3, counts: [1, 1, 1] } }, present: 3 });
  expect(room.tallies.value.q1?.ballots).toBe(3);
  expect(room.present.value).toBe(3);
  expect(drawn).toBe(0);
  for (const stop of stops) stop();
});

test("[P23] frames that cannot be read change nothing", async () => {
  const { room, browser } = await enterOpen();
  const before = room.snapshot.value;
  for (const frame of ["", "{", "null", "7", '"pong"', '{"type":"later"}', '{"type":"error","code":"busy","message":""}'])
    browser.line.say(frame);
  expect(room.snapshot.value).toBe(before);
  expect(room.wire.value.state).toBe("open");
});

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

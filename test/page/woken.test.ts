/** A phone that is woken, or whose network is back, on a line that is dead without saying so; and a phone whose clock is put right. */
import { expect, test, vi } from "vitest";
import { controlTime, enter, enterOpen, pass } from "../support/enter-room.ts";
import { FakeBrowser } from "../support/fake-browser.ts";
import { FakeHub } from "../support/fake-hub.ts";

controlTime();

const DAY_MS = 86_400_000;

function dead(browser: FakeBrowser, isDead: boolean): void {
  browser.line.dead = isDead;
}

test("[B3] looked at again on a dead line: dropped after 2 s, and the next attempt is at once", async () => {
  const { room, browser } = await enterOpen();
  browser.luck = 1;
  dead(browser, true);
  browser.show();
  await pass(1_990);
  expect(browser.sockets).toHaveLength(1);
  await pass(20);
  expect(browser.sockets).toHaveLength(2);
  await pass(0);
  expect(room.wire.value.state).toBe("open");
});

test("[B3] the network is back on a dead line: the wait behind the probe is half a second at most", async () => {
  const { browser } = await enterOpen();
  browser.luck = 1;
  dead(browser, true);
  browser.happens("online");
  await pass(2_010 + 500);
  expect(browser.sockets).toHaveLength(2);
});

test("[B3] the line is said to be cut while it should prove itself: the next attempt is at once", async () => {
  const { room, browser } = await enterOpen();
  browser.luck = 1;
  dead(browser, true);
  browser.show();
  browser.line.cut();
  await pass(0);
  expect(browser.sockets).toHaveLength(2);
  browser.line.cut();
  await pass(2_900);
  expect(browser.sockets).toHaveLength(2);
  await pass(200);
  expect(room.wire.value.state).toBe("open");
});

test("[B3] an attempt from before has two seconds more, and one that opens has its whole time for the snapshot", async () => {
  const browser = new FakeBrowser();
  const { room } = await enter({ browser });
  browser.luck = 1;
  await pass(500);
  browser.happens("online");
  await pass(2_010 + 500);
  expect(browser.sockets).toHaveLength(2);
  await pass(500);
  browser.happens("online");
  browser.line.open();
  await pass(9_900);
  expect(browser.sockets).toHaveLength(2);
  new FakeHub().serve(browser);
  await pass(200 + 10_000);
  expect(room.wire.value.state).toBe("open");
});

test("[B3] who was not woken waits as the room does", async () => {
  const { room, browser } = await enterOpen();
  browser.luck = 1;
  dead(browser, true);
  room.vote("q1", [0]);
  await pass(5_010 + 2_900);
  expect(browser.sockets).toHaveLength(1);
});

test("[B4] the phone's clock is put back a day while it waits: it comes back as soon as ever, and what is unsent goes", async () => {
  const { room, browser, hub, voter } = await enterOpen();
  browser.meets = (socket) => queueMicrotask(() => socket.cut());
  browser.line.cut();
  room.vote("q1", [1]);
  vi.setSystemTime(Date.now() - DAY_MS);
  hub.serve(browser);
  await pass(15_000);
  expect(room.wire.value.state).toBe("open");
  expect(hub.counted(voter, "q1")).toEqual([1]);
});

test("[B4] [P14] and a later vote goes before an earlier one, whatever the clock said in between", async () => {
  const { room, hub, voter } = await enterOpen();
  for (const [days, option] of [
    [1, 0],
    [-2, 1],
    [1, 2],
  ] as const) {
    vi.setSystemTime(Date.now() + days * DAY_MS);
    room.vote("q1", [option]);
    await pass(20_000);
    expect(hub.counted(voter, "q1")).toEqual([option]);
    expect(room.votes.value.q1).toEqual({ state: "saved" });
  }
});

test("[B4] the heart goes on beating after the clock was put back, and a dead line is found", async () => {
  const { browser } = await enterOpen();
  vi.setSystemTime(Date.now() - DAY_MS);
  await pass(26_000);
  const { pings } = browser.line;
  await pass(26_000);
  expect(browser.line.pings).toBeGreaterThan(pings);
  dead(browser, true);
  await pass(40_000);
  expect(browser.sockets.length).toBeGreaterThan(1);
});

import { expect, test, vi } from "vitest";
import { controlTime, enter, pass } from "../support/enter-room.ts";
import type { FakeSocket } from "../support/fake-browser.ts";
import { aSnapshot, FakeBrowser } from "../support/fake-browser.ts";

controlTime();

const HUB_AHEAD_MS = 7_000;

/** A hub whose clock is ahead, and whose answers take as long each way as the test says. */
function timedHub(trips: [there: number, back: number][], question: object = { seconds: 20 }) {
  const browser = new FakeBrowser();
  let asked = 0;
  browser.meets = (socket: FakeSocket) => {
    socket.hub = (line, { type, sent }) => {
      if (type === "hello") queueMicrotask(() => line.say(aSnapshot({ mine: {} }, question)));
      if (type !== "time") return;
      const [there, back] = trips[asked++ % trips.length] ?? [0, 0];
      setTimeout(() => {
        const now = Date.now() + HUB_AHEAD_MS;
        setTimeout(() => line.say({ type: "time", sent, now }), back);
      }, there);
    };
    queueMicrotask(() => socket.open());
  };
  return browser;
}

test("[P32] the hub's clock comes from the sample with the least round trip", async () => {
  const browser = timedHub([
    [900, 10],
    [30, 30],
    [10, 400],
    [20, 500],
  ]);
  const { room } = await enter({ browser });
  expect(room.now()).toBe(Date.now());
  await pass(3_000);
  expect(browser.said("time")).toHaveLength(4);
  expect(room.now() - Date.now()).toBe(HUB_AHEAD_MS);
});

test("[P32] nothing is asked where nothing ends, and then once something does", async () => {
  const browser = timedHub([[10, 10]], {});
  const { room } = await enter({ browser });
  await pass(60_000);
  expect(browser.said("time")).toHaveLength(0);
  browser.line.say(aSnapshot({ seq: 2 }, { endsAt: new Date(Date.now() + 30_000).toISOString() }));
  await pass(1_000);
  expect(browser.said("time")).toHaveLength(4);
  expect(room.now() - Date.now()).toBe(HUB_AHEAD_MS);
  await pass(200_000);
  expect(browser.said("time")).toHaveLength(4);
});

test("[P32] a new line asks again, and so does a page that slept or stayed for long", async () => {
  const browser = timedHub([[10, 10]]);
  await enter({ browser });
  await pass(1_000);
  browser.line.cut();
  await pass(10_000);
  expect(browser.sockets).toHaveLength(2);
  expect(browser.said("time")).toHaveLength(8);
  vi.setSystemTime(Date.now() + 3_600_000);
  browser.show();
  await pass(1_000);
  expect(browser.said("time")).toHaveLength(12);
});

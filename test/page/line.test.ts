import { expect, test, vi } from "vitest";
import { controlTime, enter, enterBlocked, enterOpen, pass } from "../support/enter-room.ts";
import { FakeBrowser } from "../support/fake-browser.ts";

controlTime();

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

test("[P3] [P9] [B3] back from sleep: a missing line is tried at once, an open one must answer within 2 s", async () => {
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
  expect(line.state).toBe("closed");
  expect(browser.line).not.toBe(line);
  expect(room.wire.value.state).toBe("open");
});

test("[P9] an open line that answers the probe stays, and its round trip is known", async () => {
  const { room, browser } = await enterOpen();
  browser.show();
  await pass(10_000);
  expect(browser.sockets).toHaveLength(1);
  expect(room.delayMs.value).toBe(0);
});

test("[P10] a ping at once and every 25 s; a line without a pong is dropped", async () => {
  const { room, browser } = await enterOpen();
  await pass(100_000);
  expect(browser.line.pings).toBe(1 + 4);
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
  await pass(15_000);
  vi.setSystemTime(Date.now() + 3_600_000);
  await pass(10_000);
  expect(browser.line.pings).toBe(1 + 1);
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

test("[P25] an answer by HTTP that comes after the line's snapshot is dropped: the line may say more", async () => {
  const { room, hub, browser } = await enterBlocked();
  let answer = () => {};
  const { fetch } = browser;
  browser.fetch = async (path, init) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return fetch(path, init);
  };
  await pass(3_000);
  hub.serveSockets(browser);
  await pass(10_000);
  expect(room.wire.value.state).toBe("open");
  hub.seq = 50;
  answer();
  await pass(0);
  expect(room.snapshot.value?.seq).toBe(1);
});

/** Rooms for tests: entered with time under control, left when the test is over. */
import { afterEach, beforeEach, vi } from "vitest";
import { enterRoom, type Room } from "../../src/page/room.ts";
import type { Role } from "../../src/protocol/server.ts";
import { aSnapshot, FakeBrowser, type FakeShelf } from "./fake-browser.ts";
import { FakeHub } from "./fake-hub.ts";

const rooms: Room[] = [];

/** To be called once in each file that enters rooms. */
export function controlTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    for (const room of rooms.splice(0)) room.leave();
    vi.useRealTimers();
  });
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export async function enter({ browser = new FakeBrowser(), hub = new FakeHub(), role = "voter" as Role, key = "" } = {}) {
  const room = enterRoom({ poll: "abc", role, first: aSnapshot(), ...(key && { key }) }, browser);
  rooms.push(room);
  await pass(0);
  const voter = browser.shelf.get("showhands:voter:abc") ?? "";
  return { room, browser, hub, voter };
}

export async function enterOpen(options: { shelf?: FakeShelf; role?: Role; key?: string } = {}) {
  const browser = new FakeBrowser(options.shelf);
  const hub = new FakeHub();
  hub.serve(browser);
  return enter({ browser, hub, ...options });
}

export async function enterBlocked() {
  const browser = new FakeBrowser();
  const hub = new FakeHub();
  browser.meets = (socket) => queueMicrotask(() => socket.cut());
  hub.serveHttp(browser);
  return enter({ browser, hub });
}

export const choiceIn = (room: Room, question = "q1") => room.mine.value[question]?.choice;

/** The pace of what a room says and slow readers, with sockets that do as they are told and rows in maps. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  BEHIND_BYTES_MAX,
  BEHIND_MS_MAX,
  LOUD_SLICE_SOCKETS,
  TALK_ALONG_MS,
  TALK_EVERY_MS,
  TALK_FRAMES_PER_MS,
} from "../../src/protocol/limits.ts";
import { ask, NOON, onAsk, onMessage, say, upvote } from "../poll/talk/memory-room.ts";
import { hallOf, type Socket } from "./talkhall.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

const timesOf = (socket: Socket | undefined) => [...new Set(socket?.heard.map(({ at }) => at))];

describe("[N29] the pace", () => {
  test("where counts are on their way it goes along with them, to each once; what they do not take in 100 ms goes alone", () => {
    const { sockets, chat, counts, along } = hallOf(6);
    counts.areComing = true;
    chat();
    expect(sockets.map(timesOf)).toEqual([[], [], [], [], [], []]);
    vi.advanceTimersByTime(20);
    along(sockets.slice(0, 2));
    vi.advanceTimersByTime(20);
    along(sockets.slice(0, 4));
    vi.advanceTimersByTime(500);
    expect(sockets.map(timesOf)).toEqual([[20], [20], [40], [40], [TALK_ALONG_MS], [TALK_ALONG_MS]]);
    for (const socket of sockets) expect(socket.heard).toHaveLength(1);
    counts.areComing = false;
    chat();
    expect(sockets.map((socket) => timesOf(socket).at(-1))).toEqual(Array(6).fill(540));
  });

  test("a clock that is put back while it waits for the counts keeps it from nobody", () => {
    const { sockets, chat, counts } = hallOf(2 * LOUD_SLICE_SOCKETS);
    counts.areComing = true;
    chat();
    vi.setSystemTime(NOON - 3_600_000);
    vi.advanceTimersByTime(1_000);
    for (const socket of sockets) expect(socket.heard).toHaveLength(1);
  });

  test("what is hidden while it waits for the counts reaches nobody", () => {
    const { sockets, chat, hears, counts, along } = hallOf(4);
    counts.areComing = true;
    chat();
    along(sockets.slice(0, 2));
    hears(onMessage(1, "hide"));
    vi.advanceTimersByTime(1_000);
    expect(sockets.map(({ texts }) => texts)).toEqual([[], [], [], []]);
    for (const { heard } of sockets.slice(2)) expect(JSON.stringify(heard)).not.toContain('"text"');
  });

  test("at once when it was quiet, then every 200 ms, and the last word is always told", () => {
    const { sockets, chat } = hallOf(3);
    for (let ms = 0; ms <= 1_000; ms += 10) {
      chat();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    for (const socket of sockets) {
      expect(socket.heard.map(({ at }) => at)).toEqual([0, 200, 400, 600, 800, 1_000, 1_200]);
      expect(socket.heard.at(-1)?.said).toMatchObject({ rev: 101 });
      expect(socket.heard.reduce((sum, { said }) => sum + (said.type === "talk" ? said.messages.length : 0), 0)).toBe(101);
    }
  });

  test("less often the larger the room, in slices with a pause between them", () => {
    const count = 2_000;
    const { sockets, chat } = hallOf(count);
    chat();
    expect(sockets.filter(({ heard }) => heard.length > 0)).toHaveLength(LOUD_SLICE_SOCKETS);
    for (let ms = 0; ms < 2_000; ms += 10) {
      chat();
      vi.advanceTimersByTime(10);
    }
    const pace = count / TALK_FRAMES_PER_MS;
    expect(sockets[0]?.heard.map(({ at }) => at)).toEqual([0, pace, 2 * pace]);
  });

  test("where timers starve, the messages drive what is overdue", () => {
    const { sockets, chat, cast } = hallOf(2 * LOUD_SLICE_SOCKETS);
    chat();
    vi.setSystemTime(NOON + 30);
    cast.drive(NOON + 30);
    expect(sockets.every(({ heard }) => heard.length === 1)).toBe(true);
    chat();
    vi.setSystemTime(NOON + 30 + TALK_EVERY_MS);
    cast.drive(NOON + 30 + TALK_EVERY_MS);
    expect(sockets[0]?.heard).toHaveLength(2);
  });

  test("what is on its way stops when something in it is hidden", () => {
    const { sockets, chat, hears } = hallOf(3 * LOUD_SLICE_SOCKETS);
    chat();
    hears(onMessage(1, "hide"));
    vi.advanceTimersByTime(1_000);
    for (const [index, { heard, texts }] of sockets.entries()) {
      expect(texts).toEqual([]);
      expect(JSON.stringify(heard).includes("ann says")).toBe(index < LOUD_SLICE_SOCKETS);
    }
  });

  test("and what hosts were to hear of their notices with it comes with the newest", () => {
    const { sockets, cast, chat, hears } = hallOf(2 * LOUD_SLICE_SOCKETS);
    const host = sockets.at(-1) ?? expect.fail();
    host.session.identity = { voter: "host", role: "host", host: true };
    cast.oweSent();
    chat();
    hears(onMessage(1, "hide"));
    vi.advanceTimersByTime(1_000);
    expect(host.heard.map(({ said }) => said)).toMatchObject([{ rev: 2, sent: [] }]);
  });

  test("and so it does when its part is switched off", () => {
    const { sockets, chat, said } = hallOf(3 * LOUD_SLICE_SOCKETS);
    chat();
    said.settings = { ...said.settings, chat: "off" };
    vi.advanceTimersByTime(1_000);
    for (const { heard } of sockets.slice(LOUD_SLICE_SOCKETS)) expect(JSON.stringify(heard)).not.toContain("ann says");
  });

  test("more than anybody can read is no list of changes any more, but the newest of the log", () => {
    const { sockets, hears, chat } = hallOf(2);
    chat();
    hears(...Array.from({ length: 400 }, (_, index) => say("ben", index)));
    vi.advanceTimersByTime(10_000);
    const [, first] = sockets[0]?.heard ?? [];
    expect(first?.said).toMatchObject({ after: null, complete: false });
    expect(sockets[0]?.texts).toEqual(Array.from({ length: 200 }, (_, index) => `ben says ${index + 200}`));
    chat();
    vi.advanceTimersByTime(10_000);
    expect(sockets[0]?.texts.at(-1)).toBe("ann says 2");
    expect(sockets[0]?.log).not.toBe("gap");
  });

  test("what the others do not see is no frame for them, and no gap afterwards", () => {
    const { sockets, hears, said, chat } = hallOf(2);
    said.settings.approve = true;
    hears(ask("ben", 1));
    vi.advanceTimersByTime(1_000);
    expect(sockets[0]?.heard).toEqual([]);
    chat();
    hears(onAsk(1, "approve"), upvote("cid", 1, 1));
    vi.advanceTimersByTime(1_000);
    expect(sockets[0]?.log).toMatchObject({ asks: [{ votes: 1 }], messages: [{ id: 1 }] });
  });

  test("reactions leave with the words, and no timer is left when all is said", () => {
    const { sockets, chat, react } = hallOf(2);
    chat();
    react(sockets[0]);
    react(sockets[1]);
    chat();
    vi.advanceTimersByTime(TALK_EVERY_MS);
    expect(sockets[0]?.heard.map(({ at, said }) => [at, said.type])).toEqual([
      [0, "talk"],
      [TALK_EVERY_MS, "talk"],
      [TALK_EVERY_MS, "reactions"],
    ]);
    expect(sockets[0]?.heard.at(-1)?.said).toMatchObject({ counts: { "👏": 2 } });
    vi.advanceTimersByTime(2_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("[N29] slow readers", () => {
  const stuck = (socket: Socket | undefined) => void Object.assign(socket ?? {}, { bufferedAmount: BEHIND_BYTES_MAX + 1 });

  test("who is behind is skipped, and hears what was missed when it drains, hidden things as gone", () => {
    const { sockets, chat, hears } = hallOf(2);
    chat();
    stuck(sockets[1]);
    for (let index = 0; index < 5; index += 1) {
      chat();
      vi.advanceTimersByTime(TALK_EVERY_MS);
    }
    hears(onMessage(1, "hide"));
    vi.advanceTimersByTime(TALK_EVERY_MS);
    expect(sockets[1]?.heard).toHaveLength(1);
    const heardByOthers = sockets[0]?.heard.length;
    Object.assign(sockets[1] ?? {}, { bufferedAmount: 0 });
    vi.advanceTimersByTime(1_500);
    expect(sockets[1]?.heard).toHaveLength(2);
    expect(sockets[1]?.heard[1]?.said).toMatchObject({ after: 1, rev: 7, mine: { muted: false } });
    expect(sockets[1]?.texts).toEqual(sockets[0]?.texts);
    expect(sockets[0]?.heard).toHaveLength(heardByOthers ?? 0);
    vi.advanceTimersByTime(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("who asks again and again while behind is answered once, when it drains", () => {
    const { sockets, chat, cast } = hallOf(2);
    const [reads, slow] = sockets as [Socket, Socket];
    stuck(slow);
    slow.answer = [];
    for (let asked = 0; asked < 20; asked += 1) {
      cast.listen(slow as unknown as WebSocket, slow.session.identity ?? expect.fail(), undefined, Date.now());
      chat();
      vi.advanceTimersByTime(TALK_EVERY_MS);
    }
    expect(slow.heard).toEqual([]);
    slow.bufferedAmount = 0;
    vi.advanceTimersByTime(1_500);
    expect(slow.heard.map(({ said }) => said)).toMatchObject([{ after: null, complete: true, mine: { muted: false } }]);
    expect(slow.texts).toEqual(reads.texts);
    vi.advanceTimersByTime(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("one that is behind for 30 s is closed with 1013, and nobody is kept awake for it", () => {
    const { sockets, chat } = hallOf(2);
    stuck(sockets[1]);
    chat();
    vi.advanceTimersByTime(BEHIND_MS_MAX - 1_000);
    expect(sockets[1]?.closed).toBeNull();
    vi.advanceTimersByTime(4_000);
    expect(sockets[1]?.closed).toBe(1013);
    vi.advanceTimersByTime(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("one that leaves while it is owed something keeps nobody awake", () => {
    const { sockets, chat } = hallOf(2);
    stuck(sockets[1]);
    chat();
    vi.advanceTimersByTime(500);
    const [, gone] = sockets;
    if (gone) Object.assign(gone, { closed: 1006 }).session.closing = true;
    vi.advanceTimersByTime(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

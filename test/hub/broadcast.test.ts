/** The pace of the crowd and slow readers, with sockets that do as they are told. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Broadcast } from "../../src/hub/broadcast.ts";
import { Frames } from "../../src/hub/frames.ts";
import type { CloseCode } from "../../src/protocol/close.ts";
import { BEHIND_BYTES_MAX, BEHIND_MS_MAX, BROADCAST_SLICE_SOCKETS } from "../../src/protocol/limits.ts";
import type { MineView, ServerMessage } from "../../src/protocol/server.ts";
import type { Door } from "../../src/sockets/door.ts";
import { newSession, type Session } from "../../src/sockets/session.ts";
import { host, MemoryHub, NOON, stateOf, vote } from "../poll/memory-hub.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

class Socket {
  readonly heard: { at: number; said: ServerMessage }[] = [];
  readonly session: Session = newSession(NOON);
  bufferedAmount = 0;
  closed: number | null = null;

  constructor(voter: string) {
    this.session.identity = { voter, role: "voter", host: false };
  }

  send(frame: string): void {
    this.heard.push({ at: Date.now() - NOON, said: JSON.parse(frame) as ServerMessage });
  }
}

/** A room of sockets around the real rules and the real broadcast. */
function roomOf(count: number, body: object = {}) {
  const hub = new MemoryHub(stateOf(body));
  const sockets = Array.from({ length: count }, (_, index) => new Socket(`voter ${index}`));
  const open = () => sockets.filter(({ closed }) => closed === null);
  const door = {
    sockets: open,
    session: (socket: Socket) => socket.session,
    present: () => open().length,
    close(socket: Socket, code: CloseCode) {
      if (socket.session.closing) return false;
      socket.session.closing = true;
      socket.closed = code;
      return true;
    },
  };
  const minesOf = (_: unknown, voters: readonly string[]) => {
    const mines = new Map<string, MineView>();
    for (const { voter, question, round, choice, n } of hub.ballots.values()) {
      const isMine = voters.includes(voter) && round === hub.question(question).round && choice.length > 0;
      if (isMine) mines.set(voter, { ...mines.get(voter), [question]: { choice, n } });
    }
    return mines;
  };
  const broadcast = new Broadcast(door as unknown as Door, {
    state: () => hub.state,
    minesOf,
    playerViews: () => null,
    told: () => {},
    isLoud: () => false,
    along: () => {},
    restMs: () => 0,
    framesOf: (state) => new Frames(state, door.present(), hub.digestOf),
  });
  let n = 0;
  const votes = () => {
    hub.say(vote("voter 0", [n % 2], ++n));
    broadcast.announce("results", Date.now());
  };
  return { hub, sockets, broadcast, votes };
}

const timesOf = (socket: Socket | undefined) => socket?.heard.map(({ at }) => at);

describe("[C1] the pace", () => {
  test("at once when the room was quiet, then at most every 50 ms, and the last vote is always told", () => {
    const { sockets, votes, hub } = roomOf(3);
    for (let ms = 0; ms <= 200; ms += 10) {
      votes();
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    for (const socket of sockets) {
      expect(timesOf(socket)).toEqual([0, 50, 100, 150, 200, 250].slice(0, timesOf(socket)?.length));
      expect(socket.heard.length).toBeGreaterThanOrEqual(5);
      expect(socket.heard.at(-1)?.said).toMatchObject({ seq: hub.state.seq });
    }
  });

  test("[S1] counts on their way to a large room stop when they are hidden", () => {
    const { sockets, hub, broadcast, votes } = roomOf(3 * BROADCAST_SLICE_SOCKETS);
    votes();
    hub.say(host("hide", { question: undefined }));
    broadcast.announce("snapshot", Date.now());
    vi.advanceTimersByTime(1_000);
    for (const [index, { heard }] of sockets.entries()) {
      expect(heard.at(-1)?.said).toMatchObject({ type: "snapshot", seq: hub.state.seq, tallies: { q1: { ballots: 1 } } });
      if (index >= BROADCAST_SLICE_SOCKETS) expect(JSON.stringify(heard)).not.toContain("counts");
    }
  });

  test("less often the larger the room: 20 frames for each millisecond", () => {
    const { sockets, votes } = roomOf(3_000);
    for (let ms = 0; ms <= 600; ms += 10) {
      votes();
      vi.advanceTimersByTime(10);
    }
    const times = timesOf(sockets[0]) ?? [];
    for (const [index, time] of times.entries()) if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(150);
    expect(times.length).toBeGreaterThanOrEqual(4);
  });

  test("in slices, with the messages between them going on, also where timers starve", () => {
    const { sockets, votes, broadcast } = roomOf(3 * BROADCAST_SLICE_SOCKETS);
    votes();
    const told = () => sockets.filter(({ heard }) => heard.length > 0).length;
    expect(told()).toBe(BROADCAST_SLICE_SOCKETS);
    // No timer fires in a flood; the messages drive what is overdue.
    vi.setSystemTime(NOON + 20);
    broadcast.drive(NOON + 20);
    expect(told()).toBe(BROADCAST_SLICE_SOCKETS);
    vi.setSystemTime(NOON + 30);
    broadcast.drive(NOON + 30);
    expect(told()).toBe(2 * BROADCAST_SLICE_SOCKETS);
    vi.advanceTimersByTime(1);
    expect(told()).toBe(3 * BROADCAST_SLICE_SOCKETS);
  });

  test("a number of people that changes is told once a second", () => {
    const { sockets, broadcast } = roomOf(2);
    for (let ms = 0; ms < 3_000; ms += 100) {
      broadcast.announce("presence", Date.now());
      vi.advanceTimersByTime(100);
    }
    expect(timesOf(sockets[0])).toEqual([0, 1_000, 2_000, 3_000]);
  });

  test("no timer is left when everything is said", () => {
    const { votes } = roomOf(2);
    votes();
    vi.advanceTimersByTime(2_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("[C2] slow readers", () => {
  const stuck = (socket: Socket | undefined) => void Object.assign(socket ?? {}, { bufferedAmount: BEHIND_BYTES_MAX + 1 });
  const drained = (socket: Socket | undefined) => void Object.assign(socket ?? {}, { bufferedAmount: 0 });

  test("who has more than 64 KiB unsent is skipped, and nobody else", () => {
    const { sockets, votes } = roomOf(3);
    stuck(sockets[1]);
    votes();
    expect(sockets.map(({ heard }) => heard.length)).toEqual([1, 0, 1]);
  });

  test("hears the newest when it drains, and only that one", () => {
    const { sockets, votes, hub } = roomOf(2);
    stuck(sockets[1]);
    for (let ms = 0; ms < 500; ms += 50) {
      votes();
      vi.advanceTimersByTime(50);
    }
    drained(sockets[1]);
    const before = sockets[0]?.heard.length;
    vi.advanceTimersByTime(1_100);
    expect(sockets[1]?.heard.map(({ said }) => said)).toMatchObject([{ type: "results", seq: hub.state.seq }]);
    expect(sockets[0]?.heard.length).toBe(before);
  });

  test("a snapshot that it missed is not made good by mere results", () => {
    const { sockets, votes, hub, broadcast } = roomOf(2);
    stuck(sockets[1]);
    hub.say(host("close"));
    broadcast.announce("snapshot", Date.now());
    vi.advanceTimersByTime(50);
    hub.say(host("open"));
    broadcast.announce("snapshot", Date.now());
    votes();
    vi.advanceTimersByTime(60);
    drained(sockets[1]);
    votes();
    vi.advanceTimersByTime(1_000);
    expect(sockets[1]?.heard[0]?.said).toMatchObject({
      type: "snapshot",
      seq: hub.state.seq,
      poll: { questions: [{ phase: "open" }] },
    });
  });

  test("after a missed reset it hears what of its own still counts", () => {
    const { sockets, hub, broadcast } = roomOf(2);
    hub.say(vote("voter 1", [0], 1));
    stuck(sockets[1]);
    hub.say(host("reset"));
    broadcast.announce("mine", Date.now());
    vi.advanceTimersByTime(500);
    drained(sockets[1]);
    vi.advanceTimersByTime(1_000);
    expect(sockets[1]?.heard[0]?.said).toMatchObject({ type: "snapshot", mine: {}, poll: { questions: [{ round: 2 }] } });
  });

  test("behind for 30 s it is closed once with 1013, and the room hears of one person fewer", () => {
    const { sockets, votes } = roomOf(2);
    stuck(sockets[1]);
    votes();
    vi.advanceTimersByTime(BEHIND_MS_MAX - 1_000);
    expect(sockets[1]?.closed).toBeNull();
    vi.advanceTimersByTime(4_000);
    expect(sockets[1]?.closed).toBe(1013);
    expect(sockets[0]?.heard.at(-1)?.said).toMatchObject({ present: 1 });
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("one that leaves while it is owed something keeps nobody awake", () => {
    const { sockets, votes } = roomOf(2);
    stuck(sockets[1]);
    votes();
    vi.advanceTimersByTime(100);
    const [, gone] = sockets;
    if (gone) Object.assign(gone, { closed: 1006 }).session.closing = true;
    vi.advanceTimersByTime(5_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

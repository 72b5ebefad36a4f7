/** Notices to a crowd and to slow readers, with sockets that do as they are told. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NoticeRows } from "../../src/hub/talk/noticerows.ts";
import { Notices } from "../../src/hub/talk/notices.ts";
import type { State } from "../../src/poll/state.ts";
import type { Notice, TalkEvent } from "../../src/poll/talk/talk.ts";
import { BEHIND_BYTES_MAX, BEHIND_MS_MAX, BROADCAST_SLICE_SOCKETS } from "../../src/protocol/limits.ts";
import type { NoticesFrame } from "../../src/protocol/talk.ts";
import type { Door } from "../../src/sockets/door.ts";
import { newSession, type Session } from "../../src/sockets/session.ts";

const NOON = Date.now() + 7 * 86_400_000; // the engine has a clock of its own: an alarm that is over there would ring at once
const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

class Socket {
  readonly heard: NoticesFrame[] = [];
  readonly session: Session = newSession(NOON);
  bufferedAmount = 0;

  constructor(voter: string) {
    this.session.identity = { voter, role: "voter", host: false };
  }

  send(frame: string): void {
    this.heard.push(JSON.parse(frame) as NoticesFrame);
  }

  get texts(): string[] {
    return this.heard.flatMap(({ notices }) => notices.map(({ text }) => text));
  }
}

function roomOf(count: number) {
  const sockets = Array.from({ length: count }, (_, index) => new Socket(`voter ${index}`));
  const sentAway: Socket[] = [];
  const door = { sockets: () => sockets, session: (socket: Socket) => socket.session, hosts: () => new Set() };
  let isDeleted = false;
  const all = () => (isDeleted ? expect.fail("there are no tables any more") : []);
  const rows = { all, got: () => [], players: () => new Set(), voted: () => new Set() };
  const notices = new Notices(rows as unknown as NoticeRows, door as unknown as Door, {
    state: () => (isDeleted ? null : ({ poll: { questions: [] } } as unknown as State)),
    publicNameOf: (voter) => voter,
    sendAway: (socket) => void sentAway.push(socket as unknown as Socket),
    changed: () => {},
  });
  const happens = (event: TalkEvent) => {
    notices.turn([], Date.now()).apply(event);
    notices.kept([event], Date.now());
    notices.drive(Date.now());
  };
  const nothing = { voter: null, code: null, about: null, round: null };
  const tell = (id: number, text: string, minutes = 60) => {
    const notice: Notice = { ...nothing, id, to: "all", text, at: Date.now(), expiresAt: Date.now() + minutes * MINUTE_MS };
    happens({ type: "notice", notice });
  };
  const withdraw = (notice: number) => happens({ type: "withdrawn", notice });
  const remove = () => {
    isDeleted = true;
    notices.forget();
    for (const { session } of sockets) session.closing = true;
  };
  return { sockets, sentAway, tell, withdraw, remove };
}

test("[N31] a crowd hears in slices; what is withdrawn meanwhile reaches no more of it, and what is new comes behind", () => {
  const { sockets, tell, withdraw } = roomOf(3 * BROADCAST_SLICE_SOCKETS);
  tell(1, "wrong");
  withdraw(1);
  tell(2, "right");
  vi.advanceTimersByTime(1_000);
  const heard = sockets.map(({ texts }) => texts.join());
  expect(heard.filter((texts) => texts === "wrong,right").length).toBe(BROADCAST_SLICE_SOCKETS);
  expect(heard.filter((texts) => texts === "right").length).toBe(2 * BROADCAST_SLICE_SOCKETS);
  expect(vi.getTimerCount()).toBe(0);
});

test("[N35] who is behind hears it when they read again, unless it is over by then; who stays behind is sent away", () => {
  const { sockets, sentAway, tell } = roomOf(3);
  const [reads, slow, stuck] = sockets as [Socket, Socket, Socket];
  for (const socket of [slow, stuck]) socket.bufferedAmount = BEHIND_BYTES_MAX + 1;
  tell(1, "first");
  tell(2, "short", 0.1);
  vi.advanceTimersByTime(10_000);
  expect([reads, slow, stuck].map(({ texts }) => texts)).toEqual([["first", "short"], [], []]);
  slow.bufferedAmount = 0;
  vi.advanceTimersByTime(2_000);
  expect(slow.texts).toEqual(["first"]);
  vi.advanceTimersByTime(BEHIND_MS_MAX);
  expect(sentAway).toEqual([stuck]);
  expect(stuck.texts).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test("[N35] what was missed before comes with what is new, when they read again", () => {
  const { sockets, tell } = roomOf(2);
  const [, slow] = sockets as [Socket, Socket];
  slow.bufferedAmount = BEHIND_BYTES_MAX + 1;
  tell(1, "first");
  slow.bufferedAmount = 0;
  tell(2, "second");
  vi.advanceTimersByTime(2_000);
  expect(slow.texts).toEqual(["first", "second"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("[N31] with its poll a notice is over, and asks nothing of storage any more", () => {
  const { sockets, tell, remove } = roomOf(2 * BROADCAST_SLICE_SOCKETS);
  tell(1, "first");
  remove();
  vi.advanceTimersByTime(1_000);
  expect(sockets.filter(({ texts }) => texts.length > 0).length).toBe(BROADCAST_SLICE_SOCKETS);
  expect(vi.getTimerCount()).toBe(0);
});

/** A hall of sockets that do as they are told, around the real rules and the real cast, with rows in maps. */
import { expect } from "vitest";
import { TalkCast } from "../../src/hub/talk/cast.ts";
import { TalkLogs } from "../../src/hub/talk/logs.ts";
import { TalkRoom } from "../../src/hub/talk/room.ts";
import { hear, type Log } from "../../src/page/talk/model.ts";
import type { TalkCommand } from "../../src/poll/talk/talk.ts";
import type { CloseCode } from "../../src/protocol/close.ts";
import type { ReactionsFrame, TalkFrame } from "../../src/protocol/talk.ts";
import type { Door } from "../../src/sockets/door.ts";
import { newSession, type Session } from "../../src/sockets/session.ts";
import { MemoryRoom, NOON, say } from "../poll/talk/memory-room.ts";
import { rowsOf } from "../poll/talk/memory-rows.ts";

export class Socket {
  readonly heard: { at: number; said: TalkFrame | ReactionsFrame }[] = [];
  /** How `listen` was answered before the test began. */
  answer: Socket["heard"] = [];
  readonly session: Session = newSession(NOON);
  bufferedAmount = 0;
  closed: number | null = null;

  constructor(voter: string) {
    this.session.identity = { voter, role: "voter", host: false };
    this.session.listens = true;
  }

  send(frame: string): void {
    this.heard.push({ at: Date.now() - NOON, said: JSON.parse(frame) });
  }

  get log(): Log | null | "gap" {
    let log: Log | null = null;
    for (const { said } of [...this.answer, ...this.heard]) {
      const next: Log | "gap" | null = said.type === "talk" ? hear(log, said) : log;
      if (next === "gap") return next;
      log = next;
    }
    return log;
  }

  get texts(): string[] {
    const { log } = this;
    return log === null || log === "gap" ? expect.fail("no log") : log.messages.map(({ text }) => text);
  }
}

/** A room of sockets that listen, around the real rules and the real cast. */
export function hallOf(count: number) {
  const said = new MemoryRoom();
  const counts = { areComing: false };
  const sockets = Array.from({ length: count }, (_, index) => new Socket(`voter ${index}`));
  const open = () => sockets.filter(({ closed }) => closed === null);
  const door = {
    sockets: open,
    session: (socket: Socket) => socket.session,
    subscribe: (socket: Socket) => Object.assign(socket.session, { listens: true }),
  } as unknown as Door;
  const room = new TalkRoom(rowsOf(said), () => said.talk);
  const logs = new TalkLogs(room, (voter) => `public ${voter}`);
  const cast = new TalkCast(door, room, logs, {
    setting: () => ({ epoch: "e", settings: said.settings }),
    sent: () => [],
    isToldWithin: () => counts.areComing,
    sendAway: (socket, code: CloseCode) => {
      const gone = socket as unknown as Socket;
      gone.session.closing = true;
      gone.closed = code;
    },
  });
  for (const socket of sockets) {
    cast.listen(socket as unknown as WebSocket, socket.session.identity ?? expect.fail(), undefined, NOON);
    socket.answer = socket.heard.splice(0);
  }
  const hears = (...commands: TalkCommand[]) => {
    const from = said.events.length;
    for (const command of commands) said.hear(command);
    const applied = room.apply(said.events.slice(from));
    if (applied) cast.heard(applied);
    cast.drive(Date.now());
  };
  let n = 0;
  const chat = () => hears(say("ann", ++n));
  const react = (socket: Socket | undefined) => cast.react(socket as unknown as WebSocket, "👏", Date.now());
  const along = (some: readonly Socket[]) => cast.along(some as unknown as readonly WebSocket[], Date.now());
  return { said, sockets, cast, hears, chat, react, counts, along };
}

/** Pages that listen over lines that lose frames, around the real rules and the real cast. */
import fc from "fast-check";
import { vi } from "vitest";
import { TalkCast } from "../../../src/hub/talk/cast.ts";
import { TalkLogs } from "../../../src/hub/talk/logs.ts";
import { TalkRoom } from "../../../src/hub/talk/room.ts";
import { hear, type Log } from "../../../src/page/talk/model.ts";
import type { TalkCommand } from "../../../src/poll/talk/talk.ts";
import { askView, messageView, seesAsk, seesMessage, type TalkReader } from "../../../src/poll/talk/view.ts";
import { HISTORY_MESSAGES, TALK_FRAME_BYTES_MAX } from "../../../src/protocol/limits.ts";
import type { TalkFrame, TalkSettings } from "../../../src/protocol/talk.ts";
import type { Door } from "../../../src/sockets/door.ts";
import { newSession, type Session } from "../../../src/sockets/session.ts";
import { ask, MemoryRoom, NOON, onAsk, onMessage, say, upvote } from "./memory-room.ts";
import { rowsOf } from "./memory-rows.ts";
import { broken } from "./promises.ts";

/** What a planted bug breaks, each time the hub wakes. */
export type Plant = (parts: { room: TalkRoom; logs: TalkLogs; cast: TalkCast }) => void;

type Step =
  | { commands: TalkCommand[] }
  | { settings: Partial<TalkSettings> }
  | { wait: number }
  | { sleep: true }
  | { losing: number; frames: number }
  | { away: number };

const EPOCH = "epoch";
const publicNameOf = (voter: string) => `public ${voter}`;

class Line {
  readonly session: Session = newSession(NOON);
  log: Log | null = null;
  mine: TalkFrame["mine"];
  /** So many of the next frames do not arrive. */
  losing = 0;
  isLost = false;
  /** Something that was off went on, and the log with it has not come yet. */
  wantsWhole = false;

  constructor(voter: string, host: boolean) {
    this.session.identity = { voter, role: host ? "host" : "voter", host };
  }

  get reader(): TalkReader {
    return this.session.identity?.host ? "host" : "public";
  }

  send(text: string): void {
    if (new TextEncoder().encode(text).length > TALK_FRAME_BYTES_MAX) broken("a frame too long", text.length);
    if (this.losing > 0) {
      this.losing -= 1;
      return;
    }
    const frame: TalkFrame = JSON.parse(text);
    if (frame.after === null) this.wantsWhole = false;
    const next = hear(this.log, frame);
    if (next === "gap") this.isLost = true;
    else this.log = next;
    this.mine = frame.mine ?? this.mine;
    const ids = [...(this.log?.messages ?? []), ...(this.log?.asks ?? [])].map((entry) => `${"votes" in entry} ${entry.id}`);
    if (new Set(ids).size < ids.length) broken("something is there twice", ids);
  }
}

class Hall {
  readonly said = new MemoryRoom();
  readonly lines = [new Line("ann", false), new Line("ben", false), new Line("hana", true)];
  readonly #plant: Plant;
  #room!: TalkRoom;
  #cast!: TalkCast;

  constructor(plant: Plant) {
    this.#plant = plant;
    this.sleep();
  }

  /** Memory is gone; lines and rows are not. */
  sleep(): void {
    vi.advanceTimersByTime(10_000); // nobody sleeps while there is something to tell
    const door = {
      sockets: () => this.lines,
      session: (line: Line) => line.session,
      subscribe: (line: Line) => Object.assign(line.session, { listens: true }),
    } as unknown as Door;
    const room = new TalkRoom(rowsOf(this.said), () => this.said.talk);
    const logs = new TalkLogs(room, publicNameOf);
    const setting = () => ({ epoch: EPOCH, settings: this.said.settings });
    const hall = { setting, sent: () => [], isToldWithin: () => false, sendAway: () => broken("sent away") };
    const cast = new TalkCast(door, room, logs, hall);
    this.#plant({ room, logs, cast });
    this.#room = room;
    this.#cast = cast;
  }

  hear(commands: readonly TalkCommand[]): void {
    const from = this.said.events.length;
    for (const command of commands) this.said.hear(command);
    const events = this.said.events.slice(from);
    const applied = events.length > 0 ? this.#room.apply(events) : null;
    if (applied) this.#cast.heard(applied);
    this.#cast.drive(Date.now());
    this.#mend();
  }

  wait(ms: number): void {
    vi.advanceTimersByTime(ms);
    this.#mend();
  }

  listen(line: Line | undefined): void {
    if (!line?.session.identity) return;
    const since = line.log && !line.wantsWhole ? { epoch: EPOCH, rev: line.log.rev } : undefined;
    this.#cast.listen(line as unknown as WebSocket, line.session.identity, since, Date.now());
  }

  set(settings: Partial<TalkSettings>): void {
    const before = this.said.settings;
    this.said.settings = { ...before, ...settings };
    const { chat, questions } = this.said.settings;
    const isOn = (before.chat === "off" && chat !== "off") || (before.questions === "off" && questions !== "off");
    for (const line of isOn ? this.lines : []) {
      line.wantsWhole = true;
      this.listen(line);
    }
    this.#mend();
  }

  /** A page that has noticed a gap asks, until it is closed. */
  #mend(): void {
    for (const line of this.lines) {
      for (let tries = 0; line.isLost; tries += 1) {
        if (tries > 20) broken("a gap that never closes");
        line.isLost = false;
        this.listen(line);
      }
    }
  }
}

/** Only the first ones are hidden, pinned and voted up. */
const MODERATED = 8;
const id = fc.integer({ min: 1, max: MODERATED });
const voter = fc.constantFrom("ann", "ben", "cid");
const n = fc.integer({ min: 1, max: 1_000_000 });
/** Of three bytes each: eleven messages fill a frame. */
const text = fc.constantFrom("short", "語".repeat(480));
const command: fc.Arbitrary<TalkCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(voter, n, text).map(([voter, n, text]) => say(voter, n, { text })) },
  { weight: 3, arbitrary: fc.tuple(voter, n).map(([voter, n]) => ask(voter, n)) },
  { weight: 3, arbitrary: fc.tuple(voter, id, n).map(([voter, id, n]) => upvote(voter, id, n)) },
  {
    weight: 3,
    arbitrary: fc.tuple(id, fc.constantFrom("hide", "show", "remove", "pin", "unpin")).map(([id, change]) => onMessage(id, change)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(id, fc.constantFrom("approve", "hide", "show", "remove", "pin", "next", "answered", "archive", "reopen"))
      .map(([id, change]) => onAsk(id, change)),
  },
  { weight: 1, arbitrary: id.map((id) => onAsk(id, "reply", { text: "Yes." })) },
);
const flood = fc
  .integer({ min: 1, max: 1_000 })
  .map((n) => Array.from({ length: 320 }, (_, index) => say("cid", n * 1_000 + index)));
const part = fc.constantFrom<TalkSettings["chat"][]>("off", "open", "open", "closed");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.array(command, { minLength: 1, maxLength: 4 }).map((commands) => ({ commands })) },
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 500 }).map((wait) => ({ wait })) },
  { weight: 5, arbitrary: fc.record({ losing: fc.nat(2), frames: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 5, arbitrary: fc.nat(2).map((away) => ({ away })) },
  { weight: 2, arbitrary: fc.constant<Step>({ sleep: true }) },
  { weight: 1, arbitrary: fc.record({ chat: part, questions: part, approve: fc.boolean() }).map((settings) => ({ settings })) },
  { weight: 1, arbitrary: flood.map((commands) => ({ commands })) },
);

/** [N25] [N27] Whatever is said, lost and forgotten: in the end each page has the log that its reader may see, as it is, and never had anything twice. */
export function pagesEndWithTheLog(plant: Plant = () => {}): fc.IProperty<unknown> {
  return fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: "max" }), (steps) => {
    vi.useFakeTimers({ now: NOON });
    try {
      const hall = new Hall(plant);
      for (const line of hall.lines) hall.listen(line);
      for (const step of [{ commands: Array.from({ length: 30 }, (_, index) => say("cid", index)) }, ...steps]) play(hall, step);
      for (const line of hall.lines) {
        line.losing = 0;
        hall.listen(line);
      }
      hall.wait(20_000);
      hall.set({ chat: "open", questions: "open" });
      hall.hear([say("cid", 9_999_998)]);
      hall.sleep();
      hall.hear([say("cid", 9_999_999), ask("cid", 9_999_999, { host: true })]);
      hall.wait(20_000);
      for (const line of hall.lines) judge(hall.said, line);
    } finally {
      vi.useRealTimers();
    }
  });
}

function play(hall: Hall, step: Step): void {
  if ("commands" in step) hall.hear(step.commands);
  else if ("settings" in step) hall.set(step.settings);
  else if ("wait" in step) hall.wait(step.wait);
  else if ("sleep" in step) hall.sleep();
  else if ("away" in step) hall.listen(hall.lines[step.away]);
  else Object.assign(hall.lines[step.losing] ?? {}, { losing: step.frames });
}

function judge(said: MemoryRoom, { reader, log, mine, session }: Line): void {
  const around = { pins: said.talk, publicNameOf };
  const messages = [...said.messages.values()]
    .filter((message) => seesMessage(message, reader, said.settings))
    .map((message) => messageView(message, reader, around));
  const asks = [...said.asks.values()]
    .filter((ask) => seesAsk(ask, reader, said.settings))
    .map((ask) => askView(ask, reader, around));
  if (!log) broken("no log");
  if (JSON.stringify(log.asks) !== JSON.stringify(asks)) broken("other asks", reader, log.asks, asks);
  const shown = new Map(messages.map((message) => [message.id, JSON.stringify(message)]));
  const wrong = log.messages.filter((message) => shown.get(message.id) !== JSON.stringify(message));
  if (wrong.length > 0) broken("messages as they are not", reader, wrong);
  // Of a long log the newest; as many of the first ones as can be hidden since may have been among them.
  const newest = messages.slice(log.complete ? 0 : -(HISTORY_MESSAGES - MODERATED));
  const missing = newest.filter(({ id }) => !log.messages.some((message) => message.id === id));
  if (missing.length > 0) broken("not all", reader, missing);
  const isTheirs = (id: number) => said.messages.get(id)?.voter === session.identity?.voter;
  if (!mine?.messages.every(isTheirs)) broken("somebody else's", mine);
}

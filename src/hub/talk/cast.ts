/**
 * Those who listen hear what the room says, at a pace of its own that leaves most of the processor to votes: at once when it was quiet, then as
 * often as the size of the room allows, in slices. Where counts are on their way it goes along with them, since the engine's price is for each flush.
 * Encoded once for each class of readers. What is on its way stops when something in it is hidden.
 */

import type { TalkReader } from "../../poll/talk/view.ts";
import { CLOSE } from "../../protocol/close.ts";
import {
  LOUD_MS,
  LOUD_SLICE_SOCKETS,
  PRESENCE_EVERY_MS,
  TALK_ALONG_MS,
  TALK_EVERY_MS,
  TALK_FRAMES_PER_MS,
} from "../../protocol/limits.ts";
import type { Since } from "../../protocol/saying.ts";
import type { Reaction, TalkMine } from "../../protocol/talk.ts";
import type { Door } from "../../sockets/door.ts";
import { lagOf, say } from "../../sockets/fanout.ts";
import type { Identity } from "../../sockets/session.ts";
import { Slices, Timer, workOf } from "../../sockets/slices.ts";
import type { Socket } from "../../sockets/socket.ts";
import type { Each, Hall, Round } from "./hall.ts";
import { answerOf, type More, type Setting, type TalkLogs } from "./logs.ts";
import { Reactions } from "./reactions.ts";
import type { Applied, TalkRoom } from "./room.ts";

export class TalkCast {
  readonly #door: Door;
  readonly #room: TalkRoom;
  readonly #logs: TalkLogs;
  readonly #hall: Hall;
  readonly #reactions = new Reactions();
  readonly #timer = new Timer((now) => this.#onTimer(now));
  /** The rev of the last frame for each class. Null after waking: what is stored has been told. */
  #told: Each<number> | null = null;
  #isNew = false;
  #isSentNew = false;
  #mines: Round["mines"] = new Map();
  #round: Round | null = null;
  #spokeAt = 0;
  #restMs = TALK_EVERY_MS;
  /** Sockets that were skipped, with the rev up to which they have heard; null for those that are to hear all. */
  readonly #owed = new Map<Socket, number | null>();

  constructor(door: Door, room: TalkRoom, logs: TalkLogs, hall: Hall) {
    this.#door = door;
    this.#room = room;
    this.#logs = logs;
    this.#hall = hall;
  }

  // ---- what there is to tell ----

  /** The room has changed. It is told with `drive`, when all who asked have their answers. */
  heard({ before, hides, people }: Applied): void {
    this.#told ??= this.#toldBefore(before);
    this.#isNew = true;
    for (const voter of people) this.#mines.set(voter, undefined);
    if (hides) this.#stop();
  }

  /** To all sockets of this person but the one that knows. */
  owe(voter: string, knows: Socket | undefined): void {
    const other = this.#mines.get(voter);
    this.#mines.set(voter, this.#mines.has(voter) && other !== knows ? undefined : knows);
  }

  /** What became of notices has changed. */
  oweSent(): void {
    this.#isSentNew = true;
  }

  react(socket: Socket, emoji: Reaction, now: number): void {
    if (!this.#hall.setting()?.settings.reactions) return;
    this.#reactions.count(socket, emoji, now);
    this.drive(now);
  }

  /** Whole, or what has been missed, as soon as they read; from here on this socket hears all that follows. */
  listen(socket: Socket, identity: Identity, since: Since | undefined, now: number): void {
    const setting = this.#hall.setting();
    if (!setting) return;
    this.#told ??= this.#toldBefore(this.#room.rev);
    const session = this.#door.session(socket);
    this.#door.subscribe(socket, session);
    const from = since?.epoch === setting.epoch ? since.rev : null;
    if (lagOf(socket, session, now)) {
      this.#owed.set(socket, from);
      return this.#timer.wakeAt(now + PRESENCE_EVERY_MS, now);
    }
    this.#owed.delete(socket);
    for (const frame of this.#answer(setting, identity, from)) say(socket, frame);
  }

  // ---- the pace ----

  /** Does what is due, and sees to it that the rest will be done. */
  drive(now: number): void {
    if (now < this.#spokeAt) this.#spokeAt = 0; // the clock was put back
    if (this.#round) {
      if (this.#round.slices.isOverdue(now)) this.#slice(now);
    } else if (this.#isAnythingDue()) {
      if (now >= this.#dueAt()) this.#begin(now);
      else this.#timer.wakeAt(this.#dueAt(), now);
    }
  }

  #isAnythingDue(): boolean {
    return this.#isNew || this.#isSentNew || this.#mines.size > 0 || this.#reactions.areAny();
  }

  #dueAt(): number {
    return this.#spokeAt + this.#restMs;
  }

  #onTimer(now: number): void {
    const earlyMs = (this.#round?.slices.dueAt ?? now) - now;
    // Earlier than it can be: the clock was put back.
    if (earlyMs > 0 && earlyMs <= TALK_ALONG_MS) this.#timer.wakeAt(now + earlyMs, now);
    else if (this.#round) this.#slice(now);
    else if (this.#isAnythingDue()) this.drive(now);
    else if (this.#owed.size > 0) this.#begin(now);
  }

  /** What was told to pages of this class before this change; a page that has heard less has missed something. */
  #toldBefore(rev: number): Each<number> {
    return { public: this.#room.toldUpTo(rev, "public"), host: this.#room.toldUpTo(rev, "host") };
  }

  /** Whoever has not heard what is on its way hears the newest instead. */
  #stop(): void {
    if (!this.#round) return;
    this.#told = this.#round.from;
    this.#isNew = true;
    this.#isSentNew ||= this.#round.sent !== undefined;
    for (const [voter, knows] of this.#round.mines) this.owe(voter, knows);
    this.#round = null;
  }

  // ---- a round ----

  #begin(now: number): void {
    const setting = this.#hall.setting();
    if (!setting) return;
    const told = this.#told ?? this.#toldBefore(this.#room.rev);
    const framesFor = (reader: TalkReader) => {
      const news = this.#isNew ? this.#logs.told(setting, reader, told[reader]) : NOTHING;
      return news.isEmpty ? [] : news.frames;
    };
    const frames = { public: framesFor("public"), host: framesFor("host") };
    const { rev } = this.#room;
    this.#told = { public: frames.public.length > 0 ? rev : told.public, host: frames.host.length > 0 ? rev : told.host };
    const round = {
      setting,
      frames,
      from: told,
      reactions: this.#reactions.takeFrame(),
      sent: this.#isSentNew ? this.#hall.sent() : undefined,
      mines: this.#mines,
    };
    this.#isNew = false;
    this.#isSentNew = false;
    this.#mines = new Map();
    const sockets = this.#socketsOf(round);
    this.#spokeAt = now;
    this.#restMs = Math.max(TALK_EVERY_MS, (workOf(sockets) * Math.max(1, frames.public.length)) / TALK_FRAMES_PER_MS);
    const dueAt = this.#hall.isToldWithin(TALK_ALONG_MS, now) ? now + TALK_ALONG_MS : now;
    this.#round = { ...round, slices: new Slices(sockets, LOUD_SLICE_SOCKETS, dueAt) };
    if (dueAt > now) this.#timer.wakeAt(dueAt, now);
    else this.#slice(now);
  }

  isLoud(now: number): boolean {
    return now - this.#spokeAt < LOUD_MS;
  }

  /** These have just been told of votes: what they are owed of the talk leaves in the same flush. */
  along(sockets: readonly Socket[], now: number): void {
    if (this.#round) this.#tellSome(this.#round, this.#round.slices.takeFrom(sockets), now);
  }

  /** Those for whom there is something. */
  #socketsOf({ frames, reactions, sent, mines }: Omit<Round, "slices">): Socket[] {
    return this.#door.sockets().filter((socket) => {
      const { listens, identity } = this.#door.session(socket);
      if (!listens || !identity) return false;
      if (reactions || this.#owed.has(socket) || mines.has(identity.voter)) return true;
      const reader = classOf(identity);
      return frames[reader].length > 0 || (sent !== undefined && reader === "host");
    });
  }

  #slice(now: number): void {
    const round = this.#round;
    if (!round) return;
    this.#tellSome(round, round.slices.take(now), now);
    if (this.#round === round) this.#timer.wakeAt(now, now);
  }

  #tellSome(round: Round, slice: readonly Socket[], now: number): void {
    // A part of the talk has been switched off or on: what is on its way may be of it.
    if (this.#hall.setting()?.settings !== round.setting.settings) {
      this.#stop();
      return this.drive(now);
    }
    const mines = this.#minesFor(round, slice);
    for (const socket of slice) {
      const { closing, identity } = this.#door.session(socket);
      if (closing || !identity) continue;
      const mine = this.#isMineNew(round, socket, identity) ? mines.get(identity.voter) : undefined;
      this.#tell(round, socket, identity, mine, now);
    }
    if (!round.slices.isDone()) return;
    this.#round = null;
    this.#end(now);
  }

  #end(now: number): void {
    for (const socket of this.#owed.keys()) if (this.#door.session(socket).closing) this.#owed.delete(socket);
    if (this.#isAnythingDue()) this.#timer.wakeAt(this.#dueAt(), now);
    else if (this.#owed.size > 0) this.#timer.wakeAt(now + PRESENCE_EVERY_MS, now);
  }

  /** All frames of one socket leave together: the engine's price is for each flush. */
  #tell(round: Round, socket: Socket, identity: Identity, mine: TalkMine | undefined, now: number): void {
    const reader = classOf(identity);
    const missed = this.#owed.get(socket);
    const lag = lagOf(socket, this.#door.session(socket), now);
    if (lag === "stuck") {
      this.#owed.delete(socket);
      return this.#hall.sendAway(socket, CLOSE.fellBehind);
    }
    if (lag === "behind") return void this.#owed.set(socket, missed === undefined ? round.from[reader] : missed);
    const frames = missed === undefined ? this.#framesFor(round, reader, mine) : this.#answer(round.setting, identity, missed);
    this.#owed.delete(socket);
    for (const frame of frames) say(socket, frame);
    if (round.reactions) say(socket, round.reactions);
  }

  #framesFor({ frames, setting, sent }: Round, reader: TalkReader, mine: TalkMine | undefined): string[] {
    const more: More = { mine, sent: reader === "host" ? sent : undefined };
    if (frames[reader].length === 0 && !more.mine && !more.sent) return [];
    return answerOf(frames[reader], setting.epoch, this.#told?.[reader] ?? 0, more);
  }

  /** As `listen` is answered. */
  #answer(setting: Setting, identity: Identity, since: number | null): string[] {
    const reader = classOf(identity);
    const mine = this.#room.minesOf([identity.voter]).get(identity.voter);
    const { frames } = this.#logs.told(setting, reader, since);
    return answerOf(frames, setting.epoch, this.#room.rev, { mine, sent: reader === "host" ? this.#hall.sent() : undefined });
  }

  #isMineNew({ mines }: Round, socket: Socket, { voter }: Identity): boolean {
    return mines.has(voter) && mines.get(voter) !== socket;
  }

  #minesFor(round: Round, slice: readonly Socket[]): Map<string, TalkMine> {
    if (round.mines.size === 0) return new Map();
    const voters = new Set<string>();
    for (const socket of slice) {
      const { identity } = this.#door.session(socket);
      if (identity && this.#isMineNew(round, socket, identity)) voters.add(identity.voter);
    }
    return voters.size === 0 ? new Map() : this.#room.minesOf([...voters]);
  }
}

function classOf({ host, role }: Pick<Identity, "host" | "role">): TalkReader {
  return host && role !== "stage" ? "host" : "public";
}

const NOTHING = { frames: [], isEmpty: true };

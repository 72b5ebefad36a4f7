/**
 * The crowd hears absolute tallies, at a pace of its own: at once when the room was quiet, then at most every 50 ms, slower as the room
 * grows (a budget of frames for each millisecond), in slices with pauses for votes between them. Timers starve under a flood of messages,
 * so `drive` is also called with each message.
 */

import { whyNot } from "../poll/entry.ts";
import type { State } from "../poll/state.ts";
import { sightDependsOnVotes } from "../poll/view.ts";
import { CLOSE } from "../protocol/close.ts";
import {
  BROADCAST_EVERY_MS,
  BROADCAST_FRAMES_PER_MS,
  LOUD_FRAMES_PER_MS,
  LOUD_SLICE_SOCKETS,
  PRESENCE_EVERY_MS,
  QUIZ_COUNT_FRAMES_PER_MS,
} from "../protocol/limits.ts";
import type { MineView, PlayerView } from "../protocol/server.ts";
import type { Door } from "../sockets/door.ts";
import { deliver } from "../sockets/fanout.ts";
import type { Session } from "../sockets/session.ts";
import { Slices, Timer, workOf } from "../sockets/slices.ts";
import type { Socket } from "../sockets/socket.ts";
import type { Frames } from "./frames.ts";
import { NEWS, type News } from "./news.ts";
import { votedIn } from "./voted.ts";

/** What a broadcast needs from the hub at the moment it speaks. */
export interface Room {
  state(): State | null;
  minesOf(state: State, voters: readonly string[]): Map<string, MineView>;
  framesOf(state: State): Frames;
  /** Null where there is no quiz. */
  playerViews(state: State, voters: readonly string[]): Map<string, PlayerView | null> | null;
  /** A snapshot of this state has left for this socket. */
  told(socket: Socket, state: State, now: number): void;
  /** Is the room talking? It leaves the processor to votes, and numbers move a little less often. */
  isLoud(now: number): boolean;
  /** These have just been told: whatever else is meant for them may leave in the same flush. */
  along(sockets: readonly Socket[], now: number): void;
  /** How long relays need to tell a crowd. */
  restMs(): number;
}

interface Sending {
  frames: Frames;
  news: News;
  slices: Slices;
}

export class Broadcast {
  readonly #door: Door;
  readonly #room: Room;
  #news: News = "none";
  #sending: Sending | null = null;
  #spokeAt = 0;
  #audience = 0;
  /** Sockets that were skipped, with the greatest news that they missed. */
  readonly #owed = new Map<Socket, News>();
  readonly #timer = new Timer((now) => this.#onTimer(now));

  constructor(door: Door, room: Room) {
    this.#door = door;
    this.#room = room;
  }

  announce(news: News, now: number): void {
    if (NEWS[news] > NEWS[this.#news]) this.#news = news;
    // What is on its way may hold what has just been hidden: whoever has not heard it yet hears the newest instead.
    if (this.#sending && NEWS[news] >= NEWS.snapshot) {
      if (NEWS[this.#sending.news] > NEWS[this.#news]) this.#news = this.#sending.news;
      this.#sending = null;
    }
    this.drive(now);
  }

  /** With the next broadcast this socket hears what now counts for its voter; paced like all else, so that nobody's many tabs cost the room. */
  owe(socket: Socket): void {
    this.#owed.set(socket, "mine");
  }

  /** Does what is due, and sees to it that the rest will be done. */
  drive(now: number): void {
    if (now < this.#spokeAt) this.#spokeAt = 0; // the clock was put back: nobody waits until it is as late again
    if (this.#sending) {
      if (this.#sending.slices.isOverdue(now)) this.#slice(now);
    } else if (this.#news !== "none" && now >= this.#dueAt()) {
      this.#begin(now);
    } else if (this.#news !== "none") {
      this.#timer.wakeAt(this.#dueAt(), now);
    }
  }

  /** Will the crowd be told of something by then? */
  isDueWithin(ms: number, now: number): boolean {
    return this.#sending !== null || (this.#news !== "none" && this.#dueAt() <= now + ms);
  }

  /** With every event of the hub: the room hears when somebody is not there any more. */
  sweep(now: number): void {
    if (this.#door.sweep(now)) this.announce("presence", now);
  }

  #framesPerMs(): number {
    const onlyCounts = this.#news === "results" && this.#room.state()?.quiz?.stage.phase === "question";
    if (onlyCounts) return QUIZ_COUNT_FRAMES_PER_MS;
    return this.#room.isLoud(Date.now()) ? LOUD_FRAMES_PER_MS : BROADCAST_FRAMES_PER_MS;
  }

  #dueAt(): number {
    const pace = Math.max(BROADCAST_EVERY_MS, this.#audience / this.#framesPerMs(), this.#room.restMs());
    return this.#spokeAt + (this.#news === "presence" ? Math.max(PRESENCE_EVERY_MS, pace) : pace);
  }

  #begin(now: number): void {
    const state = this.#room.state();
    const news = this.#news;
    this.#news = "none";
    if (!state) return;
    for (const socket of this.#owed.keys()) if (this.#door.session(socket).closing) this.#owed.delete(socket);
    const sockets = news === "none" ? [...this.#owed.keys()] : this.#door.sockets();
    if (news !== "none") {
      this.#audience = workOf(sockets);
      this.#spokeAt = now;
    }
    this.#sending = {
      frames: this.#room.framesOf(state),
      news,
      slices: new Slices(sockets, this.#room.isLoud(now) ? LOUD_SLICE_SOCKETS : undefined),
    };
    this.#slice(now);
  }

  #slice(now: number): void {
    const sending = this.#sending;
    if (!sending) return;
    const { frames, news } = sending;
    const slice = sending.slices.take(now);
    const mines = this.#minesFor(frames.state, slice, news);
    const players = this.#playersFor(frames.state, slice, news);
    for (const socket of slice) {
      const session = this.#door.session(socket);
      if (session.closing || !session.identity || session.toldSeq > frames.state.seq) continue;
      const mine = mines.get(session.identity.voter);
      if (mine) session.voted = votedIn(answered(mine));
      const reader = readerOf(session);
      const due = this.#dueTo(socket, news);
      const frame =
        NEWS[due] >= NEWS.snapshot
          ? frames.snapshot(
              reader,
              due === "mine" ? (mine ?? {}) : undefined,
              players?.get(session.identity.voter),
              isShut(frames.state, session),
            )
          : frames.results(reader);
      if (this.#deliver(socket, session, due, frame, frames.state.seq, now) && NEWS[due] >= NEWS.snapshot) {
        this.#room.told(socket, frames.state, now);
      }
    }
    this.#room.along(slice, now);
    if (!sending.slices.isDone()) {
      this.#timer.wakeAt(now, now);
      return;
    }
    this.#sending = null;
    if (this.#news !== "none") this.#timer.wakeAt(this.#dueAt(), now);
    else if (this.#owed.size > 0) this.#timer.wakeAt(now + PRESENCE_EVERY_MS, now);
  }

  /** A skipped snapshot is not made good by mere results. */
  #dueTo(socket: Socket, news: News): News {
    const missed = this.#owed.get(socket) ?? "none";
    return NEWS[missed] > NEWS[news] ? missed : news;
  }

  #deliver(socket: Socket, session: Session, due: News, frame: string, seq: number, now: number): boolean {
    const delivery = deliver(socket, session, frame, now);
    if (delivery === "sent") {
      session.toldSeq = seq;
      this.#owed.delete(socket);
    } else if (delivery === "behind") {
      this.#owed.set(socket, due);
    } else {
      this.#owed.delete(socket);
      if (this.#door.close(socket, CLOSE.fellBehind) && this.#news === "none") this.#news = "presence";
    }
    return delivery === "sent";
  }

  /** Who in this slice has answered what: needed to tell voters what still counts, and where a voter's sight depends on it. */
  #minesFor(state: State, slice: readonly Socket[], news: News): Map<string, MineView> {
    const bySight = sightDependsOnVotes(state);
    const voters = new Set<string>();
    for (const socket of slice) {
      const { identity, voted } = this.#door.session(socket);
      if (identity && (this.#dueTo(socket, news) === "mine" || (bySight && !voted))) voters.add(identity.voter);
    }
    if (voters.size === 0) return new Map();
    const mines = this.#room.minesOf(state, [...voters]);
    for (const voter of voters) if (!mines.has(voter)) mines.set(voter, {});
    return mines;
  }

  /** In a quiz, what voters who are due a snapshot hear of themselves. */
  #playersFor(state: State, slice: readonly Socket[], news: News): Map<string, PlayerView | null> | null {
    if (!state.quiz) return null;
    const voters = new Set<string>();
    for (const socket of slice) {
      const { identity } = this.#door.session(socket);
      if (identity?.role === "voter" && NEWS[this.#dueTo(socket, news)] >= NEWS.snapshot) voters.add(identity.voter);
    }
    return voters.size === 0 ? null : this.#room.playerViews(state, [...voters]);
  }

  #onTimer(now: number): void {
    if (this.#sending) this.#slice(now);
    else if (this.#news === "none" && this.#owed.size > 0) this.#begin(now);
    else this.drive(now);
  }
}

export function readerOf({ identity, voted }: Session): {
  role: "voter" | "host" | "stage";
  host: boolean;
  voted: ReadonlySet<string>;
} {
  return { role: identity?.role ?? "voter", host: identity?.host ?? false, voted: voted ?? NOTHING };
}

/** Must this voter first be let in? */
export function isShut(state: State, { identity }: Session): boolean {
  return identity?.role === "voter" && whyNot(state, identity.shown) !== null;
}

/** A vote taken back is no answer. */
export function answered(mine: MineView): string[] {
  return Object.keys(mine);
}

const NOTHING: ReadonlySet<string> = new Set();

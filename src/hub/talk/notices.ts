/**
 * Notices in a hub: told at once to all who are here and meant, and with `hello` to who comes later, until they say that they have got them.
 * Kept in memory as they are stored; without any, nobody who comes pays for them.
 */

import type { State } from "../../poll/state.ts";
import type { Notice, TalkCommand, TalkEvent } from "../../poll/talk/talk.ts";
import { CLOSE, type CloseCode } from "../../protocol/close.ts";
import { PRESENCE_EVERY_MS, SENT_NOTICES_SHOWN } from "../../protocol/limits.ts";
import type { NoticesFrame, NoticeView, SentNotice } from "../../protocol/talk.ts";
import type { Door } from "../../sockets/door.ts";
import { lagOf, say } from "../../sockets/fanout.ts";
import type { Identity } from "../../sockets/session.ts";
import { Slices, Timer } from "../../sockets/slices.ts";
import type { Socket } from "../../sockets/socket.ts";
import { systemNotice } from "../../words/index.ts";
import { isShown, type NoticeRows, type Sent } from "./noticerows.ts";
import { Audience, KnownNotices } from "./noticeturn.ts";

/** What notices need from the hub at the moment they are told. */
export interface NoticeHall {
  state(): State | null;
  publicNameOf(voter: string): string;
  sendAway(socket: Socket, code: CloseCode): void;
  /** What hosts see of them is another now. */
  changed(): void;
}

type Person = Pick<Identity, "voter" | "role">;

export class Notices {
  readonly #rows: NoticeRows;
  readonly #door: Door;
  readonly #hall: NoticeHall;
  readonly #timer = new Timer((now) => this.#onTimer(now));
  /** By id, the oldest first; null until somebody needs them. */
  #sent: ReadonlyMap<number, Sent> | null = null;
  #turn: KnownNotices | null = null;
  /** Stored, and not told yet. */
  #untold: number[] = [];
  #round: { ids: readonly number[]; slices: Slices } | null = null;
  /** Sockets that were behind. */
  readonly #owed = new Set<Socket>();

  constructor(rows: NoticeRows, door: Door, hall: NoticeHall) {
    this.#rows = rows;
    this.#door = door;
    this.#hall = hall;
  }

  // ---- the turn ----

  /** As the commands of this turn must know them. */
  turn(commands: readonly TalkCommand[], now: number): KnownNotices {
    this.#turn = new KnownNotices(this.#known(), commands, this.#rows, () => this.#door.hosts(), now);
    return this.#turn;
  }

  /** The turn is stored. */
  kept(events: readonly TalkEvent[], now: number): void {
    const news = events.filter(({ type }) => type === "notice" || type === "withdrawn" || type === "got");
    if (!this.#turn || news.length === 0) return;
    this.#sent = pruned(this.#turn.sent, now);
    for (const event of news) if (event.type === "notice") this.#untold.push(event.notice.id);
    this.#hall.changed();
  }

  /** Memory is made anew from what is stored. What was stored before and waits to be told still is. */
  forget(): void {
    this.#sent = null;
    this.#turn = null;
  }

  // ---- telling ----

  /** What is live and was not got, right behind the snapshot. */
  hello(socket: Socket, now: number): void {
    this.#catchUp([socket], now);
  }

  /** For who has no socket. */
  of(voter: string, now: number): NoticeView[] {
    const person: Person = { voter, role: "voter" };
    return this.#owedTo([person], now)(person).map((notice) => this.#viewOf(notice));
  }

  /** The newest that hosts see, with what became of them. */
  sent(): SentNotice[] {
    const shown = [...this.#known().values()].filter(({ notice }) => isShown(notice)).slice(-SENT_NOTICES_SHOWN);
    return shown.map(({ notice, delivered, seen }) => ({
      ...this.#viewOf(notice),
      to: notice.to,
      ...(notice.voter !== null && { person: this.#hall.publicNameOf(notice.voter) }),
      delivered,
      seen,
    }));
  }

  /** Does what is due, and sees to it that the rest will be done. */
  drive(now: number): void {
    if (this.#round?.slices.isOverdue(now)) this.#slice(now);
    else if (!this.#round && this.#untold.length > 0) this.#begin(now);
  }

  #onTimer(now: number): void {
    if (this.#round) this.#slice(now);
    else if (this.#untold.length > 0) this.#begin(now);
    else if (this.#owed.size > 0) this.#catchUp([...this.#owed], now);
  }

  #begin(now: number): void {
    const ids = this.#untold;
    this.#untold = [];
    const notices = this.#stillLive(ids, now);
    const sockets = this.#door.sockets().filter((socket) => {
      const { identity } = this.#door.session(socket);
      return identity !== null && notices.some((notice) => mayBeFor(notice, identity));
    });
    this.#round = { ids, slices: new Slices(sockets) };
    this.#slice(now);
  }

  #slice(now: number): void {
    if (!this.#round) return;
    const { ids, slices } = this.#round;
    // Who is behind may have missed earlier ones as well, and hears all of them together.
    const slice = slices.take(now).filter((socket) => !this.#owed.has(socket));
    // What was withdrawn meanwhile is not told any more.
    const notices = this.#stillLive(ids, now);
    const isMeant = this.#audienceOf(notices, slice);
    this.#tell(slice, (person) => notices.filter((notice) => isMeant(notice, person)), now);
    if (slices.isDone()) this.#round = null;
    this.#rest(now);
  }

  #rest(now: number): void {
    if (this.#round || this.#untold.length > 0) this.#timer.wakeAt(now, now);
    else if (this.#owed.size > 0) this.#timer.wakeAt(now + PRESENCE_EVERY_MS, now);
  }

  #catchUp(sockets: readonly Socket[], now: number): void {
    const people = sockets.flatMap((socket) => this.#door.session(socket).identity ?? []);
    this.#tell(sockets, this.#owedTo(people, now), now);
    this.#rest(now);
  }

  /** All that is live, for them, and not got. */
  #owedTo(people: readonly Person[], now: number): (person: Person) => Notice[] {
    const notices = this.#stillLive(this.#known().keys(), now).filter((notice) =>
      people.some((person) => mayBeFor(notice, person)),
    );
    if (notices.length === 0) return () => [];
    const voters = people.map(({ voter }) => voter);
    const ids = notices.map(({ id }) => id);
    const got = new Set(this.#rows.got(ids, voters).map(({ notice, voter }) => `${notice} ${voter}`));
    const audience = new Audience(notices, voters, this.#rows);
    const isOwed = (notice: Notice, person: Person) =>
      mayBeFor(notice, person) && !got.has(`${notice.id} ${person.voter}`) && audience.has(notice, person.voter);
    return (person) => notices.filter((notice) => isOwed(notice, person));
  }

  #audienceOf(notices: readonly Notice[], sockets: readonly Socket[]): (notice: Notice, person: Person) => boolean {
    const voters = sockets.flatMap((socket) => this.#door.session(socket).identity?.voter ?? []);
    const audience = new Audience(notices, voters, this.#rows);
    return (notice, person) => mayBeFor(notice, person) && audience.has(notice, person.voter);
  }

  #tell(sockets: readonly Socket[], noticesFor: (person: Person) => Notice[], now: number): void {
    const frames = new Map<string, string>();
    for (const socket of sockets) {
      const session = this.#door.session(socket);
      this.#owed.delete(socket);
      if (session.closing || !session.identity) continue;
      const notices = noticesFor(session.identity);
      if (notices.length === 0) continue;
      const lag = lagOf(socket, session, now);
      if (lag === "stuck") this.#hall.sendAway(socket, CLOSE.fellBehind);
      else if (lag === "behind") this.#owed.add(socket);
      else say(socket, this.#frameOf(notices, frames));
    }
  }

  /** Many hear the same. */
  #frameOf(notices: readonly Notice[], frames: Map<string, string>): string {
    const key = notices.map(({ id }) => id).join();
    let frame = frames.get(key);
    if (frame === undefined) {
      const views = notices.map((notice) => this.#viewOf(notice));
      frame = JSON.stringify({ type: "notices", notices: views } satisfies NoticesFrame);
      frames.set(key, frame);
    }
    return frame;
  }

  /** The system's own get their sentence only now: the question may have other words than when it was reset. */
  #viewOf({ id, code, about, text, at, expiresAt }: Notice): NoticeView {
    const times = { at: new Date(at).toISOString(), expiresAt: new Date(expiresAt).toISOString() };
    if (code === null) return { id, text, ...times };
    const question = this.#hall.state()?.poll.questions.find((asked) => asked.id === about);
    return { id, text: systemNotice(code, question?.text ?? "", text), ...times, code, ...(about !== null && { about }) };
  }

  #stillLive(ids: Iterable<number>, now: number): Notice[] {
    const known = this.#known();
    return [...ids].flatMap((id) => known.get(id)?.notice ?? []).filter(({ expiresAt }) => expiresAt > now);
  }

  #known(): ReadonlyMap<number, Sent> {
    // Of a poll that was deleted there are no tables left; timers may still be under way.
    if (!this.#hall.state()) return new Map();
    this.#sent ??= new Map(this.#rows.all().map((sent) => [sent.notice.id, sent]));
    return this.#sent;
  }
}

/** As far as it can be told without storage. The big screen is nobody. */
function mayBeFor({ to, voter }: Notice, person: Person): boolean {
  if (person.role === "stage") return false;
  if (to === "person") return voter === person.voter;
  return to === "all" || (to === "hosts") === (person.role === "host");
}

/** As the rows are when a new one is written. */
function pruned(sent: ReadonlyMap<number, Sent>, now: number): ReadonlyMap<number, Sent> {
  const shown = [...sent.values()].filter(({ notice }) => isShown(notice)).slice(-SENT_NOTICES_SHOWN);
  const kept = new Set(shown.map(({ notice }) => notice.id));
  return new Map([...sent].filter(([id, { notice }]) => notice.expiresAt > now || kept.has(id)));
}

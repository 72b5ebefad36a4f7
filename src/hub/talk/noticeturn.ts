/** Notices as one turn knows them: what is stored, and behind that what the turn made of it. */
import type { Notice, SystemNotice, TalkCommand, TalkEvent } from "../../poll/talk/talk.ts";
import type { NoticeTurn } from "./facts.ts";
import type { NoticeRows, Sent } from "./noticerows.ts";

export class KnownNotices implements NoticeTurn {
  /** With their counts, as they are once this turn is stored. */
  readonly sent: Map<number, Sent>;
  readonly #now: number;
  readonly #audience: Audience;
  readonly #hosts: () => Set<string>;
  readonly #got = new Map<string, { seen: boolean }>();

  constructor(
    sent: ReadonlyMap<number, Sent>,
    commands: readonly TalkCommand[],
    rows: NoticeRows,
    hosts: () => Set<string>,
    now: number,
  ) {
    this.sent = new Map(sent);
    this.#now = now;
    this.#hosts = hosts;
    const wanted = new Set<Notice>();
    const voters = new Set<string>();
    for (const command of commands) {
      if (command.type !== "got") continue;
      voters.add(command.voter);
      for (const id of command.notices) {
        const notice = this.notice(id);
        if (notice) wanted.add(notice);
      }
    }
    this.#audience = new Audience([...wanted], [...voters], rows);
    if (wanted.size === 0) return;
    const ids = [...wanted].map(({ id }) => id);
    for (const { notice, voter, seen } of rows.got(ids, [...voters])) this.#got.set(`${notice} ${voter}`, { seen });
  }

  notice(id: number): Notice | undefined {
    return this.sent.get(id)?.notice;
  }

  notices(): number {
    let live = 0;
    for (const { notice } of this.sent.values()) if (notice.code === null && this.#isLive(notice)) live++;
    return live;
  }

  liveNotice({ code, voter, about, round }: SystemNotice): number | undefined {
    let found: number | undefined;
    for (const { notice } of this.sent.values()) {
      const isMeant = notice.code === code && notice.voter === voter && notice.about === about && notice.round === round;
      if (isMeant && this.#isLive(notice)) found = notice.id;
    }
    return found;
  }

  got(notice: number, voter: string): { seen: boolean } | undefined {
    return this.#got.get(`${notice} ${voter}`);
  }

  isFor(notice: Notice, voter: string): boolean {
    if (notice.to === "hosts" && !this.#hosts().has(voter)) return false;
    return this.#isLive(notice) && this.#audience.has(notice, voter);
  }

  apply(event: TalkEvent): void {
    if (event.type === "notice") this.sent.set(event.notice.id, { notice: event.notice, delivered: 0, seen: 0 });
    else if (event.type === "withdrawn") this.sent.delete(event.notice);
    else if (event.type === "got") this.#count(event);
  }

  #count({ notice, voter, seen }: Extract<TalkEvent, { type: "got" }>): void {
    const sent = this.sent.get(notice);
    if (!sent) return;
    const before = this.got(notice, voter);
    const isNewlySeen = seen && !before?.seen;
    this.sent.set(notice, { ...sent, delivered: sent.delivered + (before ? 0 : 1), seen: sent.seen + (isNewlySeen ? 1 : 0) });
    this.#got.set(`${notice} ${voter}`, { seen: seen || before?.seen === true });
  }

  #isLive({ expiresAt }: Notice): boolean {
    return expiresAt > this.#now;
  }
}

/** Which of these notices are for which of these people, where only storage knows: read at once for all of them. Of hosts it knows nothing. */
export class Audience {
  readonly #players: Set<string> | null;
  readonly #voted = new Map<number, Set<string>>();

  constructor(notices: readonly Notice[], voters: readonly string[], rows: NoticeRows) {
    this.#players = notices.some(({ to }) => to === "players") ? rows.players(voters) : null;
    for (const { id, to, about, round } of notices) {
      if (to === "voted" && about !== null && round !== null) this.#voted.set(id, rows.voted(about, round, voters));
    }
  }

  has({ id, to, voter }: Notice, person: string): boolean {
    switch (to) {
      case "all":
      case "voters":
      case "hosts":
        return true;
      case "players":
        return this.#players?.has(person) ?? false;
      case "voted":
        return this.#voted.get(id)?.has(person) ?? false;
      case "person":
        return voter === person;
    }
  }
}

/** The least a hub does for the talk of a room, for tests of the page: the rows, their `rev`, and frames as the contract has them. */
import type { AskView, Gone, MessageView, TalkFrame, TalkMine } from "../../src/protocol/talk.ts";

interface Row<View> {
  rev: number;
  voter: string;
  n: number;
  view: View;
  unseen: boolean;
}

interface Said {
  voter: string;
  text: string;
  name?: string | undefined;
  n: number;
  host?: boolean;
}

const AT = "2026-01-02T10:00:00.000Z";

export class FakeTalk {
  epoch = "k3f9";
  rev = 0;
  readonly messages: Row<MessageView>[] = [];
  readonly asks: Row<AskView>[] = [];
  /** By ask and voter. */
  readonly upvotes = new Map<string, number>();
  approve = false;
  /** Rows in one frame; what is longer goes in several. */
  size = 1_000;
  /** Who is further behind gets a whole log. */
  missed = 300;
  /** Messages of a whole log. */
  history = 200;
  #told = 0;

  say({ voter, text, name = "", n, host }: Said): { status: "done" | "same"; message: number } {
    const same = this.messages.find((row) => row.voter === voter && row.n === n);
    if (same) return { status: "same", message: same.view.id };
    const id = this.messages.length + 1;
    const view: MessageView = { id, at: AT, name, text, ...(host && { host }) };
    this.messages.push({ rev: ++this.rev, voter, n, view, unseen: false });
    return { status: "done", message: id };
  }

  ask({ voter, text, name = "", n }: Said): { status: "done" | "same"; ask: number } {
    const same = this.asks.find((row) => row.voter === voter && row.n === n);
    if (same) return { status: "same", ask: same.view.id };
    const id = this.asks.length + 1;
    const state = this.approve ? "waiting" : "open";
    this.asks.push({
      rev: ++this.rev,
      voter,
      n,
      view: { id, at: AT, name, text, votes: 0, state, reply: "" },
      unseen: this.approve,
    });
    return { status: "done", ask: id };
  }

  upvote(voter: string, ask: number, up: boolean, n: number): { status: "counted" | "changed" | "same" } {
    const row = this.asks.find(({ view }) => view.id === ask);
    const key = `${ask} ${voter}`;
    const before = this.upvotes.get(key);
    if (!row || (before !== undefined && n <= Math.abs(before))) return { status: "same" };
    this.upvotes.set(key, up ? n : -n);
    const votes = [...this.upvotes].filter(([name, value]) => name.startsWith(`${ask} `) && value > 0).length;
    this.changeAsk(ask, { votes });
    return { status: before === undefined ? "counted" : "changed" };
  }

  changeMessage(id: number, change: Partial<MessageView>, unseen?: boolean): void {
    this.#change(this.messages, id, change, unseen);
  }

  changeAsk(id: number, change: Partial<AskView>, unseen?: boolean): void {
    this.#change(this.asks, id, change, unseen);
  }

  /** Answers `listen`. */
  listen(voter: string, since?: { epoch: string; rev: number }): TalkFrame[] {
    const known = since?.epoch === this.epoch && since.rev >= this.rev - this.missed ? since.rev : null;
    const frames = known === null ? this.#whole() : this.#changes(known);
    return frames.map((frame, at) => (at === frames.length - 1 ? { ...frame, mine: this.mineOf(voter) } : frame));
  }

  /** What everybody is told of what has changed since the last time. */
  news(): TalkFrame[] {
    if (this.#told === this.rev) return [];
    const frames = this.#changes(this.#told);
    this.#told = this.rev;
    return frames;
  }

  mineOf(voter: string): TalkMine {
    const mine = <View extends { id: number }>(rows: Row<View>[]) => rows.filter((row) => row.voter === voter);
    const ups = [...this.upvotes].filter(([name, n]) => name.endsWith(` ${voter}`) && n > 0);
    return {
      messages: mine(this.messages).map(({ view }) => view.id),
      asks: mine(this.asks).map(({ view }) => view.id),
      waiting: mine(this.asks).flatMap(({ view }) => (view.state === "waiting" ? [view] : [])),
      upvotes: Object.fromEntries(ups.map(([name, n]) => [name.split(" ")[0], n])),
      muted: false,
    };
  }

  /** What all may see. */
  seen(): { messages: MessageView[]; asks: AskView[] } {
    const seen = <View>(rows: Row<View>[]) => rows.filter(({ unseen }) => !unseen).map(({ view }) => view);
    return { messages: seen(this.messages), asks: seen(this.asks) };
  }

  #change<View extends { id: number }>(rows: Row<View>[], id: number, change: Partial<View>, unseen?: boolean): void {
    const row = rows.find(({ view }) => view.id === id);
    if (!row) return;
    row.rev = ++this.rev;
    row.view = { ...row.view, ...change };
    row.unseen = unseen ?? row.unseen;
  }

  #whole(): TalkFrame[] {
    const messages = this.messages.filter(({ unseen }) => !unseen);
    const shown = messages.slice(-this.history);
    const frames = this.#frames(
      shown,
      this.asks.filter(({ unseen }) => !unseen),
      null,
    );
    return frames.map((frame) => ({ ...frame, complete: shown.length === messages.length }));
  }

  #changes(since: number): TalkFrame[] {
    const behind = <View>(rows: Row<View>[]) => rows.filter(({ rev }) => rev > since);
    return this.#frames(behind(this.messages), behind(this.asks), since);
  }

  #frames(messages: Row<MessageView>[], asks: Row<AskView>[], after: number | null): TalkFrame[] {
    const rows = [...messages, ...asks].sort((one, other) => one.rev - other.rev);
    const slices: (typeof rows)[] = [];
    for (let at = 0; at === 0 || at < rows.length; at += this.size) slices.push(rows.slice(at, at + this.size));
    return slices.map((slice, at) => {
      const isLast = at === slices.length - 1;
      const of = <View extends { id: number }>(wanted: Row<View>[]): (View | Gone)[] =>
        wanted
          .filter((row) => slice.includes(row as never))
          .map(({ view, unseen }) => (unseen ? { id: view.id, gone: true } : view));
      return {
        type: "talk",
        epoch: this.epoch,
        after: at === 0 ? after : (slices[at - 1]?.at(-1)?.rev ?? 0),
        rev: isLast ? this.rev : (slice.at(-1)?.rev ?? 0),
        messages: of(messages),
        asks: of(asks),
      };
    });
  }
}

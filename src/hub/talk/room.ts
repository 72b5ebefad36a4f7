/**
 * What a hub remembers of what its room says: the newest messages, all asks, and what changed last. All of it is a cache of rows, loaded when
 * somebody first says something or listens, and made anew from them when the hub wakes.
 */
import type { Ask, Message, Talk, TalkEvent } from "../../poll/talk/talk.ts";
import { isSecret, type Pins, type TalkReader, waitingOf } from "../../poll/talk/view.ts";
import { ASKS_KEPT_MAX, HISTORY_MESSAGES, MISSED_CHANGES_MAX } from "../../protocol/limits.ts";
import type { TalkMine } from "../../protocol/talk.ts";
import { type Change, type Deeds, revOf } from "./logrows.ts";

/** What the room reads of storage. */
export interface Rows {
  newest(shownMax: number, pinned: number | null): Message[];
  asks(): Ask[];
  changed(rowsMax: number): Change[];
  muted(): string[];
  deedsOf(voters: readonly string[], asks: readonly number[], messagesMax: number): Map<string, Deeds>;
}

interface Memory {
  rev: number;
  pins: Pins;
  /** Null where they must be read again: their window is not only longer, but another one. */
  messages: Message[] | null;
  asks: Map<number, Ask>;
  /** Rows that changed last, each once, in the order of their revs. */
  changes: Map<string, Change>;
  /** Everything behind this rev is in `changes`. */
  floor: number;
  /** By ask: up to which rev only its votes have changed since; absent where nobody has looked. */
  worded: Map<number, number>;
  muted: Set<string>;
}

/** What a turn has changed for those who listen. */
export interface Applied {
  /** The rev before. */
  before: number;
  /** Something that was seen is not to be seen any more. */
  hides: boolean;
  /** Of whom the host has changed something that they see as theirs. */
  people: Set<string>;
}

export class TalkRoom {
  readonly #rows: Rows;
  readonly #stored: () => Talk;
  #memory: Memory | null = null;

  /** `stored`: the counters of the log. */
  constructor(rows: Rows, stored: () => Talk) {
    this.#rows = rows;
    this.#stored = stored;
  }

  get rev(): number {
    return this.#known().rev;
  }

  get pins(): Pins {
    return this.#known().pins;
  }

  /** Newest last, and with them some that not everybody sees. One more shown one than is told, where there are as many. */
  messages(): readonly Message[] {
    const memory = this.#known();
    memory.messages ??= this.#rows.newest(HISTORY_MESSAGES + 1, memory.pins.pinnedMessage);
    return memory.messages;
  }

  asks(): Iterable<Ask> {
    return this.#known().asks.values();
  }

  /** In the order of their revs; null where more has changed than is remembered. */
  changesSince(rev: number): Change[] | null {
    const { changes, floor, rev: newest } = this.#known();
    if (rev < floor || rev > newest) return null;
    return [...changes.values()].filter((change) => revOf(change) > rev);
  }

  /** Has nothing of this ask changed since but its votes? */
  isOnlyVotes({ id, rev }: Ask, since: number): boolean {
    return (this.#known().worded.get(id) ?? rev) <= since;
  }

  /** The rev of the last change up to here that was news to these readers: whoever heard of it has missed nothing. */
  toldUpTo(rev: number, reader: TalkReader): number {
    const { changes, floor } = this.#known();
    let told = Math.min(floor, rev);
    for (const change of changes.values()) {
      if (revOf(change) > rev) break;
      if (change.type === "message" || !isSecret(change.ask, reader)) told = revOf(change);
    }
    return told;
  }

  /** What is stored by now. */
  apply(events: readonly TalkEvent[]): Applied | null {
    const changes = events.filter((event) => event.type === "message" || event.type === "ask");
    const people = new Set<string>();
    // Memory that is read only now is as new as the events, and cannot say who was muted before.
    const isNew = this.#memory === null;
    const memory = this.#known();
    for (const event of events) {
      if (event.type === "person") {
        const { voter, muted } = event.person;
        if (isNew || muted !== memory.muted.has(voter)) people.add(voter);
        if (muted) memory.muted.add(voter);
        else memory.muted.delete(voter);
      } else if (event.type === "pinned") memory.pins = { ...memory.pins, pinnedMessage: event.message };
      else if (event.type === "staged") memory.pins = { ...memory.pins, pinnedAsk: event.ask };
      else if (event.type === "called") memory.pins = { ...memory.pins, nextAsk: event.ask };
    }
    const [first] = changes;
    if (!first) return people.size > 0 ? { before: memory.rev, hides: false, people } : null;
    let hides = false;
    for (const change of changes) {
      if (change.type === "message") hides = this.#message(memory, change.message) || hides;
      else hides = this.#ask(memory, change.ask, people) || hides;
      this.#changed(memory, change);
    }
    return { before: revOf(first) - 1, hides, people };
  }

  /** Memory is made anew from what is stored. */
  forget(): void {
    this.#memory = null;
  }

  /** What is theirs; one statement, however many they are. */
  minesOf(voters: readonly string[]): Map<string, TalkMine> {
    const { asks, muted } = this.#known();
    const wanted = [...asks.values()].filter(({ votes }) => votes > 0).map(({ id }) => id);
    const deeds = this.#rows.deedsOf(voters, wanted, HISTORY_MESSAGES);
    const mineOf = (voter: string): TalkMine => ({
      messages: deeds.get(voter)?.messages ?? [],
      asks: [...asks.values()].filter((ask) => ask.voter === voter && ask.state !== "waiting" && !ask.hidden).map(({ id }) => id),
      waiting: waitingOf(asks.values(), voter),
      upvotes: Object.fromEntries(deeds.get(voter)?.upvotes ?? []),
      muted: muted.has(voter),
    });
    return new Map(voters.map((voter) => [voter, mineOf(voter)]));
  }

  #known(): Memory {
    this.#memory ??= this.#load();
    return this.#memory;
  }

  #load(): Memory {
    const { rev, pinnedMessage, pinnedAsk, nextAsk } = this.#stored();
    // One more than is remembered says where memory ends.
    const changes = this.#rows.changed(MISSED_CHANGES_MAX + 1);
    const cut = changes.length > MISSED_CHANGES_MAX ? changes.shift() : undefined;
    return {
      rev,
      pins: { pinnedMessage, pinnedAsk, nextAsk },
      messages: null,
      asks: new Map(this.#rows.asks().map((ask) => [ask.id, ask])),
      changes: new Map(changes.map((change) => [keyOf(change), change])),
      floor: cut ? revOf(cut) : 0,
      worded: new Map(),
      muted: new Set(this.#rows.muted()),
    };
  }

  /** True where it is hidden now. */
  #message(memory: Memory, message: Message): boolean {
    const last = memory.messages?.at(-1);
    const isNew = message.state === "shown" && message.id > (last?.id ?? 0);
    if (isNew && memory.messages && memory.messages.length < 2 * HISTORY_MESSAGES) memory.messages.push(message);
    else memory.messages = null;
    return message.state !== "shown";
  }

  #ask(memory: Memory, ask: Ask, people: Set<string>): boolean {
    const known = memory.asks.get(ask.id);
    if (known && known.votes !== ask.votes) {
      memory.worded.set(ask.id, memory.worded.get(ask.id) ?? known.rev);
    } else {
      memory.worded.delete(ask.id);
      if (known) people.add(ask.voter);
    }
    if (ask.state === "removed") memory.asks.delete(ask.id);
    else memory.asks.set(ask.id, ask);
    if (!known) forgetOver(memory, ask.id);
    return ask.hidden || ask.state === "archived" || ask.state === "removed";
  }

  #changed(memory: Memory, change: Change): void {
    const key = keyOf(change);
    memory.rev = Math.max(memory.rev, revOf(change));
    memory.changes.delete(key);
    memory.changes.set(key, change);
    if (memory.changes.size <= MISSED_CHANGES_MAX) return;
    const [oldest] = memory.changes;
    if (!oldest) return;
    memory.changes.delete(oldest[0]);
    memory.floor = revOf(oldest[1]);
  }
}

/** As rows go when a new one is written. */
function forgetOver({ asks, worded }: Memory, newest: number): void {
  for (const { id, state } of asks.values()) {
    if (id > newest - ASKS_KEPT_MAX) return;
    if (state !== "archived") continue;
    asks.delete(id);
    worded.delete(id);
  }
}

function keyOf(change: Change): string {
  return change.type === "message" ? `m${change.message.id}` : `a${change.ask.id}`;
}

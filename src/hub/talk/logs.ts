/** The log of a room as frames: whole, or what has changed since. Encoded once for all who ask the same. */
import { bytesIn } from "../../poll/bytes.ts";
import type { Ask, Message } from "../../poll/talk/talk.ts";
import { type Around, askView, isSecret, messageView, seesAsk, seesMessage, type TalkReader } from "../../poll/talk/view.ts";
import { HISTORY_MESSAGES, LOGS_KEPT_MAX, TALK_FRAME_BYTES_MAX } from "../../protocol/limits.ts";
import type { SentNotice, TalkLook, TalkMine, TalkSettings } from "../../protocol/talk.ts";
import { type Change, revOf } from "./logrows.ts";
import type { TalkRoom } from "./room.ts";

/** Of a poll, what its log is told with. */
export interface Setting {
  epoch: string;
  settings: TalkSettings;
}

/** Frames without their last brace, so that what differs for each reader can be put behind. */
export interface Told {
  frames: readonly string[];
  isEmpty: boolean;
}

/** What only some readers hear. */
export interface More {
  mine?: TalkMine | undefined;
  sent?: readonly SentNotice[] | undefined;
}

interface Entry {
  rev: number;
  id: number;
  part: "messages" | "asks" | "upvotes";
  json: string;
}

interface Log {
  after: number | null;
  rev: number;
  complete?: boolean;
  /** In the order of their revs. */
  entries: Entry[];
}

export class TalkLogs {
  readonly #room: TalkRoom;
  readonly #publicNameOf: (voter: string) => string;
  readonly #told = new Map<string, Told>();
  #toldOf: { rev: number; settings: TalkSettings } | null = null;
  readonly #encoded: Record<TalkReader, WeakMap<Message | Ask, string>> = { public: new WeakMap(), host: new WeakMap() };

  constructor(room: TalkRoom, publicNameOf: (voter: string) => string) {
    this.#room = room;
    this.#publicNameOf = publicNameOf;
  }

  /** Whole where `since` is null, or where too much has changed. */
  told({ epoch, settings }: Setting, reader: TalkReader, since: number | null): Told {
    const { rev } = this.#room;
    if (this.#toldOf?.rev !== rev || this.#toldOf.settings !== settings || this.#told.size >= LOGS_KEPT_MAX) this.#told.clear();
    this.#toldOf = { rev, settings };
    const key = `${reader} ${since}`;
    const known = this.#told.get(key);
    if (known) return known;
    const log = this.#log(settings, reader, since);
    const told = { frames: inFrames(log).map((part) => encoded(epoch, part)), isEmpty: log.entries.length === 0 };
    this.#told.set(key, told);
    return told;
  }

  /** As an answer by HTTP, which is in one piece. */
  look({ epoch, settings }: Setting, reader: TalkReader, since: number | null, more: More): TalkLook {
    const { type: _, ...look } = JSON.parse(finished(encoded(epoch, this.#log(settings, reader, since)), more));
    return look as TalkLook;
  }

  #log(settings: TalkSettings, reader: TalkReader, since: number | null): Log {
    const changes = since === null ? null : this.#room.changesSince(since);
    if (changes === null) return this.#whole(settings, reader);
    const entries = changes.flatMap((change) => this.#entryOf(change, settings, reader, since ?? 0));
    return { after: since, rev: this.#room.rev, entries };
  }

  #whole(settings: TalkSettings, reader: TalkReader): Log {
    const messages = this.#room.messages().filter((message) => seesMessage(message, reader, settings));
    const newest = messages.slice(-HISTORY_MESSAGES);
    const pinned = messages.slice(0, -HISTORY_MESSAGES).filter(({ id }) => id === this.#room.pins.pinnedMessage);
    const asks = [...this.#room.asks()].filter((ask) => seesAsk(ask, reader, settings));
    const entries = [
      ...[...pinned, ...newest].map((message) => this.#message(message, reader)),
      ...asks.map((ask) => this.#ask(ask, reader)),
    ];
    entries.sort((one, other) => one.rev - other.rev);
    return { after: null, rev: this.#room.rev, complete: messages.length <= HISTORY_MESSAGES, entries };
  }

  #entryOf(change: Change, settings: TalkSettings, reader: TalkReader, since: number): Entry[] {
    const rev = revOf(change);
    if (change.type === "message") {
      const { message } = change;
      return [seesMessage(message, reader, settings) ? this.#message(message, reader) : goneOf("messages", message.id, rev)];
    }
    const { ask } = change;
    if (isSecret(ask, reader)) return [];
    if (!seesAsk(ask, reader, settings)) return [goneOf("asks", ask.id, rev)];
    if (!this.#room.isOnlyVotes(ask, since)) return [this.#ask(ask, reader)];
    return [{ rev, id: ask.id, part: "upvotes", json: `"${ask.id}":${ask.votes}` }];
  }

  #message(message: Message, reader: TalkReader): Entry {
    const json = this.#once(message, reader, (around) => messageView(message, reader, around));
    return { rev: message.rev, id: message.id, part: "messages", json };
  }

  #ask(ask: Ask, reader: TalkReader): Entry {
    return { rev: ask.rev, id: ask.id, part: "asks", json: this.#once(ask, reader, (around) => askView(ask, reader, around)) };
  }

  /** A row that changes, or begins or ends to stand out, is another row. */
  #once(row: Message | Ask, reader: TalkReader, view: (around: Around) => object): string {
    let json = this.#encoded[reader].get(row);
    if (json === undefined) {
      json = JSON.stringify(view({ pins: this.#room.pins, publicNameOf: this.#publicNameOf }));
      this.#encoded[reader].set(row, json);
    }
    return json;
  }
}

function finished(frame: string, { mine, sent }: More): string {
  return `${frame}${mine ? `,"mine":${JSON.stringify(mine)}` : ""}${sent ? `,"sent":${JSON.stringify(sent)}` : ""}}`;
}

/** An answer: what is theirs goes with its last frame, or behind it where that would be too long. */
export function answerOf(frames: readonly string[], epoch: string, rev: number, more: More): string[] {
  const last = frames.at(-1) ?? bare(epoch, rev);
  const whole = finished(last, more);
  const before = frames.slice(0, -1).map((frame) => `${frame}}`);
  if (frames.length === 0 || bytesIn(whole) <= TALK_FRAME_BYTES_MAX) return [...before, whole];
  return [...before, `${last}}`, finished(bare(epoch, rev), more)];
}

/** Says nothing of the log. */
function bare(epoch: string, rev: number): string {
  return encoded(epoch, { after: rev, rev, entries: [] });
}

/**
 * As many frames as its bytes need. Each of them has a rev of its own up to which everything has been said by then, and is the `after` of the
 * next: whoever loses the line between two of them knows how far they have come.
 */
function inFrames(log: Log): Log[] {
  const parts: Log[] = [];
  let [after, bytes, entries] = [log.after, HEAD_BYTES, [] as Entry[]];
  const end = (rev: number) => {
    parts.push({ after, rev, entries, ...(parts.length === 0 && log.complete !== undefined && { complete: log.complete }) });
    [after, bytes, entries] = [rev, HEAD_BYTES, []];
  };
  for (const entry of log.entries) {
    const more = bytesIn(entry.json) + 1;
    const last = entries.at(-1);
    if (last && bytes + more > TALK_FRAME_BYTES_MAX) end(last.rev);
    entries.push(entry);
    bytes += more;
  }
  end(log.rev);
  return parts;
}

/** Written by hand from parts that many frames share. */
function encoded(epoch: string, { after, rev, complete, entries }: Log): string {
  const inOrder = [...entries].sort((one, other) => one.id - other.id);
  const partOf = (part: Entry["part"]) => inOrder.filter((entry) => entry.part === part).map(({ json }) => json);
  const upvotes = partOf("upvotes");
  const head = `{"type":"talk","epoch":${JSON.stringify(epoch)},"after":${after},"rev":${rev}`;
  const lists = `"messages":[${partOf("messages").join(",")}],"asks":[${partOf("asks").join(",")}]`;
  return `${head}${complete === undefined ? "" : `,"complete":${complete}`},${lists}${upvotes.length > 0 ? `,"upvotes":{${upvotes.join(",")}}` : ""}`;
}

function goneOf(part: "messages" | "asks", id: number, rev: number): Entry {
  return { rev, id, part, json: JSON.stringify({ id, gone: true }) };
}

/** What stands around the entries of a frame. */
const HEAD_BYTES = 200;

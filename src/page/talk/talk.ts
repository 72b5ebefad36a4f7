/** The talk of a room, as signals, and what one may say in it. A part of a seat that may come late; the one file that the views use. */
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { ANSWER_WITHIN_MS } from "../../protocol/limits.ts";
import type { Ack, ServerMessage } from "../../protocol/server.ts";
import {
  type NoticeView,
  type Reaction,
  type SentNotice,
  TALK_DEFAULTS,
  type TalkFrame,
  type TalkLook,
  type TalkSettings,
} from "../../protocol/talk.ts";
import type { HostSeat } from "../commands.ts";
import { Courier, type Load, type Refusal } from "../courier.ts";
import { type Http, posted } from "../http.ts";
import type { Room } from "../room.ts";
import type { Part } from "../seat.ts";
import { hear, type Log, type Told } from "./model.ts";
import { Notices, noticesName } from "./notices.ts";
import { TalkOutbox, talkOutboxName, type Unsent } from "./outbox.ts";
import { type AskLine, acknowledged, askLines, type MessageLine, messageLines, NO_OWN, type Own, told } from "./own.ts";
import { type ReactionCounts, Reactions } from "./reactions.ts";

export type { AskLine, MessageLine } from "./own.ts";
export type { ReactionCounts } from "./reactions.ts";

export function attachTalk(room: Room, poll: string): Talk {
  return room.attach((http, seat) => new Talk(room, poll, http, seat));
}

export class Talk implements Part {
  readonly #room: Room;
  readonly #http: Http;
  readonly #seat: HostSeat;
  readonly #outbox: TalkOutbox;
  readonly #courier: Courier<Unsent>;
  readonly #notices: Notices;
  readonly #reactions: Reactions;
  readonly #stops: (() => void)[];
  #voter: string;
  #listens = false;
  /** What is here is not enough to go on from. */
  #whole = false;
  #askedAt = Number.NEGATIVE_INFINITY;

  readonly #log = signal<Log | null>(null);
  readonly #own = signal<Own>(NO_OWN);
  /** In a signal as a copy of what is on the device. */
  readonly #items = signal<ReturnType<TalkOutbox["of"]>>([]);
  /** By `n`. */
  readonly #waits = signal<Record<string, Refusal>>({});
  readonly #sent = signal<SentNotice[]>([]);
  readonly #person = signal(0);

  readonly settings: ReadonlySignal<TalkSettings>;
  /** In the order of the log; what I have written and the hub has not taken is behind it. */
  readonly messages: ReadonlySignal<MessageLine[]> = computed(() =>
    messageLines(this.#log.value, this.#own.value, this.#items.value, this.#waits.value),
  );
  readonly asks: ReadonlySignal<AskLine[]> = computed(() =>
    askLines(this.#log.value, this.#own.value, this.#items.value, this.#waits.value),
  );
  /** The log has come at least once. */
  readonly here: ReadonlySignal<boolean> = computed(() => this.#log.value !== null);
  /** Older messages exist that are not shown. */
  readonly hasOlder: ReadonlySignal<boolean> = computed(() => this.#log.value?.complete === false);
  readonly muted: ReadonlySignal<boolean> = computed(() => this.#own.value.mine.muted);
  /** For me, and not seen yet; the oldest first. */
  readonly notices: ReadonlySignal<NoticeView[]>;
  /** Grows when another person sits down at this device. */
  readonly person: ReadonlySignal<number> = this.#person;
  /** For a host: the newest that were sent. */
  readonly sent: ReadonlySignal<SentNotice[]> = this.#sent;

  constructor(room: Room, poll: string, http: Http, seat: HostSeat) {
    this.#room = room;
    this.#http = http;
    this.#seat = seat;
    this.#voter = seat.voter();
    this.settings = computed(() => room.poll.value?.talk ?? TALK_DEFAULTS);
    this.#outbox = new TalkOutbox(poll, seat.browser.shelf);
    this.#courier = new Courier(this.#load(), seat);
    this.#notices = new Notices(poll, http, seat);
    this.notices = this.#notices.unseen;
    this.#reactions = new Reactions();
    this.#reread();
    this.#stops = [
      effect(() => this.#notices.arrived(room.notices.value)),
      this.#listenWhereOn(),
      effect(() => {
        const { ended } = room.wire.value;
        if (ended === "gone" || ended === "deleted") this.#courier.stop();
      }),
      seat.browser.listen("storage", (event) => this.#otherTab((event as StorageEvent).key, poll)),
      seat.browser.listen("pagehide", () => this.#courier.parting()),
    ];
    // A line may be there already.
    this.#notices.greeted();
    this.#courier.deliver();
  }

  /** Never throws: it is on the device before it is sent. */
  say = (text: string, name = ""): void => this.#put({ type: "say", text, name });

  ask = (text: string, name = ""): void => this.#put({ type: "ask", text, name });

  upvote = (ask: number, up: boolean): void => this.#put({ type: "upvote", ask, up });

  /** Takes back what was refused, by its `n`: to be mended and said again, or not. */
  forget = (n: number): void => {
    this.#outbox.drop({ voter: this.#voter, n });
    this.#reread();
  };

  /** False where it would not count: without a line, or faster than the hub counts. */
  react = (emoji: Reaction): boolean => {
    if (this.#seat.way() !== "line" || !this.#reactions.take(emoji)) return false;
    this.#seat.say({ type: "react", emoji });
    return true;
  };

  /** What the others react with, as it comes. */
  heardReactions = (heard: (counts: ReactionCounts) => void): (() => void) => this.#reactions.heard(heard);

  seen = (notice: number): void => this.#notices.seen(notice);

  /** From now on, over every line. Where a part is on nobody need say it; a host may listen to what is off, too. */
  listen = (): void => {
    this.#listens = true;
    this.#askedAt = Number.NEGATIVE_INFINITY;
    this.#ask();
  };

  heard(message: ServerMessage): void {
    if (message.type === "talk") this.#hear(message);
    if (message.type === "reactions") this.#reactions.told(message.counts);
    if (message.type === "ack" || message.type === "refused") {
      if (!this.#courier.answer(message)) this.#notices.answer(message);
    }
  }

  greeted(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
    if (this.#listens) this.#ask();
    this.#notices.greeted();
    this.#courier.greeted();
  }

  unsent(): boolean {
    return this.#outbox.due().length > 0;
  }

  async look(): Promise<void> {
    const log = this.#whole ? null : this.#log.peek();
    const since = log && this.#voter === this.#seat.voter() ? `?since=${log.rev}&epoch=${encodeURIComponent(log.epoch)}` : "";
    const key = this.#seat.key();
    const voter = this.#seat.voter();
    const { body } = await this.#http.ask<TalkLook>(`/talk${since}`, key ? `Bearer ${key}` : `Voter ${voter}`, { method: "GET" });
    // Meanwhile a line may have brought more.
    if (!body || voter !== this.#seat.voter() || this.#seat.way() === "line") return;
    batch(() => {
      this.#hear(body);
      if (body.notices) this.#notices.arrived(body.notices);
    });
  }

  leave(): void {
    for (const stop of this.#stops) stop();
    this.#courier.stop();
    this.#notices.stop();
  }

  /** A part that goes on has changed unheard before: then the log is asked for as a whole. */
  #listenWhereOn(): () => void {
    let before: boolean[] = [];
    return effect(() => {
      const { chat, questions, reactions } = this.settings.value;
      const now = [chat !== "off", questions !== "off"];
      const isNew = now.some((on, part) => on && !before[part]);
      before = now;
      if (isNew) this.#whole = true;
      if (isNew || (reactions && !this.#listens)) this.listen();
    });
  }

  #put(item: Parameters<TalkOutbox["put"]>[1]): void {
    const seen = item.type === "upvote" ? this.#own.peek().mine.upvotes[item.ask] : 0;
    this.#outbox.put(this.#voter, item, seen);
    this.#reread();
    this.#seat.hurry();
    this.#courier.deliver();
  }

  #load(): Load<Unsent> {
    const settle = (item: Unsent, how: () => void) =>
      batch(() => {
        const { [item.n]: _, ...waits } = this.#waits.peek();
        this.#waits.value = waits;
        how();
        this.#reread();
        // What was written behind it is due now.
        queueMicrotask(() => this.#courier.deliver());
      });
    return {
      unsent: () => this.#outbox.due(),
      frameOf: bodyOf,
      post: (item) => this.#http.ask<Ack>("/talk", `Voter ${item.voter}`, posted(bodyOf(item), true)),
      acked: (item, ack) =>
        settle(item, () => {
          this.#outbox.drop(item);
          if (item.voter === this.#voter) this.#own.value = acknowledged(this.#own.peek(), item, ack, this.#turn());
        }),
      refused: (item, why) => settle(item, () => this.#outbox.refuse(item, why)),
      waits: (item, why) => {
        this.#waits.value = { ...this.#waits.peek(), [item.n]: why };
      },
    };
  }

  #turn(): { at: string; waits: boolean } {
    const isHost = this.#room.snapshot.peek()?.role === "host";
    return { at: new Date(this.#room.now()).toISOString(), waits: this.settings.peek().approve && !isHost };
  }

  #hear(frame: Told & Pick<TalkFrame, "mine" | "sent">): void {
    const next = hear(this.#log.peek(), frame);
    if (frame.after === null) this.#whole = false;
    if (next !== "gap") this.#askedAt = Number.NEGATIVE_INFINITY;
    batch(() => {
      if (next === "gap") this.#ask();
      else this.#log.value = next;
      if (next !== "gap" || frame.mine) this.#own.value = told(this.#own.peek(), frame, frame.mine);
      if (frame.sent) this.#sent.value = frame.sent;
    });
  }

  /** At most once within the time that an answer may take. */
  #ask(): void {
    const now = Date.now();
    if (now - this.#askedAt < ANSWER_WITHIN_MS || this.#seat.way() !== "line") return;
    this.#askedAt = now;
    const log = this.#whole ? null : this.#log.peek();
    this.#seat.say({ type: "listen", ...(log && { since: { epoch: log.epoch, rev: log.rev } }) });
  }

  /** Nothing here is theirs, but for what is left to deliver. */
  sat(): void {
    this.#voter = this.#seat.voter();
    this.#outbox.retire(this.#voter);
    this.#notices.reread();
    batch(() => {
      this.#person.value++;
      this.#own.value = NO_OWN;
      this.#waits.value = {};
      this.#reread();
    });
  }

  #otherTab(name: string | null, poll: string): void {
    if (name === noticesName(poll)) this.#notices.reread();
    if (name !== talkOutboxName(poll)) return;
    this.#reread();
    this.#courier.leaveToOthers();
  }

  #reread(): void {
    this.#items.value = this.#outbox.of(this.#voter);
  }
}

/** As it goes over the line, and without a `ref` by HTTP. */
function bodyOf({ voter: _, ...item }: Unsent): object {
  return item;
}

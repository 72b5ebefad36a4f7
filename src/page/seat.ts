/** The room from the inside: one voter, host or stage at one poll, and the parts that serve them. */
import { batch, computed, type Signal, signal } from "@preact/signals";
import type { CommandBody, Hello } from "../protocol/client.ts";
import { ANSWER_WITHIN_MS } from "../protocol/limits.ts";
import type { Ack, Choice, Role, ServerMessage } from "../protocol/server.ts";
import type { NoticeView } from "../protocol/talk.ts";
import type { Browser } from "./browser.ts";
import type { HostSeat } from "./commands.ts";
import { begin, blocked, type Connection } from "./connection.ts";
import { Courier, type Load } from "./courier.ts";
import { entryFor, newVoterFor, voterName, voterTokenFor } from "./device.ts";
import type { HostKey } from "./hostkey.ts";
import { Http, saysGone } from "./http.ts";
import { acknowledge, type Model, newModel, receive, renewed, unseen, withUnsent } from "./model.ts";
import { Outbox, outboxName, type Unsent } from "./outbox.ts";
import type { Room, RoomOptions, VoteState } from "./room.ts";
import { Line, type Speaker } from "./wire.ts";

/** What only some pages do: a phone that votes does not load it. */
export interface Part {
  /** Everything but the answers to votes. */
  heard(message: ServerMessage): void;
  /** The line is gone. */
  cut?(): void;
  /** A new line is there. */
  greeted?(): void;
  /** Another voter is here. */
  sat?(): void;
  run?(command: CommandBody): Promise<Ack>;
  /** Is there something to bring away, even while nobody looks? */
  unsent?(): boolean;
  /** Sockets are blocked: one look by HTTP. */
  look?(): void;
  /** The line has proved that it is alive. */
  probed?(): void;
  /** The hub's clock. */
  now?(): number;
  /** Somebody has left, for good. */
  leave?(): void;
}

export type NewPart<Made extends Part> = (http: Http, seat: HostSeat) => Made;

export class Seat implements Room {
  readonly #id: string;
  readonly #role: Role;
  readonly #key: HostKey | undefined;
  readonly #browser: Browser;
  readonly #http: Http;
  readonly #outbox: Outbox;
  readonly #courier: Courier<Unsent>;
  readonly #inside: HostSeat;
  readonly #parts: Part[] = [];
  readonly #line: Line;
  readonly #stopListening: () => void;
  #voter: string;
  #ref = 0;
  /** The hub said what is mine; only then may `since` let it leave things out. */
  #greeted = false;

  readonly #model: Signal<Model>;
  readonly #unsent = signal<Unsent[]>([]);
  readonly #outcomes = signal<Record<string, VoteState>>({});
  readonly wire = signal<Connection>(begin(Date.now()));
  readonly delayMs = signal<number | null>(null);
  readonly notices = signal<NoticeView[]>([]);
  readonly snapshot = computed(() => this.#model.value.snapshot);
  readonly poll = computed(() => this.snapshot.value?.poll ?? null);
  readonly tallies = computed(() => this.snapshot.value?.tallies ?? {});
  readonly present = computed(() => this.snapshot.value?.present ?? 0);
  // Its own signal: a results frame leaves it as it is, so no half-filled ballot is drawn again.
  readonly #counted = computed(() => this.#model.value.mine);
  readonly mine = computed(() => withUnsent(this.#counted.value, this.#unsent.value, this.poll.value));
  readonly votes = computed(() => {
    const votes: Record<string, VoteState> = {};
    for (const question of Object.keys(this.#counted.value)) votes[question] = { state: "saved" };
    Object.assign(votes, this.#outcomes.value);
    for (const { question } of this.#unsent.value) votes[question] = { state: "sending" };
    return votes;
  });

  constructor({ poll, role, first = null }: RoomOptions, browser: Browser, newPart?: NewPart<Part>, key?: HostKey) {
    this.#id = poll;
    this.#role = role;
    this.#key = key;
    this.#browser = browser;
    this.#voter = voterTokenFor(poll, browser.shelf);
    this.#model = signal(newModel(first));
    this.#http = new Http(poll, browser);
    this.#outbox = new Outbox(poll, browser.shelf);
    this.#inside = this.#hostSeat();
    this.#courier = new Courier(this.#load(), this.#inside);
    if (newPart) this.#parts.push(newPart(this.#http, this.#inside));
    this.#line = new Line(poll, browser, this.#speaker());
    this.#stopListening = browser.listen("storage", (event) => this.#otherTab((event as StorageEvent).key));
    this.#reread();
    this.#line.start();
    this.#courier.deliver();
  }

  now = Date.now;

  vote = (question: string, choice: Choice): void => {
    const round = this.poll.value?.questions.find(({ id }) => id === question)?.round;
    this.#outbox.put({ voter: this.#voter, question, choice, round, seen: this.#counted.value[question]?.n ?? 0 });
    this.#forget([question]);
    this.#reread();
    this.#inside.hurry();
    this.#courier.deliver();
  };

  command = (command: CommandBody): Promise<Ack> => this.#parts[0]?.run?.(command) ?? Promise.reject(new TypeError("only votes"));

  attach = <Made extends Part>(newPart: NewPart<Made>): Made => {
    const part = newPart(this.#http, this.#inside);
    this.#parts.push(part);
    if (part.now) this.now = part.now;
    return part;
  };

  nextPerson = (): void => this.#sit(newVoterFor(this.#id, this.#browser.shelf));

  leave = (): void => {
    this.#stopListening();
    this.#courier.stop();
    this.#line.leave();
    for (const part of this.#parts) {
      part.cut?.();
      part.leave?.();
    }
  };

  #sit(voter: string): void {
    this.#voter = voter;
    this.#greeted = false;
    this.#model.value = unseen({ ...this.#model.value, mine: {}, mineSeq: 0 });
    this.#outcomes.value = {};
    this.notices.value = [];
    this.#outbox.retire();
    this.#reread();
    for (const part of this.#parts) part.sat?.();
    this.#line.happen({ type: "again" });
    this.#courier.deliver();
  }

  /** The tabs of a device are one voter and one host. */
  #otherTab(name: string | null): void {
    const { shelf } = this.#browser;
    if (name === outboxName(this.#id)) {
      this.#reread();
      this.#courier.leaveToOthers();
    } else if (name === voterName(this.#id)) this.#sit(voterTokenFor(this.#id, shelf));
    else if (this.#key?.isNamed(name) && this.wire.value.ended === "wrong-key") this.#line.happen({ type: "again" });
  }

  #reread(): void {
    this.#unsent.value = this.#outbox.unsent().filter(({ voter }) => voter === this.#voter);
  }

  #forget(questions: readonly string[]): void {
    if (questions.length === 0) return;
    this.#outcomes.value = Object.fromEntries(Object.entries(this.#outcomes.value).filter(([id]) => !questions.includes(id)));
  }

  #settled({ voter, question }: Unsent, outcome: VoteState): void {
    if (voter !== this.#voter) return;
    this.#outcomes.value = { ...this.#outcomes.value, [question]: outcome };
    this.#reread();
  }

  #load(): Load<Unsent> {
    return {
      unsent: () => this.#outbox.unsent(),
      frameOf: ({ question, choice, n, round }) => ({ type: "vote", question, choice, n, round }),
      post: (vote) => this.#http.vote(vote),
      acked: (vote, ack) => {
        this.#outbox.drop(vote, ack.receipt);
        // Whether this vote is `same`, or one that another tab has said since, the hub alone knows, and tells.
        const isUnclear = ack.status === "same" && this.#outbox.isOvertaken(vote);
        if (vote.voter === this.#voter && !isUnclear) this.#model.value = acknowledge(this.#model.value, vote, ack);
        this.#settled(vote, { state: "saved" });
      },
      refused: (vote, { code }) => {
        if (this.#outbox.drop(vote)) this.#settled(vote, { state: "refused", code });
      },
    };
  }

  #hostSeat(): HostSeat {
    return {
      browser: this.#browser,
      voter: () => this.#voter,
      chance: () => this.#browser.chance(),
      way: () => (this.#line.live ? "line" : blocked(this.#line.connection, Date.now()) ? "http" : "none"),
      // A line that is dead is noticed while somebody waits for the answer.
      send: (message) => {
        if (!this.#line.live) return null;
        this.#line.send({ ...message, ref: ++this.#ref });
        this.#line.probe(ANSWER_WITHIN_MS);
        return this.#ref;
      },
      say: (message) => this.#line.send(message),
      hurry: () => this.#line.happen({ type: "unsent" }),
      gone: () => this.#line.happen({ type: "ended", ended: "gone" }),
      key: () => this.#key?.get() ?? null,
      newKey: (key) => this.#key?.keep(key),
    };
  }

  #speaker(): Speaker {
    return {
      unsent: () => this.#outbox.unsent().length > 0 || this.#parts.some((part) => part.unsent?.()),
      hello: () => this.#hello(),
      heard: (message) => {
        const isVotes = (message.type === "ack" || message.type === "refused") && this.#courier.answer(message);
        if (!isVotes) this.#learn(message);
      },
      changed: (connection) => this.#changed(connection),
      delay: (ms) => {
        this.delayMs.value = ms;
        for (const part of this.#parts) part.probed?.();
      },
      look: () => this.#look(),
      parting: () => this.#courier.parting(),
    };
  }

  #hello(): Hello {
    const { snapshot } = this.#model.value;
    const key = this.#key?.say();
    const pass = entryFor(this.#voter, this.#browser.shelf);
    return {
      type: "hello",
      voter: this.#voter,
      ...(pass && { pass }),
      ...(key && { key }),
      ...(this.#role !== "voter" && { role: this.#role }),
      ...(this.#greeted && snapshot && { since: { epoch: snapshot.epoch, seq: snapshot.seq } }),
    };
  }

  #changed(connection: Connection): void {
    const wasLive = this.wire.value.downSince === null;
    this.wire.value = connection;
    if (wasLive) for (const part of this.#parts) part.cut?.();
    if (this.#line.live) {
      this.#greeted = true;
      this.#courier.greeted();
      for (const part of this.#parts) part.greeted?.();
    }
    if (connection.ended === "wrong-key" && this.#key?.hasOther()) queueMicrotask(() => this.#line.happen({ type: "again" }));
    if (connection.ended !== "gone" && connection.ended !== "deleted") return;
    for (const vote of this.#outbox.unsent()) {
      if (this.#outbox.drop(vote)) this.#settled(vote, { state: "refused", code: "no-such-poll" });
    }
  }

  #learn(message: ServerMessage): void {
    const before = this.poll.value;
    // At once: nothing is drawn or said from one half of a message.
    batch(() => {
      this.#model.value = receive(this.#model.value, message);
      this.#forget(renewed(before, this.poll.value));
      if (message.type === "notices") this.notices.value = [...this.notices.value, ...message.notices];
      for (const part of this.#parts) part.heard(message);
    });
  }

  async #look(): Promise<boolean> {
    const voter = this.#voter;
    const key = this.#role === "host" ? this.#key?.get() : null;
    for (const part of this.#parts) part.look?.();
    const answer = await this.#http.look(voter, key ?? undefined);
    if (saysGone(answer)) this.#line.happen({ type: "ended", ended: "gone" });
    // Meanwhile the next person may have sat down, or a line have brought more than HTTP may say.
    else if (answer.body && voter === this.#voter && !this.#line.live) {
      this.#learn({ ...answer.body, type: "snapshot", role: this.snapshot.value?.role ?? this.#role });
    }
    return answer.status > 0;
  }
}

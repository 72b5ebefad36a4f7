/** A device with its tabs: the real page logic, on a browser whose network, storage and sleep are the world's. */
import type { Browser } from "../../src/page/browser.ts";
import { type Shelf, voterName } from "../../src/page/device.ts";
import type { Me } from "../../src/page/me.ts";
import { outboxName } from "../../src/page/outbox.ts";
import { enterAsPlayer, enterRoom, type Room } from "../../src/page/room.ts";
import { Seat } from "../../src/page/seat.ts";
import { type Item, talkOutboxName } from "../../src/page/talk/outbox.ts";
import { attachTalk, type Talk } from "../../src/page/talk/talk.ts";
import { ballotQuestionOf } from "../../src/poll/talk/talk.ts";
import type { CommandBody } from "../../src/protocol/client.ts";
import type { Code } from "../../src/protocol/codes.ts";
import { PING, PONG } from "../../src/protocol/limits.ts";
import type { Choice, Role, Snapshot } from "../../src/protocol/server.ts";
import { Owner } from "./clock.ts";
import { now } from "./globals.ts";
import type { Hearer } from "./hearer.ts";
import type { Judge } from "./judge.ts";
import { Line } from "./line.ts";
import { request } from "./request.ts";
import type { Server } from "./server.ts";
import type { Weather } from "./weather.ts";

/** What pages and people share. */
export interface Place {
  poll: string;
  server: Server;
  weather: Weather;
  judge: Judge;
  hearer: Hearer;
  /** People say something, too. */
  talks: boolean;
  lines: Set<Line>;
  nameOf(token: string): string;
  /** Into the trace, where there is one. */
  note(words: string): void;
}

/** What needs an answer. */
type Said =
  | { type: "vote"; question: string; n: number }
  | { type: "upvote"; ask: number; n: number }
  | { type: "say"; n: number }
  | { type: "ask"; n: number };

const SAID: ReadonlySet<string> = new Set<Said["type"]>(["vote", "upvote", "say", "ask"]);

const NOT_FINAL: readonly Code[] = ["too-fast", "busy", "full", "hello-first"];

const WRONG_BY_MS_MAX = 4 * 3_600_000;

export class Device {
  skewMs = 0;
  readonly tabs = new Set<Tab>();
  readonly role: Role;
  readonly key: string | undefined;
  readonly place: Place;
  readonly #kept = new Map<string, string>();

  constructor(place: Place, role: Role, key?: string) {
    this.place = place;
    this.role = role;
    this.key = key;
    this.setClock();
  }

  /** Most are right; some are wrong by hours, and may be set at any time. */
  setClock(): void {
    this.skewMs = now.chance() < 0.7 ? 0 : Math.floor((now.chance() - 0.5) * WRONG_BY_MS_MAX);
  }

  get token(): string {
    return this.#kept.get(voterName(this.place.poll)) ?? "";
  }

  get outbox(): Record<string, Record<string, { n: number; choice?: Choice; round?: number }>> {
    return JSON.parse(this.#kept.get(outboxName(this.place.poll)) ?? "{}");
  }

  /** What is said and not acknowledged, by voter. */
  get unsaid(): Record<string, { last: number; items: Item[] }> {
    return JSON.parse(this.#kept.get(talkOutboxName(this.place.poll)) ?? "{}");
  }

  shelfOf(tab: Tab): Shelf {
    return {
      get: (key) => this.#kept.get(key) ?? null,
      set: (key, value) => {
        if (value === null) this.#kept.delete(key);
        else this.#kept.set(key, value);
        for (const other of this.tabs) {
          if (other !== tab) now.clock.after(1, other.owner, () => other.happens("storage", { key }));
        }
      },
    };
  }
}

export class Tab {
  readonly device: Device;
  readonly owner: Owner;
  hidden = false;
  /** In the browser's cache. */
  parked = false;
  room!: Room;
  me: Me | null = null;
  talk: Talk | null = null;
  #seen = { epoch: "", seq: 0 };
  readonly #listeners = new Map<string, Set<(event: Event) => void>>();

  constructor(device: Device, first: Snapshot | null, plays: boolean) {
    const { poll, talks } = device.place;
    this.device = device;
    this.owner = new Owner(
      {
        done: () => this.#looks(),
        failed: (error) => device.place.judge.fail(`a page threw ${error instanceof Error ? error.stack : error}`),
      },
      device,
    );
    device.tabs.add(this);
    now.clock.act(this.owner, () => {
      const { role, key } = device;
      const browser = this.#browser();
      if (role !== "voter") this.room = enterRoom({ poll, role, first, ...(key && { key }) }, browser);
      else if (!plays) this.room = new Seat({ poll, role, first }, browser);
      else ({ room: this.room, me: this.me } = enterAsPlayer({ poll, first }, browser));
      if (talks && role === "voter") this.talk = attachTalk(this.room, poll);
    });
  }

  get #shelf(): Shelf {
    return this.device.shelfOf(this);
  }

  // ---- what a person does ----

  act(what: () => void): void {
    now.clock.give(this.owner, what);
  }

  vote(question: string, choice: Choice): void {
    const { judge, nameOf } = this.device.place;
    this.act(() => {
      const before = this.device.outbox;
      this.room.vote(question, choice);
      // Under the name that this tab still has: another one may just have handed the device on.
      for (const [token, slots] of Object.entries(this.device.outbox)) {
        const slot = slots[question];
        if (!slot || slot.n === before[token]?.[question]?.n) continue;
        judge.tapped({ token, voter: nameOf(token), question, round: slot.round, choice, n: slot.n });
      }
    });
  }

  speak(how: (talk: Talk) => void): void {
    this.act(() => {
      if (!this.talk) return;
      const before = this.device.unsaid;
      how(this.talk);
      for (const [token, { items }] of Object.entries(this.device.unsaid)) {
        for (const item of items) if (item.n > (before[token]?.last ?? 0)) this.#wrote(token, item);
      }
    });
  }

  #wrote(token: string, item: Item): void {
    const { judge, hearer, nameOf } = this.device.place;
    const voter = nameOf(token);
    const { n } = item;
    if (item.type !== "upvote") return hearer.wrote({ type: item.type, voter, text: item.text, n });
    judge.tapped({ token, voter, question: ballotQuestionOf(item.ask), round: 1, choice: item.up ? [0] : [], n });
  }

  command(command: CommandBody): void {
    this.act(() => void this.room.command(command).catch(() => {}));
  }

  // ---- what becomes of the page ----

  happens(type: string, detail: object = {}): void {
    for (const heard of this.#listeners.get(type) ?? []) heard({ type, ...detail } as unknown as Event);
  }

  show(shown: boolean): void {
    this.hidden = !shown;
    this.act(() => this.happens("visibilitychange"));
  }

  park(): void {
    this.parked = true;
    this.act(() => this.happens("pagehide"));
    this.owner.frozen = true;
  }

  comeBack(): void {
    const wasParked = this.parked;
    this.parked = false;
    if (this.owner.frozen) now.clock.thaw(this.owner);
    if (wasParked) this.act(() => this.happens("pageshow", { persisted: true }));
    if (this.hidden) this.show(true);
  }

  /** A page that is killed gets no time to say anything. */
  close(killed: boolean): void {
    if (!killed) this.act(() => this.happens("pagehide"));
    this.owner.alive = false;
    this.device.tabs.delete(this);
    for (const line of this.device.place.lines) if (line.page === this.owner) line.cut();
  }

  #looks(): void {
    const { judge } = this.device.place;
    const snapshot = this.room?.snapshot.peek();
    if (!snapshot) return;
    const { epoch, seq } = snapshot;
    if (epoch === this.#seen.epoch && seq < this.#seen.seq) judge.fail(`a page went back from seq ${this.#seen.seq} to ${seq}`);
    this.#seen = { epoch, seq };
  }

  #browser(): Browser {
    return {
      socket: () => this.#connect() as unknown as WebSocket,
      fetch: (path, init) => request(this.device.place, this.owner, path, init, this.#answeredByHttp),
      chance: () => now.chance(),
      hidden: () => this.hidden,
      listen: (type, heard) => {
        const listeners = this.#listeners.get(type) ?? new Set();
        this.#listeners.set(type, listeners.add(heard));
        return () => listeners.delete(heard);
      },
      shelf: this.#shelf,
    };
  }

  #connect(): object {
    const { server, weather, lines, judge } = this.device.place;
    const sent = new Map<number, Said>();
    let token = "";
    const line = new Line(this.owner, server, weather, {
      said: (text) => {
        if (text.startsWith('{"type":"hello"')) token = JSON.parse(text).voter;
        if (text === PING) return;
        const { ref, ...said } = JSON.parse(text);
        if (SAID.has(said.type)) sent.set(ref, said);
      },
      heard: (text) => {
        if (text === PONG) return;
        const { type, seq, ref, code } = JSON.parse(text);
        if (seq !== undefined) judge.told(seq);
        if (type !== "ack" && type !== "refused") return;
        const said = sent.get(ref);
        if (said) this.#answered(token, said, type === "ack", code);
      },
    });
    lines.add(line);
    return line.phone;
  }

  readonly #answeredByHttp = (token: string, content: string, isAck: boolean, code?: Code): void => {
    const said = { type: "vote", ...JSON.parse(content) };
    if (SAID.has(said.type)) this.#answered(token, said, isAck, code);
  };

  #answered(token: string, said: Said, isAck: boolean, code?: Code): void {
    const { judge, hearer, nameOf } = this.device.place;
    if (said.type === "say" || said.type === "ask") {
      const isFinal = isAck || !NOT_FINAL.includes(code ?? "busy");
      if (isFinal) hearer.answered({ type: said.type, voter: nameOf(token), n: said.n }, isAck);
      return;
    }
    const { n } = said;
    const question = said.type === "upvote" ? ballotQuestionOf(said.ask) : said.question;
    const tap = judge.tapOf(token, question, n);
    if (!tap) return judge.fail(`an answer to a vote that nobody meant: ${question} ${n}`);
    this.device.place.note(`answer to ${question} ${JSON.stringify(tap.choice)} n ${n}: ${isAck ? "ack" : code}`);
    if (isAck) judge.acked(tap);
    else if (!NOT_FINAL.includes(code ?? "busy")) judge.refused(tap);
  }
}

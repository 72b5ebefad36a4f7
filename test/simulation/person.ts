/** A device with its tabs: the real page logic, on a browser whose network, storage and sleep are the world's. */
import type { Browser } from "../../src/page/browser.ts";
import { type Shelf, voterName } from "../../src/page/device.ts";
import type { Me } from "../../src/page/me.ts";
import { outboxName } from "../../src/page/outbox.ts";
import { enterAsPlayer, enterRoom, type Room } from "../../src/page/room.ts";
import { Seat } from "../../src/page/seat.ts";
import type { CommandBody } from "../../src/protocol/client.ts";
import type { Code } from "../../src/protocol/codes.ts";
import { PONG } from "../../src/protocol/limits.ts";
import type { Choice, Role, Snapshot } from "../../src/protocol/server.ts";
import { Owner } from "./clock.ts";
import { now } from "./globals.ts";
import type { Judge } from "./judge.ts";
import { Line } from "./line.ts";
import type { Server } from "./server.ts";
import type { Weather } from "./weather.ts";

/** What pages and people share. */
export interface Place {
  poll: string;
  server: Server;
  weather: Weather;
  judge: Judge;
  lines: Set<Line>;
  nameOf(token: string): string;
  /** Into the trace, where there is one. */
  note(words: string): void;
}

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
  #seen = { epoch: "", seq: 0 };
  readonly #listeners = new Map<string, Set<(event: Event) => void>>();

  constructor(device: Device, first: Snapshot | null, plays: boolean) {
    const { poll } = device.place;
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
      fetch: (path, init) => this.#ask(path, init) as Promise<Response>,
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
    const sent = new Map<number, { question: string; n: number }>();
    let token = "";
    const line = new Line(this.owner, server, weather, {
      said: (text) => {
        if (text.startsWith('{"type":"hello"')) token = JSON.parse(text).voter;
        if (!text.startsWith('{"type":"vote"')) return;
        const { ref, ...vote } = JSON.parse(text);
        sent.set(ref, vote);
      },
      heard: (text) => {
        if (text === PONG) return;
        const { type, seq, ref, code } = JSON.parse(text);
        if (seq !== undefined) judge.told(seq);
        if (type !== "ack" && type !== "refused") return;
        const vote = sent.get(ref);
        if (vote) this.#answered(token, vote, type === "ack", code);
      },
    });
    lines.add(line);
    return line.phone;
  }

  #answered(token: string, { question, n }: { question: string; n: number }, isAck: boolean, code?: Code): void {
    const { judge } = this.device.place;
    const tap = judge.tapOf(token, question, n);
    if (!tap) return judge.fail(`an answer to a vote that nobody meant: ${question} ${n}`);
    this.device.place.note(`answer to ${question} ${JSON.stringify(tap.choice)} n ${n}: ${isAck ? "ack" : code}`);
    if (isAck) judge.acked(tap);
    else if (!NOT_FINAL.includes(code ?? "busy")) judge.refused(tap);
  }

  #ask(path: string, init: RequestInit): Promise<unknown> {
    const { server, weather, judge } = this.device.place;
    const { authorization = "" } = init.headers as Record<string, string>;
    const content = (init.body as string | undefined) ?? null;
    return new Promise((resolve, reject) => {
      const until = (init.signal as unknown as { until: number }).until;
      const timeout = now.clock.after(until - now.clock.now, this.owner, () => reject(new TypeError("no answer")));
      const { copies, answered } = weather.fate();
      if (copies === 0 && now.chance() < 0.5) now.clock.after(5, this.owner, () => reject(new TypeError("no network")));
      const respond = (status: number, body: object) => {
        if (!answered) return;
        const text = JSON.stringify(body);
        now.clock.after(weather.delayMs(), this.owner, () => {
          now.clock.cancel(timeout);
          const { seq, error } = JSON.parse(text) as { seq?: number; error?: { code: Code } };
          if (seq !== undefined) judge.told(seq);
          if (path.endsWith("/votes") && content) {
            this.#answered(authorization.slice("Voter ".length), JSON.parse(content), status === 200, error?.code);
          }
          resolve({ status, ok: status === 200, json: () => Promise.resolve(JSON.parse(text)) });
        });
      };
      for (let copy = 0; copy < copies; copy++) {
        now.clock.after(weather.delayMs(), null, () => server.ask(path, authorization, content, respond));
      }
    });
  }
}

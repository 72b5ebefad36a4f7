/** The shell around `connection.ts`: the socket, one timer judged by timestamps, and what the browser tells of sleep and networks. */
import {
  CONNECT_WITHIN_MS,
  LOOK_EVERY_MS,
  LOOK_EVERY_MS_MAX,
  PING,
  PING_EVERY_MS,
  PONG,
  PONG_WITHIN_MS,
  PROBE_WITHIN_MS,
  RETRY_MS_MAX,
  SNAPSHOT_WITHIN_MS,
} from "../protocol/limits.ts";
import type { ServerMessage } from "../protocol/server.ts";
import type { Browser } from "./browser.ts";
import { begin, blocked, type Connection, type Happening, step } from "./connection.ts";

/** What a line needs from the room. */
export interface Speaker {
  /** Is there a vote to bring away, even while nobody looks? */
  unsent(): boolean;
  hello(): object;
  heard(message: ServerMessage): void;
  changed(connection: Connection): void;
  delay(ms: number): void;
  /** One look by HTTP; false when no answer came. */
  look(): Promise<boolean>;
  /** The page goes away, or into the browser's cache: the last moment to send something. */
  parting(): void;
}

const LOOK_SPREAD_MAX = 1.5; // looks of a room are spread over as long as one of them waits

export class Line {
  readonly #path: string;
  readonly #browser: Browser;
  readonly #speaker: Speaker;
  readonly #stops: (() => void)[];
  #connection: Connection;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = 0;
  /** When something must have been heard: an open socket, a snapshot, a pong. */
  #expectBy = Infinity;
  #pingAt = 0;
  #pingSentAt = 0;
  #lookAt = Infinity;
  #looksFailed = 0;
  /** Why the line has to prove itself just now, where somebody looks or the network is back. */
  #woken: Happening | null = null;
  #left = false;

  constructor(poll: string, browser: Browser, speaker: Speaker) {
    this.#path = `/ws/${poll}`;
    this.#browser = browser;
    this.#speaker = speaker;
    this.#connection = begin(Date.now());
    this.#stops = [
      browser.listen("online", () => this.#wake({ type: "online" })),
      browser.listen("offline", () => this.probe(PROBE_WITHIN_MS)),
      browser.listen("visibilitychange", () => browser.hidden() || this.#wake({ type: "shown" })),
      browser.listen("pageshow", (event) => (event as PageTransitionEvent).persisted && this.#wake({ type: "shown" })),
      browser.listen("pagehide", () => {
        speaker.parting();
        this.happen({ type: "parked" });
      }),
    ];
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Greeted: until then the socket has only its deadline. */
  get live(): boolean {
    return this.#connection.downSince === null;
  }

  happen(happening: Happening): void {
    if (this.#left) return;
    const before = this.#connection;
    const after = step(before, happening, Date.now(), this.#browser.chance());
    this.#connection = after;
    if (after !== before) {
      if (after.state !== "open") this.#drop();
      if (happening.type === "lost" && before.downSince !== null) this.#lookSoon();
      if (this.live || after.state === "ended") this.#lookAt = Infinity;
      if (after.state === "connecting") this.#connect();
      this.#speaker.changed(after);
    }
    this.#arm();
  }

  /** Tries now, where somebody looks or a vote waits. */
  start(): void {
    this.happen({ type: "due", wanted: this.#wanted() });
  }

  send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** A pong, or anything else, must come within this time. */
  probe(withinMs: number): void {
    if (!this.live) return;
    const now = Date.now();
    this.#pingSentAt = now;
    this.#pingAt = now + PING_EVERY_MS;
    this.#expectBy = Math.min(this.#expectBy, now + withinMs);
    this.#socket?.send(PING);
    this.#arm();
  }

  leave(): void {
    this.#left = true;
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
    this.#drop();
  }

  #wanted(): boolean {
    return !this.#browser.hidden() || this.#speaker.unsent();
  }

  /** Without waiting for the other side's goodbye: a dead line never says it. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#expectBy = Infinity;
    this.#woken = null;
    socket?.close();
  }

  #connect(): void {
    this.#expectBy = Date.now() + CONNECT_WITHIN_MS;
    try {
      const socket = this.#browser.socket(this.#path);
      this.#socket = socket;
      const ifCurrent = (then: () => void) => this.#socket === socket && then();
      socket.onopen = () => ifCurrent(() => this.#opened());
      socket.onmessage = ({ data }) => ifCurrent(() => this.#heard(data));
      socket.onclose = ({ code }) => ifCurrent(() => this.#lost(code));
    } catch {
      // A browser that forbids sockets throws here; the deadline then counts it as a failed attempt.
    }
  }

  #opened(): void {
    this.#woken = null;
    this.#expectBy = Date.now() + SNAPSHOT_WITHIN_MS;
    this.send(this.#speaker.hello());
    this.happen({ type: "opened" });
  }

  #heard(frame: string): void {
    this.#woken = null;
    if (this.live) this.#expectBy = Infinity;
    const message = frame === PONG ? null : parsed(frame);
    if (frame === PONG) this.#speaker.delay(Date.now() - this.#pingSentAt);
    if (!message) return;
    this.#speaker.heard(message);
    if (message.type !== "snapshot" || this.#connection.state !== "open" || this.live) return;
    this.#expectBy = Infinity;
    this.#pingAt = Date.now(); // who never pinged is not missed when the network goes
    this.happen({ type: "greeted" });
  }

  #tick(): void {
    const now = Date.now();
    const slept = now - this.#timerAt > PROBE_WITHIN_MS;
    const until = this.#until(now);
    if (until.look === 0) this.#look();
    if (until.retry === 0) this.start();
    else if (until.expect === 0) this.#overdue(slept);
    else if (until.ping === 0) this.probe(slept ? PROBE_WITHIN_MS : PONG_WITHIN_MS);
    else this.#arm();
  }

  #overdue(slept: boolean): void {
    if (this.live && slept) {
      // The answer may lie in the queue behind this timer: the page slept, not the line.
      this.#expectBy = Infinity;
      this.probe(PROBE_WITHIN_MS);
      return;
    }
    this.#lost(1006);
  }

  #lost(code: number): void {
    const woken = this.#woken;
    this.happen({ type: "lost", code });
    // It was dead before: this is no room whose line was cut, and a person waits.
    if (woken && this.#connection.state === "waiting") this.happen(woken);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const { look, retry, expect, ping } = this.#until(now);
    const ms = Math.min(look, retry, expect, ping);
    this.#timerAt = now + ms;
    if (ms < Infinity && !this.#left) this.#timer = setTimeout(() => this.#tick(), ms);
  }

  #until(now: number): Record<"look" | "retry" | "expect" | "ping", number> {
    return {
      look: msUntil(this.#lookAt, LOOK_EVERY_MS_MAX * LOOK_SPREAD_MAX, now),
      retry: msUntil(this.#connection.retryAt ?? Infinity, RETRY_MS_MAX, now),
      expect: msUntil(this.#expectBy, Math.max(SNAPSHOT_WITHIN_MS, PONG_WITHIN_MS), now),
      ping: msUntil(this.live ? this.#pingAt : Infinity, PING_EVERY_MS, now),
    };
  }

  /** Somebody looks again, or the network changed: what is under way must prove itself, what is missing is tried. */
  #wake(happening: Happening): void {
    if (blocked(this.#connection, Date.now())) this.#lookSoon();
    const before = this.#connection;
    this.happen(happening);
    if (this.#connection !== before || !this.#socket) return;
    this.#woken = happening;
    this.#expectBy = Math.min(this.#expectBy, Date.now() + PROBE_WITHIN_MS);
    this.probe(PROBE_WITHIN_MS);
    this.#arm();
  }

  #lookSoon(): void {
    this.#lookAt = Math.min(this.#lookAt, Date.now());
  }

  /** Once after a failed attempt, since a browser hides the status of a refused upgrade; again and again while sockets are blocked. */
  async #look(): Promise<void> {
    this.#lookAt = Infinity;
    if (this.#browser.hidden()) return;
    const answered = await this.#speaker.look();
    this.#looksFailed = answered ? 0 : this.#looksFailed + 1;
    if (this.#connection.state === "ended" || !blocked(this.#connection, Date.now())) return;
    const every = Math.min(LOOK_EVERY_MS_MAX, LOOK_EVERY_MS * 2 ** this.#looksFailed);
    this.#lookAt = Date.now() + every * (LOOK_SPREAD_MAX - this.#browser.chance());
    this.#arm();
  }
}

/** 0 is due. A clock that was put back must let nothing wait longer than it ever may. */
function msUntil(at: number, mostMs: number, now: number): number {
  const ms = at - now;
  return ms > mostMs && at < Infinity ? 0 : Math.max(0, ms);
}

function parsed(frame: string): ServerMessage | null {
  try {
    return JSON.parse(frame);
  } catch {
    return null;
  }
}

/** One connection between a page and the hub: in order both ways, as TCP has it, until it is cut, or dead without anybody knowing. */
import { PING, PONG } from "../../src/protocol/limits.ts";
import type { Owner } from "./clock.ts";
import type { EngineSocket } from "./face.ts";
import { now } from "./globals.ts";
import type { Server } from "./server.ts";
import type { Who } from "./sight.ts";
import type { Weather } from "./weather.ts";

/** What a line tells to who watches. */
export interface Watch {
  /** The page has said this. */
  said(text: string): void;
  /** The page hears this now. */
  heard(text: string): void;
}

const STALLED_BYTES = 100_000; // more than a hub lets wait for one socket
const CUT_TOLD_MS = 300;

export class Line {
  readonly phone: PhoneSocket;
  readonly hub: HubSocket;
  readonly page: Owner;
  readonly watch: Watch;
  readonly #server: Server;
  readonly #weather: Weather;
  /** `dead`: nothing arrives any more, and nobody knows. */
  state: "connecting" | "up" | "dead" | "cut" = "connecting";
  /** Nothing moves until it goes on. */
  stalled = false;
  readonly #held: (() => void)[] = [];
  readonly #free = { up: 0, down: 0 };

  constructor(page: Owner, server: Server, weather: Weather, watch: Watch) {
    this.page = page;
    this.watch = watch;
    this.#server = server;
    this.#weather = weather;
    this.phone = new PhoneSocket(this);
    this.hub = new HubSocket(this, server);
    const { meets } = weather;
    if (meets === "refuses") this.cut();
    else if (meets === "hangs") this.state = "dead";
    else now.clock.after(weather.delayMs(), null, () => this.#knock());
  }

  up(text: string): void {
    this.#travel("up", () => this.#server.hear(this.hub, text));
  }

  down(text: string): void {
    this.#travel("down", () => now.clock.give(this.page, () => this.phone.hear(text)));
  }

  /** The hub closes it. */
  hangUp(code: number): void {
    this.#travel("down", () => {
      now.clock.give(this.page, () => this.phone.end(code));
      this.state = "cut";
      now.clock.after(this.#weather.delayMs(), null, () => this.#server.left(this.hub, code));
    });
  }

  /** The page closes it. */
  leave(): void {
    this.#travel("up", () => {
      this.state = "cut";
      this.#server.left(this.hub, 1005);
    });
  }

  /** Gone, as both sides notice sooner or later. What was on its way is lost. */
  cut(): void {
    if (this.state === "cut") return;
    this.state = "cut";
    now.clock.after(0, this.page, () => this.phone.end(1006));
    now.clock.after(now.chance() * CUT_TOLD_MS, null, () => this.#server.left(this.hub, 1006));
  }

  die(): void {
    if (this.state !== "cut") this.state = "dead";
  }

  goOn(): void {
    this.stalled = false;
    for (const move of this.#held.splice(0)) move();
  }

  #knock(): void {
    if (this.state !== "connecting") return;
    if (!this.#server.accept(this.hub)) return this.cut();
    this.state = "up";
    this.#travel("down", () => now.clock.give(this.page, () => this.phone.open()));
  }

  #travel(way: "up" | "down", arrive: () => void): void {
    if (this.state !== "up") return;
    if (this.stalled) return void this.#held.push(() => this.#travel(way, arrive));
    const at = Math.max(this.#free[way], now.clock.now + this.#weather.delayMs());
    this.#free[way] = at;
    now.clock.after(at - now.clock.now, null, () => this.state === "up" && arrive());
  }

  get unsentBytes(): number {
    return this.stalled && this.#held.length > 0 ? STALLED_BYTES : 0;
  }
}

/** As a page has it. */
export class PhoneSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  #state: "connecting" | "open" | "closed" = "connecting";
  readonly #line: Line;

  constructor(line: Line) {
    this.#line = line;
  }

  send(text: string): void {
    if (this.#state === "connecting") throw new Error("a page has sent on a line that is not open yet");
    if (this.#state === "closed") return;
    this.#line.watch.said(text);
    this.#line.up(text);
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    if (this.#line.state === "connecting") this.#line.cut();
    else this.#line.leave();
  }

  open(): void {
    if (this.#state !== "connecting") return;
    this.#state = "open";
    this.onopen?.();
  }

  hear(text: string): void {
    if (this.#state !== "open") return;
    this.#line.watch.heard(text);
    this.onmessage?.({ data: text });
  }

  end(code: number): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.onclose?.({ code });
  }
}

/** As the engine gives it to a hub. */
export class HubSocket implements EngineSocket {
  readyState = 1;
  /** The engine lists it. */
  listed = false;
  pingedAt: number | null = null;
  #attachment = "null";
  #identity: Who | null | undefined = null;
  readonly line: Line;
  readonly #server: Server;

  constructor(line: Line, server: Server) {
    this.line = line;
    this.#server = server;
  }

  get bufferedAmount(): number {
    return this.line.unsentBytes;
  }

  send(text: string): void {
    if (this.readyState !== 1) throw new Error("sent on a socket that is closed");
    this.#server.says(this, text);
    this.#server.leave(() => this.line.down(text));
  }

  close(code: number): void {
    if (this.readyState !== 1) return;
    this.readyState = 2;
    this.#server.leave(() => this.line.hangUp(code));
  }

  serializeAttachment(attachment: unknown): void {
    this.#attachment = JSON.stringify(attachment);
    this.#identity = undefined;
  }

  deserializeAttachment(): unknown {
    return JSON.parse(this.#attachment);
  }

  /** Who sits behind it, as the hub has written it down. */
  get identity(): Who | null {
    if (this.#identity === undefined) this.#identity = (this.deserializeAttachment() as { identity: Who | null }).identity;
    return this.#identity;
  }

  /** Answered by the engine itself. */
  pingPong(text: string): boolean {
    if (text !== PING) return false;
    this.pingedAt = now.clock.now;
    this.line.down(PONG);
    return true;
  }
}

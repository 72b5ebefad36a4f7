/** A phone behind a relay, as the hub has it: what it is told goes into the parcel for its relay. */
import type { CloseCode } from "../protocol/close.ts";
import { BEHIND_BYTES_MAX } from "../protocol/limits.ts";
import { type Kept, OPEN } from "./session.ts";
import type { Socket } from "./socket.ts";

/** The way to a relay. */
export interface RelayLine {
  say(phone: number, frame: string): void;
  close(phone: number, code: CloseCode): void;
  keep(phone: number, kept: Kept): void;
}

const CLOSED = 3;

export class RelayedSocket implements Socket {
  readonly relay: RelayLine;
  readonly phone: number;
  readyState = OPEN;
  /** Its relay says that it does not read. */
  isBehind = false;
  #kept: Kept | null;

  constructor(relay: RelayLine, phone: number, kept: Kept | null) {
    this.relay = relay;
    this.phone = phone;
    this.#kept = kept;
  }

  get bufferedAmount(): number {
    return this.isBehind ? BEHIND_BYTES_MAX + 1 : 0;
  }

  send(frame: string): void {
    if (this.readyState === OPEN) this.relay.say(this.phone, frame);
  }

  close(code: number): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSED;
    this.relay.close(this.phone, code as CloseCode);
  }

  /** It has left, or its relay is lost. */
  gone(): void {
    this.readyState = CLOSED;
  }

  serializeAttachment(kept: Kept): void {
    if (this.readyState === OPEN) this.relay.keep(this.phone, kept);
  }

  /** Once: a session is made of it. */
  deserializeAttachment(): Kept | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept;
  }
}

/** All of them, relay by relay: a slice of a crowd is then few parcels, each for many phones, and not one for each relay. */
export class RelayedSockets {
  readonly #byRelay = new Map<object, Set<Socket>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(socket: RelayedSocket): void {
    const sockets = this.#byRelay.get(socket.relay);
    if (sockets) sockets.add(socket);
    else this.#byRelay.set(socket.relay, new Set([socket]));
    this.#size += 1;
  }

  delete(socket: Socket): boolean {
    const sockets = socket.relay && this.#byRelay.get(socket.relay);
    if (!socket.relay || !sockets?.delete(socket)) return false;
    if (sockets.size === 0) this.#byRelay.delete(socket.relay);
    this.#size -= 1;
    return true;
  }

  all(): Socket[] {
    return [...this.#byRelay.values()].flatMap((sockets) => [...sockets]);
  }
}

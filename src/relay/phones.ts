/** The phones of a relay: their sockets, and their numbers in what is said with the hub. */
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import { PHONE_NUMBERS_PER_MS } from "../protocol/limits.ts";
import { closeQuietly, OwnSockets } from "../sockets/own.ts";
import type { Kept } from "../sockets/session.ts";
import { keep, keptIn, type Socket } from "../sockets/socket.ts";
import type { Guest } from "../sockets/threshold.ts";
import type { Roll } from "./wire.ts";

interface Phone extends Guest {
  /** Null until it has said hello. */
  number: number | null;
  /** In memory only, until it has said hello. */
  address: string | undefined;
}

/** What must survive a sleep of the relay, in each socket. */
interface Attachment {
  relay: string;
  life: string;
  number: number;
  /** Null until the hub has said what. */
  kept: Kept | null;
}

interface Life {
  text: string;
  bornAt: number;
  lastNumber: number;
}

export class Phones {
  readonly #own: OwnSockets;
  readonly #phones = new WeakMap<Socket, Phone>();
  readonly #sockets = new Map<number, Socket>();
  #life: Life | null = null;
  #relay = "";

  constructor(ctx: DurableObjectState, saidNothing: (socket: Socket) => void) {
    this.#own = new OwnSockets(ctx, saidNothing);
    for (const socket of [...this.#own.open()]) this.#wake(socket);
  }

  /** Its name. */
  get relay(): string {
    return this.#relay;
  }

  get life(): string | null {
    return this.#life?.text ?? null;
  }

  /** Open sockets, also of those who have not said hello. */
  get size(): number {
    return this.#own.open().size;
  }

  accept(relay: string, address: string | undefined, now: number): Response {
    this.#relay = relay;
    return this.#own.accept(now, (socket) => this.#phones.set(socket, newPhone(address)));
  }

  /** The one that has woken us by leaving is not among those that the engine lists. */
  of(socket: Socket): Phone {
    return this.#phones.get(socket) ?? this.#wake(socket);
  }

  socketOf(number: number): Socket | undefined {
    return this.#sockets.get(number);
  }

  all(): Socket[] {
    return [...this.#own.open()];
  }

  /** It has said hello. True where a new life begins with it. */
  greet(socket: Socket, now: number): { number: number; isFirst: boolean } {
    const isFirst = this.#sockets.size === 0 || !this.#life;
    if (isFirst || !this.#life) this.#life = newLife(now);
    const number = nextNumber(this.#life, now);
    this.of(socket).number = number;
    this.#sockets.set(number, socket);
    this.#own.named(socket);
    keep(socket, { relay: this.#relay, life: this.#life.text, number, kept: null } satisfies Attachment);
    return { number, isFirst };
  }

  /** For the hub, should it lose its memory. */
  keep(number: number, kept: Kept): void {
    const socket = this.#sockets.get(number);
    if (socket && this.#life) keep(socket, { relay: this.#relay, life: this.#life.text, number, kept } satisfies Attachment);
  }

  roll(): Roll {
    const phones: Roll["phones"] = [];
    for (const [phone, socket] of this.#sockets) {
      const kept = keptIn<Attachment>(socket)?.kept;
      if (kept) phones.push({ phone, kept });
    }
    return { life: this.life, phones };
  }

  /** After a close from either side; its number where the hub knows of it. */
  forget(socket: Socket): number | null {
    const phone = this.of(socket);
    phone.closing = true;
    this.#own.forget(socket);
    const { number } = phone;
    phone.number = null;
    if (number === null || this.#sockets.get(number) !== socket) return null;
    this.#sockets.delete(number);
    return number;
  }

  /** Closes once; its number where the hub knows of it. */
  close(socket: Socket, code: CloseCode): number | null {
    if (this.of(socket).closing) return null;
    const number = this.forget(socket);
    keep(socket, null); // whoever does not answer the close must not be somebody again when we wake
    closeQuietly(socket, code, "");
    return number;
  }

  silent(now: number): Socket[] {
    return this.#own.silent(now);
  }

  /** Of whom we do not know where they come from, or whom the hub may not know, they come again. */
  #wake(socket: Socket): Phone {
    const phone = newPhone(undefined);
    this.#phones.set(socket, phone);
    const attachment = keptIn<Attachment>(socket);
    const isOfOtherLife = this.#life !== null && attachment?.life !== this.#life.text;
    if (!attachment?.kept || isOfOtherLife) {
      this.close(socket, CLOSE.restarted);
      return phone;
    }
    phone.number = attachment.number;
    this.#relay = attachment.relay;
    this.#life ??= { text: attachment.life, bornAt: bornAt(attachment.life), lastNumber: 0 };
    this.#life.lastNumber = Math.max(this.#life.lastNumber, attachment.number);
    this.#sockets.set(attachment.number, socket);
    return phone;
  }
}

function newPhone(address: string | undefined): Phone {
  return { number: null, address, closing: false, credits: null, behindSince: null };
}

function newLife(now: number): Life {
  return { text: `${now} ${crypto.randomUUID()}`, bornAt: now, lastNumber: 0 };
}

function bornAt(life: string): number {
  return Number.parseInt(life, 10);
}

/**
 * Never twice in a life, or a newcomer could be told what was meant for somebody who has just left. After a sleep nobody knows the numbers of those
 * who left, but time has gone on further than they had.
 */
function nextNumber(life: Life, now: number): number {
  life.lastNumber = Math.max(life.lastNumber + 1, Math.floor((now - life.bornAt) * PHONE_NUMBERS_PER_MS));
  return life.lastNumber;
}

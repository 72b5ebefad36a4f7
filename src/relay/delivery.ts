/**
 * From the hub to phones: each phone is told in the order in which the hub spoke. Answers leave at once, and what the crowd is told in slices with
 * pauses, so that whoever speaks meanwhile is heard. All that waits for one phone leaves together: the engine's price is for each flush.
 */
import type { CloseCode } from "../protocol/close.ts";
import { BROADCAST_SLICE_SOCKETS, PRESENCE_EVERY_MS, SLICE_OVERDUE_MS } from "../protocol/limits.ts";
import { lagOf, say } from "../sockets/fanout.ts";
import { Timer } from "../sockets/slices.ts";
import type { Socket } from "../sockets/socket.ts";
import type { Phones } from "./phones.ts";
import type { Down, Told } from "./wire.ts";

/** A parcel, until all of it is delivered. */
interface Parcel {
  left: number;
  isDone: () => void;
}

interface Letter {
  parcel: Parcel;
  what: string | CloseCode;
}

export interface Watch {
  /** Has stopped reading, or reads again. */
  lags(number: number, isBehind: boolean): void;
  /** Has not read for so long that it never will. */
  stuck(socket: Socket): void;
}

export class Delivery {
  readonly #phones: Phones;
  readonly #watch: Watch;
  readonly #waiting = new Map<Socket, Letter[]>();
  readonly #behind = new Set<Socket>();
  #slicedAt = 0;
  readonly #slicer = new Timer((now) => this.#slice(now));
  readonly #looker = new Timer((now) => this.#lookAgain(now));

  constructor(phones: Phones, watch: Watch) {
    this.#phones = phones;
    this.#watch = watch;
  }

  /** Resolves when all of it is delivered: by this the hub knows how fast this relay is. */
  async deliver(downs: readonly Down[], now: number): Promise<Told> {
    const gone = new Set<number>();
    let isDone = () => {};
    const done = new Promise<void>((resolve) => {
      isDone = resolve;
    });
    const parcel: Parcel = { left: 1, isDone };
    let atOnce = 0;
    for (const down of downs) {
      if ("kept" in down) {
        this.#phones.keep(down.phone, down.kept);
        continue;
      }
      const letter = { parcel, what: "frame" in down ? down.frame : down.close };
      const waits = down.to.length > BROADCAST_SLICE_SOCKETS || atOnce > BROADCAST_SLICE_SOCKETS;
      if (!waits) atOnce += down.to.length;
      for (const number of down.to) this.#post(number, letter, waits, gone, now);
    }
    this.#delivered(parcel);
    if (this.#waiting.size > 0) this.#slicer.wakeAt(now, now);
    await done;
    return { gone: [...gone] };
  }

  /** A flood of messages starves timers: what is overdue is also driven by each of them. */
  drive(now: number): void {
    if (this.#waiting.size > 0 && Math.abs(now - this.#slicedAt) >= SLICE_OVERDUE_MS) this.#slice(now);
  }

  /** What waits for those who are to hear it before the end. */
  flush(now: number): void {
    for (const socket of this.#waiting.keys()) this.#serve(socket, now);
  }

  #post(number: number, letter: Letter, waits: boolean, gone: Set<number>, now: number): void {
    const socket = this.#phones.socketOf(number);
    if (!socket) return void gone.add(number);
    letter.parcel.left += 1;
    const letters = this.#waiting.get(socket);
    if (letters) letters.push(letter);
    else this.#waiting.set(socket, [letter]);
    if (!waits) this.#serve(socket, now);
  }

  #slice(now: number): void {
    this.#slicedAt = now;
    let served = 0;
    for (const socket of this.#waiting.keys()) {
      this.#serve(socket, now);
      if (++served >= BROADCAST_SLICE_SOCKETS) break;
    }
    if (this.#waiting.size > 0) this.#slicer.wakeAt(now, now);
  }

  #serve(socket: Socket, now: number): void {
    const letters = this.#waiting.get(socket) ?? [];
    this.#waiting.delete(socket);
    for (const { what, parcel } of letters) {
      if (typeof what === "number") this.#phones.close(socket, what);
      else if (!this.#phones.of(socket).closing) say(socket, what);
      this.#delivered(parcel);
    }
    this.#look(socket, now);
  }

  #delivered(parcel: Parcel): void {
    parcel.left -= 1;
    if (parcel.left === 0) parcel.isDone();
  }

  // ---- who does not read ----

  /** To a hub that has lost its memory. */
  sayWhoLags(): void {
    for (const socket of this.#behind) {
      const { number } = this.#phones.of(socket);
      if (number !== null) this.#watch.lags(number, true);
    }
  }

  /** Whether frames are skipped for it is the hub's to say. */
  #look(socket: Socket, now: number): void {
    const phone = this.#phones.of(socket);
    const lag = phone.closing ? null : lagOf(socket, phone, now);
    if (lag === "stuck") this.#watch.stuck(socket);
    const isBehind = lag === "behind";
    if (isBehind === this.#behind.has(socket)) return;
    if (isBehind) this.#behind.add(socket);
    else this.#behind.delete(socket);
    if (phone.number !== null) this.#watch.lags(phone.number, isBehind);
    if (isBehind) this.#looker.wakeAt(now + PRESENCE_EVERY_MS, now);
  }

  #lookAgain(now: number): void {
    for (const socket of [...this.#behind]) this.#look(socket, now);
    if (this.#behind.size > 0) this.#looker.wakeAt(now + PRESENCE_EVERY_MS, now);
  }
}

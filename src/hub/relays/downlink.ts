/** From a hub to one relay, for one life of it: all that is said in one piece of work leaves as one parcel. */
import type { CloseCode } from "../../protocol/close.ts";
import { BROADCAST_SLICE_SOCKETS, PARCEL_UNITS_MAX, RELAY_ANSWERS_WITHIN_MS, RELAY_SWEEP_EVERY_MS } from "../../protocol/limits.ts";
import type { Down, Told } from "../../relay/wire.ts";
import type { RelayedSocket, RelayLine } from "../../sockets/relayed.ts";
import type { Kept } from "../../sockets/session.ts";
import { within } from "../../sockets/within.ts";
import { Parcel } from "./parcel.ts";

/** What can be reached of a relay. */
export interface Mouth {
  tell(life: string, downs: Down[]): Promise<Told>;
}

export interface Fate {
  /** The relay is a new one: none of its phones is there any more. */
  over(line: Downlink): void;
  /** The relay cannot be reached, so its phones are given up. */
  lost(line: Downlink): void;
  left(socket: RelayedSocket): void;
  /** The hub has closed a phone. */
  closed(line: Downlink): void;
  /** What a crowd was told has reached it. */
  delivered(): void;
}

export class Downlink implements RelayLine {
  readonly name: string;
  readonly life: string;
  readonly phones = new Map<number, RelayedSocket>();
  readonly #dial: () => Mouth;
  readonly #fate: Fate;
  #mouth: Mouth | null = null;
  #parcel: Parcel | null = null;
  #calls = 0;
  /** Calls that tell a crowd. */
  #crowds = 0;
  #tookMs = 0;
  #toldAt = 0;

  /** `dial`: a new way to the relay; that of before it was lost leads nowhere. */
  constructor(name: string, life: string, dial: () => Mouth, fate: Fate) {
    this.name = name;
    this.life = life;
    this.#dial = dial;
    this.#fate = fate;
  }

  /** How long it took a crowd to be told here, as long as there is one; null while one is being told. */
  get tookMs(): number | null {
    if (this.phones.size <= BROADCAST_SLICE_SOCKETS) return 0;
    return this.#crowds > 0 ? null : this.#tookMs;
  }

  say(phone: number, frame: string): void {
    this.#open().say(phone, frame);
    this.#closeIfFull();
  }

  close(phone: number, code: CloseCode): void {
    this.phones.delete(phone);
    this.#open().close(phone, code);
    this.#fate.closed(this);
  }

  keep(phone: number, kept: Kept): void {
    this.#open().keep(phone, kept);
    this.#closeIfFull();
  }

  /** Sends away what there is. */
  flush(): void {
    const parcel = this.#parcel;
    this.#parcel = null;
    if (parcel) void this.#tell(parcel, parcel.phones > BROADCAST_SLICE_SOCKETS);
  }

  /** Whoever is told something looks for phones that fell silent; this is for a relay that was told nothing of late. */
  sweep(now: number): void {
    if (Math.abs(now - this.#toldAt) >= RELAY_SWEEP_EVERY_MS) this.#open();
  }

  #open(): Parcel {
    if (!this.#parcel) {
      this.#parcel = new Parcel();
      queueMicrotask(() => this.flush());
    }
    return this.#parcel;
  }

  #closeIfFull(): void {
    if ((this.#parcel?.units ?? 0) > PARCEL_UNITS_MAX) this.flush();
  }

  async #tell(parcel: Parcel, isCrowd: boolean): Promise<void> {
    const toldAt = Date.now();
    this.#toldAt = toldAt;
    // Calls keep their order on one way only, and a way that is not in use may be broken.
    if (this.#calls === 0 || !this.#mouth) this.#mouth = this.#dial();
    const mouth = this.#mouth;
    this.#calls += 1;
    if (isCrowd) this.#crowds += 1;
    const told = await within(RELAY_ANSWERS_WITHIN_MS, "a relay was lost", () => mouth.tell(this.life, parcel.downs));
    this.#calls -= 1;
    if (isCrowd) {
      this.#crowds -= 1;
      this.#tookMs = Math.max(0, Date.now() - toldAt);
    }
    if (told === null) this.#fate.lost(this);
    else if (told === "unknown") this.#fate.over(this);
    else this.#forget(told.gone);
    if (isCrowd) this.#fate.delivered();
  }

  #forget(gone: readonly number[]): void {
    for (const phone of gone) {
      const socket = this.phones.get(phone);
      if (socket) this.#fate.left(socket);
    }
  }
}

/** From a hub to one relay, for one life of it: all that is said in one piece of work leaves as one parcel. */
import type { CloseCode } from "../../protocol/close.ts";
import { BROADCAST_SLICE_SOCKETS, PARCEL_UNITS_MAX, SWEEP_EVERY_MS } from "../../protocol/limits.ts";
import type { Down, Told } from "../../relay/wire.ts";
import type { RelayedSocket, RelayLine } from "../../sockets/relayed.ts";
import type { Kept } from "../../sockets/session.ts";
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
  readonly #mouth: Mouth;
  readonly #fate: Fate;
  #parcel: Parcel | null = null;
  #underWay = 0;
  #tookMs = 0;
  #toldAt = 0;

  constructor(name: string, life: string, mouth: Mouth, fate: Fate) {
    this.name = name;
    this.life = life;
    this.#mouth = mouth;
    this.#fate = fate;
  }

  /** How long it took a crowd to be told here, as long as there is one; null while one is being told. */
  get tookMs(): number | null {
    if (this.phones.size <= BROADCAST_SLICE_SOCKETS) return 0;
    return this.#underWay > 0 ? null : this.#tookMs;
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
    if (parcel) void this.#tell(parcel, parcel.crowd > BROADCAST_SLICE_SOCKETS);
  }

  /** Whoever is told something looks for phones that fell silent; this is for a relay that was told nothing of late. */
  sweep(now: number): void {
    if (Math.abs(now - this.#toldAt) >= SWEEP_EVERY_MS) this.#open();
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
    if (isCrowd) this.#underWay += 1;
    const told = await this.#mouth.tell(this.life, parcel.downs).catch((failed: unknown) => {
      console.warn("a relay was lost", failed);
      return null;
    });
    if (isCrowd) {
      this.#underWay -= 1;
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

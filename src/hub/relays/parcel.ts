/** What leaves for one relay together, in its order. What several phones are told alike is said once. */
import type { CloseCode } from "../../protocol/close.ts";
import type { Down } from "../../relay/wire.ts";
import type { Kept } from "../../sockets/session.ts";

type Addressed = Extract<Down, { to: number[] }>;

export class Parcel {
  readonly downs: Down[] = [];
  /** UTF-16 units, about. */
  units = 0;
  readonly #alike = new Map<string | CloseCode, number>();
  /** Where the newest for each phone stands: nothing for it may go before that. */
  readonly #newest = new Map<number, number>();

  /** How many are told something. */
  get phones(): number {
    return this.#newest.size;
  }

  say(phone: number, frame: string): void {
    this.#add(phone, frame, () => ({ to: [phone], frame }), frame.length);
  }

  close(phone: number, code: CloseCode): void {
    this.#add(phone, code, () => ({ to: [phone], close: code }), 0);
  }

  keep(phone: number, kept: Kept): void {
    this.units += KEPT_UNITS;
    this.downs.push({ phone, kept });
  }

  #add(phone: number, what: string | CloseCode, alone: () => Addressed, units: number): void {
    this.units += PHONE_UNITS;
    const at = this.#alike.get(what);
    const together = at === undefined ? undefined : (this.downs[at] as Addressed);
    if (at !== undefined && together && at > (this.#newest.get(phone) ?? -1)) {
      together.to.push(phone);
      this.#newest.set(phone, at);
      return;
    }
    this.units += units;
    const place = this.downs.push(alone()) - 1;
    this.#alike.set(what, place);
    this.#newest.set(phone, place);
  }
}

const PHONE_UNITS = 5; // a number in bytes
const KEPT_UNITS = 300; // a name, a ticket and a network in JSON

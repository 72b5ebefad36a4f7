/** The host's key on this device. The device has the newest: another tab may have changed it. A phone that votes does not load this. */
import { hostKeyFor, hostKeyName, keepHostKey, type Shelf, takeFormerKey } from "./device.ts";

export class HostKey {
  readonly #poll: string;
  readonly #shelf: Shelf;
  #said: string | null = null;

  constructor(poll: string, key: string, shelf: Shelf) {
    this.#poll = poll;
    this.#shelf = shelf;
    this.keep(key);
  }

  get(): string | null {
    return hostKeyFor(this.#poll, this.#shelf);
  }

  keep(key: string): void {
    keepHostKey(this.#poll, key, this.#shelf);
  }

  /** As a hello says it. */
  say(): string | null {
    this.#said = this.get();
    return this.#said;
  }

  /** Another tab may have brought a newer key since it was said, or a wrong link may have taken the place of the right one. */
  hasOther(): boolean {
    if (this.get() !== this.#said) return true;
    const former = takeFormerKey(this.#poll, this.#shelf);
    if (former) this.keep(former);
    return former !== null;
  }

  isNamed(name: string | null): boolean {
    return name === hostKeyName(this.#poll);
  }
}

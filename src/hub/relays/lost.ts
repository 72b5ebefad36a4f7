/**
 * Relays that could not be reached. If they live, their phones wait for a hub that has forgotten them, and would wait until one of them speaks: so the
 * relay is told, as soon as it can be, and its phones come again.
 */
import { RELAY_LOST_TRIES, RELAY_RETRY_MS, ROLL_WITHIN_MS } from "../../protocol/limits.ts";
import { Timer } from "../../sockets/slices.ts";
import { within } from "../../sockets/within.ts";

export class LostRelays {
  /** Rejects where the relay still cannot be reached. */
  readonly #disown: (name: string) => Promise<void>;
  /** Told, or given up. */
  readonly #settled: (name: string) => void;
  readonly #tries = new Map<string, { left: number }>();
  readonly #timer = new Timer((now) => void this.#tellAll(now));

  constructor(disown: (name: string) => Promise<void>, settled: (name: string) => void) {
    this.#disown = disown;
    this.#settled = settled;
  }

  add(name: string, now: number): void {
    this.#tries.set(name, { left: RELAY_LOST_TRIES });
    this.#timer.wakeAt(now + RELAY_RETRY_MS, now);
  }

  async #tellAll(now: number): Promise<void> {
    const due = [...this.#tries];
    const isTold = (name: string) => this.#disown(name).then(() => true);
    const told = await Promise.all(due.map(([name]) => within(ROLL_WITHIN_MS, "a lost relay is not back", () => isTold(name))));
    for (const [index, [name, tries]] of due.entries()) {
      tries.left -= 1;
      // It may have been lost once more meanwhile.
      if (this.#tries.get(name) !== tries || (!told[index] && tries.left > 0)) continue;
      this.#tries.delete(name);
      this.#settled(name);
    }
    if (this.#tries.size > 0) this.#timer.wakeAt(now + RELAY_RETRY_MS, now);
  }
}

/** What a crowd wants at once, the hub is asked once in a while, not once for each phone. */

const FRESH_MS = 1_000;

export class Recent<Found> {
  readonly #max: number;
  readonly #kept = new Map<string, { at: number; found: Found }>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Undefined where it must be asked again. */
  get(key: string, now: number): Found | undefined {
    const kept = this.#kept.get(key);
    return kept && now - kept.at < FRESH_MS ? kept.found : undefined;
  }

  put(key: string, found: Found, at: number): void {
    if (this.#kept.size >= this.#max) this.#kept.clear();
    this.#kept.set(key, { at, found });
  }

  forget(prefix: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(prefix)) this.#kept.delete(key);
  }
}

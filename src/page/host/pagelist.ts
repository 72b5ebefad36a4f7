/** A list by pages, asked of the hub with the host's key: whenever the room has moved, and not more often than people read. */
import { signal } from "@preact/signals";
import { hostKeyFor } from "../device.ts";
import { readOf } from "../read.ts";

export class PageList<Page extends { page: number }> {
  readonly #poll: string;
  readonly #path: string;
  readonly #everyMs: number;
  readonly page = signal<Page | null>(null);
  readonly isFailed = signal(false);
  #at = 0;
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(poll: string, path: string, everyMs: number) {
    this.#poll = poll;
    this.#path = path;
    this.#everyMs = everyMs;
  }

  /** Something may have changed. */
  refresh(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => void this.#read(), Math.max(0, this.#readAt + this.#everyMs - Date.now()));
  }

  /** At once: somebody asked for it, or has just changed something. */
  turn(page: number): Promise<void> {
    this.#at = page;
    return this.#read();
  }

  again(): Promise<void> {
    return this.#read();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #read(): Promise<void> {
    this.stop();
    this.#readAt = Date.now();
    const asked = this.#at;
    const read = await readOf<Page>(this.#poll, `${this.#path}?page=${asked}`, hostKeyFor(this.#poll));
    if (read && asked !== this.#at) return; // another page was asked for meanwhile
    this.isFailed.value = read === null; // the next change asks again
    if (!read) return;
    this.#at = read.page;
    this.page.value = read;
  }
}

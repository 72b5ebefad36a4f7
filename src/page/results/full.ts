/** All of the results, which a frame has no room for: what was cut, and how the vote went. Read again while people still vote. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { FULL_RESULTS_EVERY_MS } from "../../protocol/limits.ts";
import type { Exported, ExportedGame, PollView, TalliesView, TimelineView } from "../../protocol/server.ts";
import { hostKeyFor } from "../device.ts";
import { exportedOf } from "../read.ts";
import type { Room } from "../room.ts";

export interface Shown {
  poll: PollView | null;
  tallies: TalliesView;
  timeline: Record<string, TimelineView>;
  /** Of a quiz, once its host asks for all. */
  games: ExportedGame[];
}

export class Results {
  readonly #room: ReadonlySignal<Room>;
  readonly #id: string;
  readonly #full = signal<Exported | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #readAt = 0;

  /** A host reads what the room may not see, once they ask for it: this page may be on a screen. */
  readonly isAll = signal(false);

  constructor(room: ReadonlySignal<Room>, id: string) {
    this.#room = room;
    this.#id = id;
    effect(() => {
      const { poll, tallies } = room.value;
      if (poll.value && tallies.value) this.#soon();
    });
  }

  get shown(): Shown {
    const { poll, tallies } = this.#room.value;
    const full = this.#full.value;
    const timeline = full?.timeline ?? {};
    if (full && this.isAll.value) return { poll: full.poll, tallies: full.tallies, timeline, games: full.games ?? [] };
    return { poll: poll.value, tallies: full ? completed(tallies.value, full.tallies) : tallies.value, timeline, games: [] };
  }

  async showAll(): Promise<boolean> {
    const key = hostKeyFor(this.#id);
    const full = key ? await exportedOf(this.#id, key) : null;
    if (!full) return false;
    this.#full.value = full;
    this.isAll.value = true;
    return true;
  }

  #soon(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#readAt + FULL_RESULTS_EVERY_MS - Date.now());
    this.#timer = setTimeout(() => void this.#read(), wait);
  }

  async #read(): Promise<void> {
    this.#readAt = Date.now();
    this.#timer = null;
    const isAll = this.isAll.peek();
    const full = await exportedOf(this.#id, isAll ? hostKeyFor(this.#id) : null);
    if (full && isAll === this.isAll.peek()) this.#full.value = full;
  }
}

/** What may not be seen any more stays unseen, whatever was read before. */
function completed(live: TalliesView, full: TalliesView): TalliesView {
  const whole = Object.entries(live).map(([id, tally]) => [id, tally.cut && full[id]?.counts ? full[id] : tally]);
  return Object.fromEntries(whole);
}

/** Votes that are not acknowledged yet, on the device before they are on the wire: the newest of each voter and question. */
import type { Choice } from "../protocol/server.ts";
import { recallJson, type Shelf } from "./device.ts";

export interface Unsent {
  voter: string;
  question: string;
  choice: Choice;
  n: number;
  /** The round that the person saw; none before the first snapshot. */
  round?: number;
}

export interface NewVote extends Omit<Unsent, "n"> {
  /** The greatest `n` of this vote that the hub has told of. */
  seen: number;
}

/** Without a choice only the order of the last vote is remembered, so that `n` grows over reloads. */
interface Slot {
  n: number;
  choice?: Choice;
  round?: number;
  /** What was acknowledged last, where the poll gives receipts: it stays while a newer vote is on its way, which may be refused. */
  kept?: { receipt: string; said: Choice; round?: number };
}

export type Slots = Record<string, Record<string, Slot>>;

export const outboxName = (poll: string): string => `showhands:outbox:${poll}`;

/** Nothing is cached: tabs share the shelf, and the one that reads has what the other wrote. */
export class Outbox {
  readonly #name: string;
  readonly #shelf: Shelf;

  constructor(poll: string, shelf: Shelf) {
    this.#name = outboxName(poll);
    this.#shelf = shelf;
  }

  put({ voter, question, choice, round, seen }: NewVote): void {
    const slots = this.#slots();
    const n = Math.max(Date.now(), (slots[voter]?.[question]?.n ?? 0) + 1, seen + 1);
    this.#keep({ ...slots, [voter]: { ...slots[voter], [question]: { n, choice, round, kept: slots[voter]?.[question]?.kept } } });
  }

  unsent(): Unsent[] {
    return Object.entries(this.#slots()).flatMap(([voter, questions]) =>
      Object.entries(questions).flatMap(([question, { n, choice, round }]) =>
        choice ? [{ voter, question, choice, n, ...(round !== undefined && { round }) }] : [],
      ),
    );
  }

  /** Takes a vote out; false when it is no longer there, since a newer one has its place or another tab was faster. */
  drop({ voter, question, n }: Unsent, receipt?: string): boolean {
    const slots = this.#slots();
    const slot = slots[voter]?.[question];
    if (slot?.n !== n || !slot.choice) return false;
    const kept = receipt ? { receipt, said: slot.choice, round: slot.round } : slot.kept;
    this.#keep({ ...slots, [voter]: { ...slots[voter], [question]: { n, kept } } });
    return true;
  }

  /** Has this device said something else since? */
  isOvertaken({ voter, question, n }: Unsent): boolean {
    return n < (this.#slots()[voter]?.[question]?.n ?? 0);
  }

  /** Forgets the order of voters who are done; what is unsent stays, it must still be delivered. */
  retire(): void {
    const unsent: Slots = {};
    for (const { voter, question, ...slot } of this.unsent()) unsent[voter] = { ...unsent[voter], [question]: slot };
    this.#keep(unsent);
  }

  #slots(): Slots {
    return (recallJson(this.#shelf, this.#name) ?? {}) as Slots;
  }

  #keep(slots: Slots): void {
    this.#shelf.set(this.#name, Object.keys(slots).length > 0 ? JSON.stringify(slots) : null);
  }
}

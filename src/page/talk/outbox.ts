/** What somebody has said, asked and upvoted and the hub has not acknowledged: on the device before it is on the wire, in order, by voter. */
import type { Refusal } from "../courier.ts";
import { recallJson, type Shelf } from "../device.ts";

interface Written {
  type: "say" | "ask";
  text: string;
  name: string;
  /** Final: it stays for the person to mend. */
  refused?: Refusal;
}

interface Upvoted {
  type: "upvote";
  ask: number;
  up: boolean;
}

export type NewItem = Omit<Written, "refused"> | Upvoted;
export type Item = (Written | Upvoted) & { n: number };
export type Unsent = Item & { voter: string };

/** `last` is the greatest `n` that was given: a clock that was set back must not make something new look like something old. */
interface Slot {
  last: number;
  items: Item[];
}

type Slots = Record<string, Slot>;

export const talkOutboxName = (poll: string): string => `showhands:talk:${poll}`;

/** Nothing is cached, as in the outbox of votes: the tabs of a device share the shelf. */
export class TalkOutbox {
  readonly #name: string;
  readonly #shelf: Shelf;

  constructor(poll: string, shelf: Shelf) {
    this.#name = talkOutboxName(poll);
    this.#shelf = shelf;
  }

  /** `seen`: the greatest `n` of this voter that the hub has told of. */
  put(voter: string, item: NewItem, seen = 0): void {
    const { last, items } = this.#slot(voter);
    const n = Math.max(Date.now(), last + 1, seen + 1);
    // Of an ask only the newest upvote counts.
    const others = items.filter((other) => item.type !== "upvote" || other.type !== "upvote" || other.ask !== item.ask);
    this.#keep(voter, { last: n, items: [...others, { ...item, n }] });
  }

  /** What is to be sent now. One message and one ask at a time, so that they arrive in the order in which they were written. */
  due(): Unsent[] {
    return Object.entries(this.#slots()).flatMap(([voter, { items }]) => {
      const waiting = items.filter((item) => !("refused" in item));
      return waiting
        .filter((item) => item.type === "upvote" || item === waiting.find(({ type }) => type === item.type))
        .map((item) => ({ ...item, voter }));
    });
  }

  /** Of one voter, with what was refused. */
  of(voter: string): Item[] {
    return this.#slot(voter).items;
  }

  /** Takes one out; false when it is no longer there. */
  drop({ voter, n }: { voter: string; n: number }): boolean {
    return this.#change(voter, n, () => []);
  }

  refuse({ voter, n }: { voter: string; n: number }, { code, detail }: Refusal): boolean {
    const refused: Refusal = { code, ...(detail && { detail }) };
    return this.#change(voter, n, (item) => (item.type === "upvote" ? [] : [{ ...item, refused }]));
  }

  /** Forgets the order of voters who are done; what is unsent stays, it must still be delivered. */
  retire(present: string): void {
    const slots = Object.entries(this.#slots());
    const kept = slots.filter(([voter, { items }]) => voter === present || items.some((item) => !("refused" in item)));
    this.#store(Object.fromEntries(kept));
  }

  #change(voter: string, n: number, change: (item: Item) => Item[]): boolean {
    const { last, items } = this.#slot(voter);
    if (!items.some((item) => item.n === n)) return false;
    this.#keep(voter, { last, items: items.flatMap((item) => (item.n === n ? change(item) : [item])) });
    return true;
  }

  #slot(voter: string): Slot {
    return this.#slots()[voter] ?? { last: 0, items: [] };
  }

  #slots(): Slots {
    return (recallJson(this.#shelf, this.#name) ?? {}) as Slots;
  }

  #keep(voter: string, slot: Slot): void {
    this.#store({ ...this.#slots(), [voter]: slot });
  }

  #store(slots: Slots): void {
    this.#shelf.set(this.#name, Object.keys(slots).length > 0 ? JSON.stringify(slots) : null);
  }
}

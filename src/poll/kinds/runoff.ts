/** Instant-runoff: round by round the option with the fewest votes goes, and its votes move to what is next on their ballots. */
import type { Choice, Round, Runoff, TieRule } from "../../protocol/server.ts";

/** Stands behind the last option of a ballot. */
const END = 255;

/** All ballots in one block of bytes: `top` for each, so a million orders of 20 options are 20 MB and not a heap of lists. */
export class Orders {
  readonly top: number;
  #bytes: Uint8Array;
  #length = 0;

  constructor(top: number) {
    this.top = top;
    this.#bytes = new Uint8Array(top * 64);
  }

  get length(): number {
    return this.#length;
  }

  add(choice: Choice): void {
    if ((this.#length + 1) * this.top > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const start = this.#length * this.top;
    for (let place = 0; place < this.top; place++) this.#bytes[start + place] = (choice[place] as number | undefined) ?? END;
    this.#length += 1;
  }

  at(ballot: number, place: number): number {
    return place < this.top ? (this.#bytes[ballot * this.top + place] ?? END) : END;
  }
}

/** How options stand to each other where a method calls them equal: by the rule for ties, and by which part of it. */
export interface Ties {
  /** Negative where `one` stands before `other`. */
  compare(one: number, other: number): number;
  rule(one: number, other: number): TieRule;
}

/**
 * One option goes in each round, until one has more than half of the ballots that still count, or is alone. Of several with the fewest votes
 * the one goes that stands last by the rule for ties.
 */
export function runoff(options: number, orders: Orders, ties: Ties): Runoff {
  const of = orders.length;
  if (of === 0) return { of, order: [], rounds: [] };
  const standing = new Set(Array.from({ length: options }, (_, option) => option));
  const places = new Uint8Array(of);
  const rounds: Round[] = [];
  const gone: number[] = [];
  for (;;) {
    const { counts, exhausted } = countVotes(options, orders, places, standing);
    const byVotes = [...standing].sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || ties.compare(one, other));
    const last = rounds.at(-1);
    if (last && last.out !== null) last.moved = movedFrom(last, counts, standing);
    const hasMajority = (counts[byVotes[0] as number] ?? 0) * 2 > of - exhausted;
    if (hasMajority || standing.size === 1) {
      rounds.push({ counts, exhausted, out: null });
      return { of, order: [...byVotes, ...gone.reverse()], rounds };
    }
    const [before, out] = byVotes.slice(-2) as [number, number];
    const isTie = counts[before] === counts[out];
    rounds.push({ counts, exhausted, out, ...(isTie && { tie: ties.rule(before, out) }) });
    standing.delete(out);
    gone.push(out);
  }
}

/** Moves every ballot on to the first option on it that still stands. */
function countVotes(
  options: number,
  orders: Orders,
  places: Uint8Array,
  standing: ReadonlySet<number>,
): Pick<Round, "counts" | "exhausted"> {
  const counts: Round["counts"] = Array.from({ length: options }, (_, option) => (standing.has(option) ? 0 : null));
  let exhausted = 0;
  for (let ballot = 0; ballot < orders.length; ballot++) {
    let place = places[ballot] ?? 0;
    let option = orders.at(ballot, place);
    while (option !== END && !standing.has(option)) option = orders.at(ballot, ++place);
    places[ballot] = place;
    if (option === END) exhausted += 1;
    else counts[option] = (counts[option] ?? 0) + 1;
  }
  return { counts, exhausted };
}

function movedFrom(last: Round, counts: readonly (number | null)[], standing: ReadonlySet<number>): [number, number][] {
  const gains = [...standing].map((option): [number, number] => [option, (counts[option] ?? 0) - (last.counts[option] ?? 0)]);
  return gains.filter(([, votes]) => votes > 0);
}

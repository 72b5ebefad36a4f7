/**
 * Rankings counted by hand, as a book describes it: lists of ballots, looked through anew for every question. Slow, made without a look at the
 * fast one, and the judge of it.
 */

export type Order = readonly number[];

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const prefers = (order: Order, a: number, b: number) =>
  order.includes(a) && (!order.includes(b) || order.indexOf(a) < order.indexOf(b));
const voters = (ballots: readonly Order[], a: number, b: number) => ballots.filter((order) => prefers(order, a, b)).length;

const firstPlaces = (ballots: readonly Order[], option: number) => ballots.filter((order) => order[0] === option).length;

/** A point for each option that this one is placed above, half a point for each that is left out together with it. */
export function points(options: number, ballots: readonly Order[], a: number): number {
  let sum = 0;
  for (const order of ballots) {
    for (const b of range(options).filter((b) => b !== a)) {
      if (prefers(order, a, b)) sum += 1;
      else if (!prefers(order, b, a)) sum += 0.5;
    }
  }
  return sum;
}

/** The rule for ties: more first places, more Borda points, earlier in the list. */
function standsBefore(options: number, ballots: readonly Order[], a: number, b: number): boolean {
  const [firstA, firstB] = [firstPlaces(ballots, a), firstPlaces(ballots, b)];
  if (firstA !== firstB) return firstA > firstB;
  const [pointsA, pointsB] = [points(options, ballots, a), points(options, ballots, b)];
  return pointsA === pointsB ? a < b : pointsA > pointsB;
}

export function slowBorda(options: number, ballots: readonly Order[]): number[] {
  return sorted(range(options), (a, b) => {
    const [pointsA, pointsB] = [points(options, ballots, a), points(options, ballots, b)];
    return pointsA === pointsB ? standsBefore(options, ballots, a, b) : pointsA > pointsB;
  });
}

export interface SlowRound {
  counts: (number | null)[];
  exhausted: number;
  out: number | null;
}

/** Strikes the last option from all ballots, until one has more than half of what is left, or is alone. */
export function slowRunoff(options: number, ballots: readonly Order[]): { order: number[]; rounds: SlowRound[] } {
  const rounds: SlowRound[] = [];
  const gone: number[] = [];
  let left = range(options);
  for (;;) {
    const struck = ballots.map((order) => order.filter((option) => left.includes(option)));
    const votes = (option: number) => firstPlaces(struck, option);
    const exhausted = struck.filter((order) => order.length === 0).length;
    const counts = range(options).map((option) => (left.includes(option) ? votes(option) : null));
    const ahead = sorted(left, (a, b) => (votes(a) === votes(b) ? standsBefore(options, ballots, a, b) : votes(a) > votes(b)));
    const [best] = ahead as [number];
    if (left.length === 1 || votes(best) > (ballots.length - exhausted) / 2) {
      rounds.push({ counts, exhausted, out: null });
      return { order: [...ahead, ...gone], rounds };
    }
    const out = ahead.at(-1) as number;
    rounds.push({ counts, exhausted, out });
    gone.unshift(out);
    left = left.filter((option) => option !== out);
  }
}

/** Every path without a loop is walked; it is as strong as its weakest step, and a step goes from a winner to a loser of a pair. */
function slowStrength(options: number, ballots: readonly Order[], from: number, to: number): number {
  const walk = (at: number, strength: number, visited: readonly number[]): number => {
    if (at === to) return strength;
    let strongest = 0;
    for (const next of range(options).filter((next) => !visited.includes(next))) {
      const [won, lost] = [voters(ballots, at, next), voters(ballots, next, at)];
      if (won > lost) strongest = Math.max(strongest, walk(next, Math.min(strength, won), [...visited, next]));
    }
    return strongest;
  };
  return walk(from, Number.POSITIVE_INFINITY, [from]);
}

export function slowSchulze(options: number, ballots: readonly Order[]): number[] {
  const strengths = range(options).map((a) => range(options).map((b) => (a === b ? 0 : slowStrength(options, ballots, a, b))));
  const beats = (a: number, b: number) => (strengths[a]?.[b] ?? 0) > (strengths[b]?.[a] ?? 0);
  const order: number[] = [];
  while (order.length < options) {
    const left = range(options).filter((option) => !order.includes(option));
    const unbeaten = left.filter((a) => left.every((b) => !beats(b, a)));
    order.push(sorted(unbeaten, (a, b) => standsBefore(options, ballots, a, b))[0] as number);
  }
  return order;
}

export function slowCondorcet(options: number, ballots: readonly Order[]): number | null {
  const winner = range(options).find((a) => range(options).every((b) => a === b || voters(ballots, a, b) > voters(ballots, b, a)));
  return winner ?? null;
}

/** By taking the one that stands before all others, again and again. */
function sorted(options: readonly number[], before: (a: number, b: number) => boolean): number[] {
  const left = [...options];
  const order: number[] = [];
  while (left.length > 0) {
    const at = left.findIndex((a) => left.every((b) => a === b || before(a, b)));
    order.push(...left.splice(at, 1));
  }
  return order;
}

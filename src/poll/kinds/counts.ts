/** What tallies of several kinds do with their counts. */
import type { Tally } from "./index.ts";

/** One ballot more or fewer, which counts once. */
export function shifted({ ballots, counts }: Tally, index: number, by: 1 | -1): Tally {
  const shiftedCounts = counts.slice();
  shiftedCounts[index] = (shiftedCounts[index] ?? 0) + by;
  return { ballots: ballots + by, counts: shiftedCounts };
}

/** Do the counts add up to the ballots, as they must where each ballot counts once? */
export function addUp({ ballots, counts }: Tally): boolean {
  let sum = 0;
  for (const count of counts) {
    if (count < 0) return false;
    sum += count;
  }
  return sum === ballots;
}

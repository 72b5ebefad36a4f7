/** How a vote went: when, and as lines to draw. */
import type { TimelineView } from "../../protocol/server.ts";

export function endOf({ from, stepMs, ballots }: TimelineView): Date {
  return new Date(Date.parse(from) + stepMs * ballots.length);
}

/** When half of all ballots were there; null without any. */
export function halfAt({ from, stepMs, ballots }: TimelineView): Date | null {
  const all = ballots.at(-1) ?? 0;
  const step = ballots.findIndex((sum) => sum * 2 >= all);
  return all === 0 ? null : new Date(Date.parse(from) + stepMs * (step + 1));
}

/** A line on a field of 1000 by 1000, from nothing; steps stand as steps. */
export function lineOf(sums: readonly number[], most: number): string {
  const x = (step: number) => Math.round((1000 * step) / sums.length);
  const y = (sum: number) => Math.round(1000 - (1000 * sum) / Math.max(1, most));
  return sums.reduce((path, sum, step) => `${path}L${x(step + 1)} ${y(sum)}`, "M0 1000");
}

/** Places from 0 (top) to 1 for names at the ends of lines, moved apart where they would cover each other. */
export function spread(places: readonly number[], gap: number): number[] {
  const order = [...places.keys()].sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0));
  const moved = [...places];
  let least = 0;
  for (const at of order) {
    moved[at] = Math.max(moved[at] ?? 0, least);
    least = (moved[at] ?? 0) + gap;
  }
  let most = 1;
  for (const at of order.reverse()) {
    moved[at] = Math.min(moved[at] ?? 0, most);
    most = (moved[at] ?? 0) - gap;
  }
  return moved;
}

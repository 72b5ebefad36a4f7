/** What every view of an option shares: its letter, its colour, its share of the people who answered. */
import type { TallyView, TallyViews } from "../../protocol/server.ts";

const TINTS = 8;

/** A to Z, then AA, AB and so on. */
export function letterOf(option: number): string {
  const last = String.fromCharCode(65 + (option % 26));
  return option < 26 ? last : letterOf(Math.floor(option / 26) - 1) + last;
}

/** A class that sets `--tint`. Colours repeat after eight; letters never do. */
export function tintOf(option: number): string {
  return `tint-${(option % TINTS) + 1}`;
}

/** The card of an option; squares tell several answers from one. */
export function optionClass({ max }: { max: number }, option: number): string {
  return `option ${max > 1 ? "option-many " : ""}${tintOf(option)}`;
}

export interface OptionShare {
  count: number;
  /** 0 to 1, of the people who answered: with several answers the shares may add up to more than one. */
  share: number;
  percent: number;
}

/** Null where the reader may not see the result, or there is none yet. */
export function shareOf(tally: TallyView | undefined, option: number): OptionShare | null {
  return sharesOf(tally)?.[option] ?? null;
}

/** One for each count, and behind them one for the answers of people's own, where there are such. */
export function sharesOf(tally: TallyView | undefined): OptionShare[] | null {
  if (!tally?.counts || tally.ballots === 0) return null;
  const { other } = tally as Partial<TallyViews["choice"]>;
  const counts = other ? [...tally.counts, other.people] : tally.counts;
  const percents = percentsOf(counts, tally.ballots);
  return counts.map((count, at) => ({ count, share: count / tally.ballots, percent: percents[at] ?? 0 }));
}

/**
 * Where everybody gave one answer the percentages add up to 100: what rounding down leaves goes to those who lost most by it. Only where
 * that would set equals apart each is rounded by itself.
 */
export function percentsOf(counts: readonly number[], ballots: number): number[] {
  const exact = counts.map((count) => (count * 100) / ballots);
  const rounded = exact.map(Math.round);
  if (counts.reduce((sum, count) => sum + count, 0) !== ballots) return rounded;
  const percents = exact.map(Math.floor);
  const left = 100 - percents.reduce((sum, percent) => sum + percent, 0);
  const lossOf = (at: number) => (exact[at] ?? 0) % 1;
  const byLoss = [...counts.keys()].sort((one, other) => lossOf(other) - lossOf(one) || (counts[other] ?? 0) - (counts[one] ?? 0));
  if (left > 0 && counts[byLoss[left - 1] as number] === counts[byLoss[left] as number]) return rounded;
  for (const at of byLoss.slice(0, left)) percents[at] = (percents[at] ?? 0) + 1;
  return percents;
}

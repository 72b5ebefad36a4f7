/** What every view of an option shares: its letter, its colour, its share of the people who answered. */
import type { TallyView } from "../../protocol/server.ts";

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
  if (!tally?.counts || tally.ballots === 0) return null;
  const count = tally.counts[option] ?? 0;
  const share = count / tally.ballots;
  return { count, share, percent: Math.round(share * 100) };
}

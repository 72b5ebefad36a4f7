/**
 * The numbers that a number question takes lie on a grid: `from`, and then one `step` after the other up to `to`. Steps are counted in
 * integers, so nothing that is added up here is ever rounded.
 */
import { NUMBER_BINS_MAX, NUMBER_DECIMALS_MAX, NUMBER_STEPS_MAX } from "./limits.ts";

export interface Range {
  from: number;
  to: number;
  step: number;
}

/** In thousandths. */
export interface Grid {
  from: number;
  step: number;
  /** The index of `to`; the one of `from` is 0. */
  last: number;
}

export interface Bins {
  /** How many numbers of the grid fall into one bin. */
  width: number;
  count: number;
}

const SCALE = 10 ** NUMBER_DECIMALS_MAX;

/** Null where the range is none: empty, or `to` is not reached, or there are too many steps. */
export function gridOf(range: Range): Grid | null {
  const [from, to, step] = [range.from, range.to, range.step].map((number) => Math.round(number * SCALE)) as [
    number,
    number,
    number,
  ];
  const last = (to - from) / step;
  return last >= 1 && last <= NUMBER_STEPS_MAX && Number.isInteger(last) ? { from, step, last } : null;
}

/** Which number of the grid this is, or null when it is none. */
export function indexOn({ from, step, last }: Grid, number: number): number | null {
  const scaled = Math.round(number * SCALE);
  if (scaled / SCALE !== number) return null;
  const index = (scaled - from) / step;
  return Number.isInteger(index) && index >= 0 && index <= last ? index : null;
}

/** The number at this index; between two numbers of the grid for a median. */
export function numberAt({ from, step }: Grid, index: number): number {
  return (from + step * index) / SCALE;
}

/** Likewise for a mean, which lies anywhere: to three decimals. */
export function roundedAt({ from, step }: Grid, index: number): number {
  return Math.round(from + step * index) / SCALE;
}

/** Bins of a width that people can read (1, 2, 5, 10, 20, 50 … steps), the smallest that makes at most 30 of them. */
export function binsOf(range: Range): Bins {
  const numbers = (gridOf(range)?.last ?? 0) + 1;
  for (let ten = 1; ; ten *= 10) {
    for (const width of [ten, 2 * ten, 5 * ten]) {
      const count = Math.ceil(numbers / width);
      if (count <= NUMBER_BINS_MAX) return { width, count };
    }
  }
}

/** What figures calculate: where a value stands, which numbers an axis names, what a list of counts says. */
import type { QuestionViewOf } from "../../protocol/server.ts";

/** Of counts by step, from 1. Null without any. */
export function meanStep(counts: readonly number[]): number | null {
  let people = 0;
  let sum = 0;
  for (const [index, count] of counts.entries()) {
    people += count;
    sum += count * (index + 1);
  }
  return people === 0 ? null : sum / people;
}

/** Numbers that people like to read, 1, 2 or 5 times a power of ten apart, all within the range and at most `most` of them. */
export function ticks(from: number, to: number, most: number): number[] {
  for (let ten = 10 ** Math.floor(Math.log10((to - from) / most)); ; ten *= 10) {
    for (const gap of [ten, 2 * ten, 5 * ten]) {
      const [first, last] = [Math.ceil(tidy(from / gap)), Math.floor(tidy(to / gap))];
      if (last - first < most) return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * gap));
    }
  }
}

/** 0 to 1 along the bins: each number in the middle of the room that it has, so that a bin of one number has it in its own middle. */
export function placeOf({ from, step, bins }: Pick<QuestionViewOf<"number">, "from" | "step" | "bins">, value: number): number {
  return ((value - from) / step + 0.5) / (bins.width * bins.count);
}

/** Sums of tenths are a hair off. */
export function tidy(number: number): number {
  return Number(number.toPrecision(12));
}

/** 0 to 1 for words by how often they were said; the square root, because a word takes an area. */
export function weightOf(count: number, most: number): number {
  return most <= 1 ? 0 : Math.sqrt((count - 1) / (most - 1));
}

/** The highest column reaches the top. */
export function heightsOf(counts: readonly number[], most = Math.max(...counts)): number[] {
  return counts.map((count) => (most > 0 ? count / most : 0));
}

/** How right is an answer? From 0 to 1, and only 1 is wholly right. */
import { NUMBER_DECIMALS_MAX, TYPO_LETTERS_MIN, TYPOS_LETTERS_MIN } from "../../protocol/limits.ts";
import type { Choice } from "../../protocol/server.ts";
import { fold } from "../kinds/fold.ts";

/** The right answer of a question. It leaves the hub only with the reveal. */
export type Key =
  | { kind: "choice"; options: number; right: readonly number[] }
  | { kind: "number"; answer: number; tolerance: number }
  | { kind: "text"; accepted: readonly string[]; typos: boolean };

/** Expects a choice that the question's kind has checked. */
export function shareOf(key: Key, choice: Choice): number {
  switch (key.kind) {
    case "choice":
      return shareOfMarks(key, choice as readonly number[]);
    case "number":
      return isWithin(key, Number(choice[0])) ? 1 : 0;
    case "text":
      return isAccepted(key, String(choice[0])) ? 1 : 0;
  }
}

/**
 * Each right mark earns its part of the right options, each wrong one costs its part of the wrong options. The field mostly gives part of
 * the points (Kahoot up to 500 for each right mark, others right minus wrong); taken this way, marking everything or at random earns nothing.
 */
function shareOfMarks({ options, right }: Extract<Key, { kind: "choice" }>, marks: readonly number[]): number {
  const hits = marks.filter((mark) => right.includes(mark)).length;
  const misses = marks.length - hits;
  const wrongs = options - right.length;
  return Math.max(0, hits / right.length - (misses === 0 ? 0 : misses / wrongs));
}

/** In thousandths, as numbers are asked for: 0.3 is within 0.1 of 0.2. */
function isWithin({ answer, tolerance }: Extract<Key, { kind: "number" }>, guess: number): boolean {
  const scale = 10 ** NUMBER_DECIMALS_MAX;
  const [is, should, off] = [guess, answer, tolerance].map((number) => Math.round(number * scale)) as [number, number, number];
  return Math.abs(is - should) <= off;
}

function isAccepted({ accepted, typos }: Extract<Key, { kind: "text" }>, typed: string): boolean {
  const said = plain(typed);
  return accepted.some((answer) => {
    const meant = plain(answer);
    return said === meant || (typos && isTypoOf(said, meant));
  });
}

/** Folded, and without punctuation: "St. Petersburg", "jean luc". Where there are digits a point has a meaning: 1.5 is not 15. */
function plain(text: string): string {
  const folded = fold(text);
  if (/\p{N}/u.test(folded)) return folded;
  const bare = folded
    .replaceAll(/\p{Pd}/gu, " ")
    .replaceAll(/\p{P}/gu, "")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return bare === "" ? folded : bare;
}

/** Alphabets in which one letter is little of a word; in others a sign is a syllable or a word of its own. */
const ALPHABETIC = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic} ]+$/u;

/**
 * A slip of the thumb is forgiven: people type on a phone against a clock, and the field's exact comparison is its commonest complaint. One
 * slip from six letters, two from ten, never in the first letter (Gambia, Zambia), never in a number. Who asks for nitrate and not for
 * nitrite switches it off.
 */
function isTypoOf(said: string, meant: string): boolean {
  const [is, should] = [[...said], [...meant]];
  if (should.length < TYPO_LETTERS_MIN || is[0] !== should[0] || !ALPHABETIC.test(said) || !ALPHABETIC.test(meant)) return false;
  const allowed = should.length < TYPOS_LETTERS_MIN ? 1 : 2;
  return Math.abs(is.length - should.length) <= allowed && slipsBetween(is, should) <= allowed;
}

/** Letters left out, put in, taken for another, or two neighbours swapped (Damerau and Levenshtein, as optimal string alignment). */
export function slipsBetween(one: readonly string[], other: readonly string[]): number {
  let before: number[] = [];
  let last = other.map((_, index) => index).concat(other.length);
  for (const [row, letter] of one.entries()) {
    const next = [row + 1];
    for (const [column, against] of other.entries()) {
      const changed = (last[column] ?? 0) + (letter === against ? 0 : 1);
      let slips = Math.min(changed, (last[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1);
      const isSwapped = row > 0 && column > 0 && letter === other[column - 1] && one[row - 1] === against;
      if (isSwapped) slips = Math.min(slips, (before[column - 1] ?? 0) + 1);
      next.push(slips);
    }
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}

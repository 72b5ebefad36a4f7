/**
 * Words that a cloud leaves out, and words that a filter holds back. They come in as data, of every language that there are lists for:
 * a room may answer in several, and nobody has to say which.
 */
import { fold } from "./fold.ts";

export interface WordLists {
  stopWords: ReadonlySet<string>;
  blockedWords: ReadonlySet<string>;
}

export function wordLists(stopWords: readonly string[], blockedWords: readonly string[]): WordLists {
  return { stopWords: new Set(stopWords.map(fold)), blockedWords: new Set(blockedWords.map(fold)) };
}

/** Digits and signs that people write for letters so that a filter looks past them. */
const SWAPS: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "i",
};
const SWAPPED = /[0134578@$!|]/g;

/** Between what may be a word: all but letters, digits, and what stands for them. */
const BETWEEN = /[^\p{L}\p{M}\p{N}@$!|*]+/u;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const REPEATED = /(.)\1{2,}/gu;

/** Letters, and none of them three times in a row: nothing stands for anything else. */
const AS_IT_IS = /^(?:(\p{L})(?!\1\1))+$/u;

/** Does a whole word of it stand on the list? Never a part of one: people live in Scunthorpe and drink cocktails in classic glasses. */
export function hasBlockedWord(answer: string, { blockedWords }: WordLists): boolean {
  const parts = fold(answer).split(BETWEEN).filter(Boolean);
  return [...new Set([...parts, ...spelledOut(parts)])].some((part) => isBlocked(part, blockedWords));
}

function isBlocked(part: string, blockedWords: ReadonlySet<string>): boolean {
  if (AS_IT_IS.test(part)) return blockedWords.has(part); // the most by far, and a room says much
  if (!/\p{L}/u.test(part)) return false; // 455 is a number
  const readings = new Set([part, part.replace(/!+$/, ""), part.replaceAll(AROUND, "")].map(swapped));
  const spellings = [...readings].flatMap((word) => [word, word.replaceAll(REPEATED, "$1"), word.replaceAll(REPEATED, "$1$1")]);
  return [...new Set(spellings)].some((spelling) => blockedWords.has(spelling) || isMasked(spelling, blockedWords));
}

function swapped(part: string): string {
  return part.replaceAll(SWAPPED, (sign) => SWAPS[sign] ?? sign);
}

/** Some letters behind asterisks; the first must be there, or half a dictionary would do. */
function isMasked(word: string, blockedWords: ReadonlySet<string>): boolean {
  if (!/^\p{L}.*\*/u.test(word)) return false;
  for (const blocked of blockedWords) if (blocked.length === word.length && isSameWhereSeen(word, blocked)) return true;
  return false;
}

function isSameWhereSeen(word: string, blocked: string): boolean {
  for (let at = 0; at < word.length; at++) if (word[at] !== "*" && word[at] !== blocked[at]) return false;
  return true;
}

/** Letters that stand alone, next to each other: s h i t. */
function spelledOut(parts: readonly string[]): string[] {
  return parts
    .map((part) => (part.length === 1 ? part : " "))
    .join("")
    .split(" ");
}

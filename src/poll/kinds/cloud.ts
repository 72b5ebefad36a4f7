/** An answer taken apart for a word cloud. */
import { fold } from "./fold.ts";

/** A pictogram, a number, or letters with what holds them together (don't, well-being), and the names of languages (C++, C#). */
const WORD = /\p{RGI_Emoji}|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['\-][\p{L}\p{M}\p{N}]+)*(?:\+\+|#)?/gv;

/** Scripts that are written without spaces: only a dictionary knows where their words end. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Each word once, whoever says it twice, and without those that say nothing. An answer of one word is that word, whatever it is. */
export function wordsIn(answer: string, stopWords: ReadonlySet<string>): string[] {
  const words = split(answer);
  if (words.length === 1) return words;
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = fold(word);
    if (seen.has(key) || stopWords.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function split(answer: string): string[] {
  const words = answer.replaceAll("’", "'").match(WORD) ?? [];
  return UNSPACED.test(answer) ? words.flatMap(segments) : words;
}

let segmenter: Intl.Segmenter | undefined;

function segments(word: string): string[] {
  if (!UNSPACED.test(word)) return [word];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(word)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

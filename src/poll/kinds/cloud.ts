/** An answer taken apart for a word cloud. */
import { fold } from "./fold.ts";

/** A keycap, a flag, or pictures with their skins, held together by joiners. By its build: to look each up in the list of all takes a hundred times as long. */
const SKIN = String.raw`(?:\ufe0f|\p{EMod})`;
const PICTURE = String.raw`(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=\u200d|${SKIN}))(?:${SKIN}|[\u{e0020}-\u{e007e}]+\u{e007f})?`;
const EMOJI = String.raw`[#*0-9]\ufe0f?\u20e3|\p{RI}{2}|${PICTURE}(?:\u200d\p{Extended_Pictographic}${SKIN}?)*`;

/** A pictogram, a number, or letters with what holds them together (don't, well-being), and the names of languages (C++, C#). */
const LETTERS = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*(?:\+\+|#)?/u;
const WORD = new RegExp(`${EMOJI}|${LETTERS.source}`, "gu");

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

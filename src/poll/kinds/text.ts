/** Open answers, as a wall or a word cloud. What the host hides or merges is applied when somebody looks, so it can be taken back. */
import { ANSWER_POINTS_MAX, ANSWERS_KEPT_MAX, ANSWERS_SHOWN_BYTES_MAX, ANSWERS_SHOWN_MAX } from "../../protocol/limits.ts";
import type { Choice, TallyViews } from "../../protocol/server.ts";
import { points, tidyText } from "../../protocol/text.ts";
import type { QuestionOf } from "../state.ts";
import { bytesOf } from "./counts.ts";
import { fold } from "./fold.ts";
import { byCount, type Counted, type Frequent, mostFrequent } from "./frequent.ts";
import type { Kind, Tally } from "./index.ts";

type Asked = QuestionOf<"text">;

/** The tally knows how many answered, whatever they said; the words are in the ballots. */
export const text: Kind<Asked, Tally, Frequent> = {
  empty: () => ({ ballots: 0, counts: [] }),

  check(_, [words, ...more]) {
    if (more.length > 0 || typeof words !== "string" || !words.isWellFormed()) return null;
    const tidy = tidyText(words);
    return tidy !== "" && points(tidy) <= ANSWER_POINTS_MAX ? [tidy] : null;
  },

  add: ({ ballots, counts }) => ({ ballots: ballots + 1, counts }),
  remove: ({ ballots, counts }) => ({ ballots: ballots - 1, counts }),
  isSound: (_, { ballots, counts }) => ballots >= 0 && counts.length === 0,
  shape: () => [],
  digest: (_, ballots) => mostFrequent(wordsOf(ballots), fold, ANSWERS_KEPT_MAX),

  result(question, { ballots }, digest) {
    const { of, kept } = digest ?? { of: 0, kept: [] };
    return viewOf(ballots, of, cared(question, kept));
  },

  cut(result, bytesMax) {
    const { ballots, of, words, counts } = result;
    const shown: { text: string; count: number }[] = [];
    let bytesLeft = Math.min(bytesMax, ANSWERS_SHOWN_BYTES_MAX) - bytesOf({ ...viewOf(ballots, of, []), cut: true });
    for (const [index, text] of words.slice(0, ANSWERS_SHOWN_MAX).entries()) {
      const count = counts[index] ?? 0;
      bytesLeft -= bytesOf(text) + bytesOf(count) + 2;
      if (bytesLeft < 0) break;
      shown.push({ text, count });
    }
    return shown.length === words.length ? result : { ...viewOf(ballots, of, shown), cut: true };
  },

  view({ look, filter, hidden, merged }, sight) {
    return { options: [], min: 1, max: 1, look, filter, ...(sight === "h" && { hidden, merged }) };
  },
};

/** Keeps it an iterable that can be gone through twice. */
function wordsOf(ballots: Iterable<Choice>): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (const [words] of ballots) yield String(words);
    },
  };
}

function viewOf(ballots: number, of: number, shown: readonly { text: string; count: number }[]): TallyViews["text"] {
  const counts = shown.map(({ count }) => count);
  return { ballots, counts, words: shown.map(({ text }) => text), others: counts.reduce((rest, count) => rest - count, of), of };
}

/** Without what the host hides, and with what the host merged under one name. */
function cared({ hidden, merged }: Asked, kept: readonly Counted[]): readonly Counted[] {
  if (hidden.length === 0 && merged.length === 0) return kept;
  const hiddenKeys = new Set(hidden.map(fold));
  const intoOf = new Map(merged.map(({ from, into }) => [fold(from), into]));
  const nameOf = new Map(merged.map(({ into }) => [fold(into), into]));
  const groups = new Map<string, Counted>();
  for (const { key: own, text, count } of kept) {
    const into = intoOf.get(own);
    const key = into === undefined ? own : fold(into);
    if (hiddenKeys.has(key)) continue;
    const group = groups.get(key) ?? { key, text: nameOf.get(key) ?? text, count: 0 };
    group.count += count;
    groups.set(key, group);
  }
  return [...groups.values()].sort(byCount);
}

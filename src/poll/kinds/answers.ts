/** Answers in people's own words, wherever a kind takes them. What the host hides or merges is applied when somebody looks, so it can be taken back. */
import { ANSWER_POINTS_MAX, ANSWERS_KEPT_MAX, ANSWERS_SHOWN_BYTES_MAX, ANSWERS_SHOWN_MAX } from "../../protocol/limits.ts";
import type { Choice } from "../../protocol/server.ts";
import { points, tidyText } from "../../protocol/text.ts";
import { bytesOf } from "../bytes.ts";
import type { Care } from "../state.ts";
import { fold } from "./fold.ts";
import { byCount, type Counted, mostFrequent } from "./frequent.ts";
import type { Digest } from "./index.ts";

/** In its one stored form, or null where it is no answer. */
export function answerOf(typed: unknown): string | null {
  if (typeof typed !== "string" || !typed.isWellFormed()) return null;
  const tidy = tidyText(typed);
  return tidy !== "" && points(tidy) <= ANSWER_POINTS_MAX ? tidy : null;
}

/** Without what the host hides, and with what the host merged under one name; by itself what the filter holds back. */
export function cared(
  { hidden, merged, allowed }: Care,
  kept: readonly Counted[],
  blocked: ReadonlySet<string>,
): { shown: readonly Counted[]; held: readonly Counted[] } {
  if (hidden.length + merged.length + blocked.size === 0) return { shown: kept, held: [] };
  const [hiddenKeys, allowedKeys] = [new Set(hidden.map(fold)), new Set(allowed.map(fold))];
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
  const all = [...groups.values()].sort(byCount);
  const isHeld = ({ key }: Counted) => blocked.has(key) && !allowedKeys.has(key);
  return { shown: all.filter((one) => !isHeld(one)), held: all.filter(isHeld) };
}

export interface AnswersDigest extends Digest {
  /** How many answers were said: of one's own beside options, or in a cloud how many words. */
  said: number;
  kept: Counted[];
}

/** `partsOf` a ballot are its answers, or the words of one. */
export function digested(ballots: Iterable<Choice>, partsOf: (choice: Choice) => readonly string[]): AnswersDigest {
  let of = 0;
  const parts = {
    *[Symbol.iterator]() {
      of = 0; // it may be gone through twice
      for (const choice of ballots) {
        of += 1;
        yield* partsOf(choice);
      }
    },
  };
  const { of: said, kept } = mostFrequent(parts, fold, ANSWERS_KEPT_MAX);
  return { of, said, kept };
}

/** Side by side, as they travel. */
export interface Listed {
  words: string[];
  counts: number[];
}

export function listed(answers: readonly Counted[]): Listed {
  return { words: answers.map(({ text }) => text), counts: answers.map(({ count }) => count) };
}

/** The first of them, as many as fit these bytes and a big screen. */
export function firstWithin({ words, counts }: Listed, bytesMax: number): Listed {
  let bytesLeft = Math.min(bytesMax, ANSWERS_SHOWN_BYTES_MAX);
  let fit = 0;
  for (const [index, text] of words.slice(0, ANSWERS_SHOWN_MAX).entries()) {
    bytesLeft -= bytesOf(text) + bytesOf(counts[index] ?? 0) + 2;
    if (bytesLeft < 0) break;
    fit = index + 1;
  }
  return fit === words.length ? { words, counts } : { words: words.slice(0, fit), counts: counts.slice(0, fit) };
}

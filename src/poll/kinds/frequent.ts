/**
 * Counts what may be said in any number of ways within a fixed number of entries, by going through it at most twice (Misra and Gries 1982).
 * While there are no more than `keptMax` different keys, all of them are kept. Beyond that every key is kept that stands for more than one in
 * `keptMax + 1` of the answers, and others where there is room. The counts of those that are kept are exact, always.
 */

import { SPELLINGS_KEPT_MAX } from "../../protocol/limits.ts";

export interface Counted {
  key: string;
  /** As most wrote it, among the first few spellings. */
  text: string;
  count: number;
}

export interface Frequent {
  of: number;
  /** Most frequent first, equals in the order of their keys. */
  kept: Counted[];
}

export function mostFrequent(texts: Iterable<string>, keyOf: (text: string) => string, keptMax: number): Frequent {
  let of = 0;
  let isWhole = true;
  const entries = new Map<string, Entry>();
  for (const text of texts) {
    of += 1;
    if (counted(entries, keyOf(text), text, keptMax)) continue;
    isWhole = false;
    for (const [key, entry] of entries) if (--entry.count === 0) entries.delete(key);
  }
  if (!isWhole) {
    for (const key of entries.keys()) entries.set(key, { count: 0, spellings: new Map() });
    // Who finds room here finds it the first time, so nothing that is counted was missed before.
    for (const text of texts) counted(entries, keyOf(text), text, keptMax);
  }
  const kept = [...entries].map(([key, entry]) => ({ key, text: commonest(entry), count: entry.count }));
  return { of, kept: kept.sort(byCount) };
}

/** False where there is no room for another key. */
function counted(entries: Map<string, Entry>, key: string, text: string, keptMax: number): boolean {
  let entry = entries.get(key);
  if (!entry) {
    if (entries.size >= keptMax) return false;
    entry = { count: 0, spellings: new Map() };
    entries.set(key, entry);
  }
  entry.count += 1;
  const known = entry.spellings.get(text);
  if (known !== undefined || entry.spellings.size < SPELLINGS_KEPT_MAX) entry.spellings.set(text, (known ?? 0) + 1);
  return true;
}

export function byCount(one: Counted, other: Counted): number {
  return other.count - one.count || (one.key < other.key ? -1 : 1);
}

interface Entry {
  count: number;
  spellings: Map<string, number>;
}

function commonest({ spellings }: Entry): string {
  let [text, most] = ["", 0];
  for (const [spelling, count] of spellings) if (count > most) [text, most] = [spelling, count];
  return text;
}

/**
 * Counts what may be said in any number of ways within a fixed number of entries, by going through it at most twice (Misra and Gries 1982).
 * While there are no more than `keptMax` different keys, all of them are kept. Beyond that every key is kept that stands for more than one in
 * `keptMax + 1` of the answers, and others where there is room. The counts of those that are kept are exact, always.
 */

export interface Counted {
  key: string;
  /** As most wrote it, where most wrote it alike; else as one of them did. */
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
  const candidates = new Map<string, Entry>();
  let isWhole = true;
  for (const text of texts) {
    of += 1;
    const key = keyOf(text);
    const entry = candidates.get(key);
    if (entry) count(entry, text);
    else if (candidates.size < keptMax) candidates.set(key, { count: 1, text, lead: 1 });
    else {
      isWhole = false;
      for (const [other, entry] of candidates) if (--entry.count === 0) candidates.delete(other);
    }
  }
  if (!isWhole) {
    for (const entry of candidates.values()) Object.assign(entry, { count: 0, lead: 0 });
    for (const text of texts) {
      const entry = candidates.get(keyOf(text));
      if (entry) count(entry, text);
    }
  }
  const kept = [...candidates].map(([key, { text, count }]) => ({ key, text, count }));
  return { of, kept: kept.sort(byCount) };
}

export function byCount(one: Counted, other: Counted): number {
  return other.count - one.count || (one.key < other.key ? -1 : 1);
}

interface Entry {
  count: number;
  text: string;
  /** By how much `text` is ahead of all other spellings together (Boyer and Moore 1981). */
  lead: number;
}

function count(entry: Entry, text: string): void {
  entry.count += 1;
  if (entry.text === text) entry.lead += 1;
  else if (entry.lead > 0) entry.lead -= 1;
  else {
    entry.text = text;
    entry.lead = 1;
  }
}

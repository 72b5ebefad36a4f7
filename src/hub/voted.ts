/** What people have answered, as sets that are shared and never changed: a hall has answered the same few, and a set for each would fill the memory. */
import { VOTED_SETS_MAX } from "../protocol/limits.ts";

const sets = new Map<string, ReadonlySet<string>>();

export function votedIn(questions: Iterable<string>): ReadonlySet<string> {
  const sorted = [...questions].sort();
  const key = sorted.join();
  let set = sets.get(key);
  if (!set) {
    if (sets.size >= VOTED_SETS_MAX) sets.clear();
    set = new Set(sorted);
    sets.set(key, set);
  }
  return set;
}

export function withVote(before: ReadonlySet<string>, question: string): ReadonlySet<string> {
  return before.has(question) ? before : votedIn([...before, question]);
}

export function withoutVote(before: ReadonlySet<string>, question: string): ReadonlySet<string> {
  return before.has(question) ? votedIn([...before].filter((voted) => voted !== question)) : before;
}

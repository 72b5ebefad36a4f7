/** The live region: one short sentence at a time, at most one in ten seconds, except about one's own vote. */
import { signal } from "@preact/signals";
import { SPOKEN_EVERY_MS } from "../../protocol/limits.ts";

export const spoken = signal("");

let spokenAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Only the newest sentence is kept while the last one has its time. */
export function say(sentence: string): void {
  clearTimeout(waiting);
  const wait = spokenAt + SPOKEN_EVERY_MS - performance.now();
  if (wait <= 0) sayNow(sentence);
  else waiting = setTimeout(() => sayNow(sentence), wait);
}

export function sayNow(sentence: string): void {
  clearTimeout(waiting);
  spokenAt = performance.now();
  spoken.value = sentence;
}

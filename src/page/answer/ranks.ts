/** An order that somebody is making: options by place, the first place first. What is not in it is not ranked. */

export type Ranked = readonly number[];

/** Where all are put in order, they begin in the order of the list; where only the top is asked for, nobody is in it yet. */
export function rankedFrom(marked: readonly unknown[], options: number, top: number | null): Ranked {
  if (marked.length > 0 || top !== null) return marked as Ranked;
  return Array.from({ length: options }, (_, option) => option);
}

/** In the order of the list. */
export function unranked(ranked: Ranked, options: number): Ranked {
  return Array.from({ length: options }, (_, option) => option).filter((option) => !ranked.includes(option));
}

/** `to` is a place from 0, or null for none. What no longer fits falls off the end. */
export function placed(ranked: Ranked, option: number, to: number | null, most: number): Ranked {
  const others = ranked.filter((other) => other !== option);
  if (to === null) return others;
  const at = Math.min(to, others.length, most - 1);
  return [...others.slice(0, at), option, ...others.slice(at)].slice(0, most);
}

/** One step up or down. Below the last place is no place, where there is such a thing. */
export function stepped(ranked: Ranked, option: number, by: -1 | 1, most: number, top: number | null): Ranked {
  const at = ranked.indexOf(option);
  if (at < 0) return by < 0 ? placed(ranked, option, ranked.length, most) : ranked;
  if (by > 0 && at === ranked.length - 1) return top === null ? ranked : placed(ranked, option, null, most);
  return placed(ranked, option, Math.max(0, at + by), most);
}

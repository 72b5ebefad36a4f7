/** How taps become floats: what rises at once, and what waits until there is room for it. Pure; the time is given. */
import { FLOAT_MS, TALK_EVERY_MS } from "../../protocol/limits.ts";
import { REACTIONS, type Reaction, type ReactionsFrame } from "../../protocol/talk.ts";

export type Taps = ReactionsFrame["counts"];

export interface Float {
  /** Grows by one with each, and says where it rises: see `spreadOf`. */
  number: number;
  emoji: Reaction;
  /** So many taps in one. */
  count: number;
  /** Then it is out of sight. */
  endsAt: number;
}

export interface Sky {
  floats: readonly Float[];
  /** Taps that have not risen yet; the emoji that has waited longest comes first. */
  waiting: ReadonlyMap<Reaction, number>;
  /** How many have ever risen. */
  risen: number;
  /** Places that were taken a moment ago, as of `at`: they come back little by little. */
  taken: number;
  at: number;
}

export const CLEAR: Sky = { floats: [], waiting: new Map(), risen: 0, taken: 0, at: 0 };

export function isClear({ floats, waiting }: Sky): boolean {
  return floats.length === 0 && waiting.size === 0;
}

export function summed(one: Taps, other: Taps): Taps {
  return Object.fromEntries(REACTIONS.map((emoji) => [emoji, (one[emoji] ?? 0) + (other[emoji] ?? 0)]));
}

export function tapped(sky: Sky, taps: Taps): Sky {
  const waiting = new Map(sky.waiting);
  for (const emoji of REACTIONS) {
    const count = taps[emoji] ?? 0;
    if (count > 0) waiting.set(emoji, (waiting.get(emoji) ?? 0) + count);
  }
  return { ...sky, waiting };
}

const SPREAD_MS = 2 * TALK_EVERY_MS; // what comes in one frame begins within the time of two, one above the other
const LIFE_MS = FLOAT_MS + SPREAD_MS;
/** Of the most: so many rise together where the room was quiet. The others come one by one, so that a flood is a steady stream. */
const TOGETHER = 1 / 4;

/** Who is through goes, and who waits rises; never more than `most` at once. To be called every `TALK_EVERY_MS` while there is anything. */
export function lifted(sky: Sky, now: number, most: number): Sky {
  const flying = sky.floats.filter(({ endsAt }) => endsAt > now);
  const taken = Math.max(0, sky.taken - ((now - sky.at) * most * (1 - TOGETHER)) / LIFE_MS);
  const parts = sharedOut(sky.waiting, Math.floor(most * TOGETHER - taken));
  const waiting = new Map([...sky.waiting].filter(([emoji]) => !parts.has(emoji)));
  const counts = [...parts].flatMap(([emoji, of]) => split(sky.waiting.get(emoji) ?? 0, of).map((count) => ({ emoji, count })));
  const rising = counts.map((float, at) => ({ ...float, number: sky.risen + at, endsAt: now + LIFE_MS }));
  return { floats: [...flying, ...rising], waiting, risen: sky.risen + rising.length, taken: taken + rising.length, at: now };
}

/** How many floats each emoji gets: one each, in the order of waiting, and what is left to where there are most taps for each float. */
function sharedOut(waiting: ReadonlyMap<Reaction, number>, places: number): Map<Reaction, number> {
  const parts = new Map([...waiting.keys()].slice(0, places).map((emoji) => [emoji, 1]));
  const tapsFor = (emoji: Reaction) => (waiting.get(emoji) ?? 0) / ((parts.get(emoji) ?? 0) + 1);
  for (let left = places - parts.size; left > 0; left--) {
    const [most] = [...parts.keys()].sort((one, other) => tapsFor(other) - tapsFor(one));
    if (!most || tapsFor(most) < 1) break;
    parts.set(most, (parts.get(most) ?? 0) + 1);
  }
  return parts;
}

function split(count: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, at) => Math.floor((count + at) / parts));
}

const GROWS = 0.16; // with each doubling
const LARGEST = 1.8;
const COUNTED_FROM = 5; // fewer can be seen by the size alone

export function scaleOf(count: number): number {
  return Math.min(LARGEST, 1 + GROWS * Math.log2(count));
}

/** Written beside it; null where there is nothing to say. */
export function saidOf(count: number): number | null {
  return count >= COUNTED_FROM ? count : null;
}

/** Steps by irrational parts never line up: neighbours in time are apart, and it is the same on every screen. */
export function spreadOf(number: number): { across: number; delayMs: number } {
  return { across: (number * 0.618034) % 1, delayMs: Math.round(((number * 0.414214) % 1) * SPREAD_MS) };
}

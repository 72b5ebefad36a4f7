import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Key, shareOf, slipsBetween } from "../../../src/poll/quiz/key.ts";
import { isStretch, msOf, scoreOf, type Taken } from "../../../src/poll/quiz/score.ts";
import type { QuizSettings } from "../../../src/protocol/quiz.ts";
import { SETTINGS } from "./arena.ts";

const speed: QuizSettings = { ...SETTINGS, scoring: "speed", streaks: false };
const taken = (ms: number, more: Partial<Taken> = {}): Taken => ({
  from: 1_000,
  at: 1_000 + ms,
  creditMs: 0,
  seconds: 10,
  stretch: 1,
  ...more,
});
const points = (ms: number, more: Partial<Taken> = {}) => scoreOf(speed, 1, taken(ms, more), 0).points;

describe("[Z2] points halve over the time", () => {
  test.each([
    [0, 10, 1_000],
    [499, 10, 1_000],
    [500, 10, 975],
    [2_000, 30, 967], // the example that Kahoot publishes
    [5_000, 10, 750],
    [10_000, 10, 500],
    [10_300, 10, 500], // on its way at the deadline
    [30_000, 30, 500],
  ])("%i ms of %i s: %i", (ms, seconds, worth) => {
    expect(points(ms, { seconds })).toBe(worth);
  });

  test("later is never worth more, and right is never worth less than half", () => {
    fc.assert(
      fc.property(
        fc.nat(130_000),
        fc.nat(130_000),
        fc.integer({ min: 5, max: 120 }),
        fc.constantFrom(1, 1.5, 2, 10, "none" as const),
        (one, other, seconds, stretch) => {
          const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map((ms) => points(ms, { seconds, stretch })) as [
            number,
            number,
          ];
          expect(sooner).toBeGreaterThanOrEqual(later);
          expect(later).toBeGreaterThanOrEqual(500);
          expect(sooner).toBeLessThanOrEqual(1_000);
        },
      ),
    );
  });
});

describe("[Z3] modes", () => {
  test.each([
    ["speed", 1, 10_000, 500],
    ["speed", 0.5, 10_000, 250],
    ["speed", 0, 100, 0],
    ["flat", 1, 10_000, 1_000],
    ["flat", 0.5, 0, 500],
    ["flat", 0, 0, 0],
    ["ten", 1, 9_999, 10],
    ["ten", 0.5, 0, 0],
    ["ten", 0, 0, 0],
  ] as const)("%s, %d right, after %i ms: %i", (scoring, share, ms, worth) => {
    const score = scoreOf({ ...speed, scoring }, share, taken(ms), 3);
    expect(score).toEqual({ points: worth, right: share === 1, streak: share === 1 ? 4 : 0, ms });
  });
});

describe("[Z3] several right options", () => {
  const key = (right: number[], options = 4): Key => ({ kind: "choice", options, right });
  test.each([
    [[0, 1], [0, 1], 1],
    [[0, 1], [0], 0.5],
    [[0, 1], [0, 2], 0],
    [[0, 1], [0, 1, 2], 0.5],
    [[0, 1], [2, 3], 0],
    [[0, 1], [0, 1, 2, 3], 0],
    [[2], [2], 1],
    [[2], [1], 0],
    [[0, 1, 2], [0, 1, 2, 3], 0],
    [[0, 1], [0, 1], 1, 2],
    [[0, 1], [0], 0.5, 2],
  ])("right %j, marked %j: %d", (right, marks, share, options = 4) => {
    expect(shareOf(key(right, options), marks)).toBeCloseTo(share, 10);
  });

  const asked = fc.integer({ min: 2, max: 6 }).chain((options) =>
    fc.record({
      options: fc.constant(options),
      right: fc.subarray([...Array(options).keys()], { minLength: 1 }),
      marks: fc.subarray([...Array(options).keys()], { minLength: 1 }),
    }),
  );

  test("only all right marks and no wrong one are wholly right, and marking everything earns nothing", () => {
    fc.assert(
      fc.property(asked, ({ options, right, marks }) => {
        const share = shareOf(key(right, options), marks);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share === 1).toBe(right.length === marks.length && right.every((mark) => marks.includes(mark)));
        if (right.length < options) expect(shareOf(key(right, options), [...Array(options).keys()])).toBeCloseTo(0, 10);
      }),
    );
  });
});

describe("[Z4] numbers and words", () => {
  test.each([
    [42, 0, 42, 1],
    [42, 0, 42.001, 0],
    [0.2, 0.1, 0.3, 1],
    [0.3, 0.1, 0.2, 1],
    [0.3, 0.1, 0.199, 0],
    [-5, 2, -7, 1],
    [-5, 2, -7.001, 0],
    [1e12, 1, 999_999_999_999, 1],
  ])("%d within %d: %d is %d", (answer, tolerance, guess, share) => {
    expect(shareOf({ kind: "number", answer, tolerance }, [guess])).toBe(share);
  });

  test.each([
    ["Paris", "paris", 1],
    ["Paris", "  PARÍS ", 1],
    ["Paris", "Pariss", 0], // five letters: too short for slips
    ["London", "Lodnon", 1], // two neighbours swapped
    ["London", "Londom", 1],
    ["London", "Lndon", 1],
    ["London", "Londdon", 1],
    ["London", "Lndno", 0],
    ["Zambia", "Gambia", 0], // never the first letter
    ["Iran", "Iraq", 0],
    ["Mozambique", "Mosambik", 0],
    ["Mozambique", "Mosambiqe", 1], // two slips from ten letters
    ["Apollo 11", "Apollo 12", 0],
    ["1914", "1915", 0],
    ["15", "1.5", 0],
    ["St. Petersburg", "st petersburg", 1],
    ["Jean-Luc Godard", "jean luc godard", 1],
    ["Straße", "strasse", 1],
    ["Москва", "москва", 1],
    ["Санкт-Петербург", "санкт петербурк", 1],
    ["東京都新宿区", "東京都新宿駅", 0], // a sign is a word
    ["C++", "c", 0],
    ["?", "?", 1],
    ["?", "!", 0],
  ])("%s: %s is %d", (accepted, typed, share) => {
    expect(shareOf({ kind: "text", accepted: ["nothing like it", accepted], typos: true }, [typed])).toBe(share);
  });

  test("slips can be forbidden", () => {
    const key = (typos: boolean): Key => ({ kind: "text", accepted: ["nitrate"], typos });
    expect([shareOf(key(true), ["nitrite"]), shareOf(key(false), ["nitrite"])]).toEqual([1, 0]);
  });

  test("slips are counted as a slow and obvious count does", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(slipsBetween(one, other)).toBe(slowSlips(one, other));
      }),
      { numRuns: 300 },
    );
  });
});

describe("[Z5] streaks", () => {
  const behind = (before: number, share = 1, scoring: QuizSettings["scoring"] = "flat") =>
    scoreOf({ ...SETTINGS, scoring, streaks: true }, share, taken(0), before);
  test.each([
    [0, 1_000],
    [1, 1_100],
    [2, 1_200],
    [4, 1_400],
    [5, 1_500],
    [6, 1_500],
    [30, 1_500],
  ])("behind %i in a row: %i", (before, worth) => {
    expect(behind(before)).toMatchObject({ points: worth, streak: before + 1 });
  });

  test("partly right is points, and the end of the streak", () => {
    expect(behind(4, 0.5)).toMatchObject({ points: 500, streak: 0, right: false });
    expect(behind(4, 0)).toMatchObject({ points: 0, streak: 0 });
  });

  test("ten for each right answer stays ten", () => expect(behind(4, 1, "ten").points).toBe(10));
});

describe("[Z6] personal time", () => {
  test("the same share of one's own time is worth the same", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(1.5, 2, 4, 10), (ms, stretch) => {
        expect(points(ms * stretch, { stretch })).toBe(points(ms));
      }),
    );
  });

  test("without a limit it is as with the longest one, and stops at a half", () => {
    for (const ms of [0, 4_999, 60_000, 100_000]) expect(points(ms, { stretch: "none" })).toBe(points(ms, { stretch: 10 }));
    expect(points(10_000_000, { stretch: "none" })).toBe(500);
  });

  test.each<[Taken["stretch"], boolean]>([
    [1, true],
    [1.5, true],
    [10, true],
    ["none", true],
    [1.2, false],
    [10.5, false],
    [0, false],
    [-2, false],
    [Number.NaN, false],
  ])("%s can be granted: %s", (stretch, can) => expect(isStretch(stretch)).toBe(can));
});

test("[Z7] no more than 250 ms are ever taken off, and none put on", () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: -10_000, max: 10_000 }), (ms, creditMs) => {
      const took = msOf({ from: 0, at: ms, creditMs });
      expect(took).toBeGreaterThanOrEqual(Math.max(0, ms - 250));
      expect(took).toBeLessThanOrEqual(ms);
    }),
  );
});

/** By the definition, trying everything. */
function slowSlips(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return one.length + other.length;
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  const tries = [slowSlips(a, other) + 1, slowSlips(one, b) + 1, slowSlips(a, b) + (one.at(-1) === other.at(-1) ? 0 : 1)];
  if (one.length > 1 && other.length > 1 && one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1)) {
    tries.push(slowSlips(one.slice(0, -2), other.slice(0, -2)) + 1);
  }
  return Math.min(...tries);
}

/** Numbers: exact sums whatever the step, bins that people can read, a median and a nearest guess from the ballots themselves. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import type { Question } from "../../../src/poll/state.ts";
import { binsOf, gridOf, indexOn, numberAt, type Range } from "../../../src/protocol/grid.ts";
import { NUMBER_BINS_MAX } from "../../../src/protocol/limits.ts";
import { questionOf, resultOf } from "./asked.ts";

const range = (from: number, to: number, step = 1) => ({ from, to, step });
const asked = (fields: object) => questionOf("number", { answer: null, ...fields });

/** Ranges of any size and fineness, with indexes of guesses in them. */
const guessed = fc
  .record({
    from: fc.integer({ min: -1e9, max: 1e9 }),
    step: fc.integer({ min: 1, max: 100_000 }),
    last: fc.integer({ min: 1, max: 1_000_000 }),
    places: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
  })
  .map(({ from, step, last, places }) => ({
    ...range(from / 1_000, (from + step * last) / 1_000, step / 1_000),
    guesses: places.map((place) => (from + step * Math.round(place * last)) / 1_000),
  }));

describe("[Q4] what may be said", () => {
  test.each([
    [range(0, 10), 10],
    [range(0, 1, 0.1), 0.3],
    [range(-1.005, 1, 0.005), -1],
    [range(0.1, 0.7, 0.2), 0.5],
    [range(-1e12, -1e12 + 1, 0.001), -1e12 + 0.5],
  ])("%j takes %s", (asking, guess) => {
    const question = asked(asking) as Question;
    expect(kindOf(question).check(question, [guess])).toStrictEqual([guess]);
  });

  test.each([[10.5], [-1], [11], [Number.NaN], [Number.POSITIVE_INFINITY], ["3"], [1e300], [0.1 + 0.2]])(
    "0 to 10 does not take %s",
    (guess) => {
      const question = asked(range(0, 10)) as Question;
      expect(kindOf(question).check(question, [guess])).toBeNull();
      expect(kindOf(question).check(question, [1, 2])).toBeNull();
    },
  );

  test("minus zero is zero", () => {
    const question = asked(range(-1, 1)) as Question;
    expect(kindOf(question).check(question, [-0])).toStrictEqual([0]);
  });

  test("every number of the grid is found at its place, and nothing between", () => {
    fc.assert(
      fc.property(guessed, ({ guesses, ...asking }) => {
        const grid = gridOf(asking);
        if (!grid) throw new Error(`no range: ${JSON.stringify(asking)}`);
        for (const guess of guesses) {
          const index = indexOn(grid, guess) ?? -1;
          expect(numberAt(grid, index)).toBe(guess);
          expect(indexOn(grid, guess + asking.step / 2)).toBeNull();
        }
      }),
    );
  });
});

describe("[Q4] bins", () => {
  test.each([
    [range(0, 1), 1, 2],
    [range(0, 29), 1, 30],
    [range(1, 31), 2, 16],
    [range(0, 100), 5, 21],
    [range(1, 1_000), 50, 20],
    [range(0, 1, 0.001), 50, 21],
    [range(0, 1e10), 500_000_000, 21],
  ])("%j: %s numbers in each of %s", (asking, width, count) => {
    expect(binsOf(asking)).toEqual({ width, count });
  });

  test("there are never more than 30, and every guess falls into the one that holds it", () => {
    fc.assert(
      fc.property(guessed, ({ guesses, ...asking }) => {
        const question = asked(asking);
        const { width, count } = binsOf(asking);
        expect(count).toBeLessThanOrEqual(NUMBER_BINS_MAX);
        for (const guess of guesses) {
          const bin = resultOf(question, [[guess]]).counts.indexOf(1);
          const first = asking.from + bin * width * asking.step;
          expect(guess).toBeGreaterThanOrEqual(first - asking.step / 4);
          expect(guess).toBeLessThan(first + width * asking.step - asking.step / 4);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("[Q5] mean, median and the nearest", () => {
  test.each([
    [[], null, null],
    [[0.1, 0.2], 0.15, 0.15],
    [[0.1, 0.2, 0.9], 0.4, 0.2],
    [[0.7, 0.1, 0.1, 0.1], 0.25, 0.1],
    [[0.3, 0.3, 0.3], 0.3, 0.3],
  ])("%j: mean %s, median %s", (guesses, mean, median) => {
    expect(
      resultOf(
        asked(range(0, 1, 0.1)),
        guesses.map((guess) => [guess]),
      ),
    ).toMatchObject({ mean, median, of: guesses.length });
  });

  test("a mean is as exact where the steps are wide", () => {
    expect(resultOf(asked(range(0, 10_000, 1_000)), [[0], [0], [1_000]])).toMatchObject({ mean: 333.333 });
  });

  test.each([
    [5, [1, 4, 9], { value: 4, people: 1 }],
    [5, [4, 6, 6, 6], { value: 4, people: 1 }],
    [5, [6, 6, 9, 1], { value: 6, people: 2 }],
    [5, [5, 5, 5, 6], { value: 5, people: 3 }],
    [5, [], null],
  ])("of a right answer %s and %j the nearest is %j, the smaller of two", (answer, guesses, nearest) => {
    const question = asked({ ...range(0, 10), answer });
    expect(
      resultOf(
        question,
        guesses.map((guess) => [guess]),
      ).nearest,
    ).toEqual(nearest);
  });

  test("without a right answer nothing is nearest", () => {
    expect(resultOf(asked(range(0, 10)), [[3]])).not.toHaveProperty("nearest");
  });

  test("they are those of a plain list of the same guesses", () => {
    fc.assert(
      fc.property(guessed, fc.nat(), ({ guesses, ...asking }: Range & { guesses: number[] }, at) => {
        const answer = guesses[at % guesses.length] as number;
        const view = resultOf(
          asked({ ...asking, answer }),
          guesses.map((guess) => [guess]),
        );
        const sorted = guesses.toSorted((one, other) => one - other);
        const middle = ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
        expect(Math.abs((view.median as number) - middle)).toBeLessThan(1e-6);
        expect(Math.abs((view.mean as number) - guesses.reduce((sum, guess) => sum + guess, 0) / guesses.length)).toBeLessThan(
          0.000501 + 1e-15 * asking.to, // three decimals
        );
        expect(view.nearest).toEqual({ value: answer, people: guesses.filter((guess) => guess === answer).length });
      }),
    );
  });
});

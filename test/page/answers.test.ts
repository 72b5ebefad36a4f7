import fc from "fast-check";
import { expect, test } from "vitest";
import { around, nextNumber, numberFault, numberFrom } from "../../src/page/answer/numbers.ts";
import { placed, rankedFrom, stepped, unranked } from "../../src/page/answer/ranks.ts";
import { gridOf, indexOn } from "../../src/protocol/grid.ts";

test("[P33] whatever is moved wherever, a ranking holds each option once and never more than its places", () => {
  const moves = fc.array(fc.record({ option: fc.nat(5), to: fc.option(fc.nat(9)), by: fc.constantFrom(-1 as const, 1 as const) }));
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1, max: 6 })), moves, (top, all) => {
      let ranked = rankedFrom([], 6, top);
      for (const { option, to, by } of all) {
        const from: readonly number[] = ranked;
        ranked = to === null ? stepped(from, option, by, top ?? 6, top) : placed(from, option, to, top ?? 6);
        expect(new Set(ranked).size).toBe(ranked.length);
        expect(ranked.length).toBeLessThanOrEqual(top ?? 6);
        if (top === null) expect(ranked).toHaveLength(6);
        expect([...ranked, ...unranked(ranked, 6)].toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
      }
    }),
  );
});

test("[P33] one step moves one place; the ends hold; below the last of the top is no place", () => {
  expect(stepped([0, 1, 2], 2, -1, 3, null)).toEqual([0, 2, 1]);
  expect(stepped([0, 1, 2], 0, -1, 3, null)).toEqual([0, 1, 2]);
  expect(stepped([0, 1, 2], 2, 1, 3, null)).toEqual([0, 1, 2]);
  expect(stepped([0, 1], 1, 1, 2, 2)).toEqual([0]);
  expect(stepped([0, 1], 3, -1, 2, 2)).toEqual([0, 3]);
  expect(placed([4, 1, 2], 3, 0, 3)).toEqual([3, 4, 1]);
  expect(rankedFrom([], 3, 2)).toEqual([]);
  expect(rankedFrom([2, 0], 3, 2)).toEqual([2, 0]);
});

test.each([
  ["42", 42],
  [" 1 000 ", 1_000],
  ["1,000", 1_000],
  ["12,345,678.5", 12_345_678.5],
  ["1,5", 1.5],
  ["1.5", 1.5],
  ["−3", -3],
  ["1'000", 1_000],
  [".5", 0.5],
  ["twelve", null],
  ["1,2,3", null],
  ["1e5", null],
  ["", null],
  ["-", null],
])("[P34] %j is read as %j", (typed, number) => {
  expect(numberFrom(typed)).toBe(number);
});

const HALVES = { from: -1, to: 10, step: 0.5 };

test("[P34] a number is checked against range and steps before it is sent", () => {
  expect(numberFault(HALVES, undefined)).toBe("none");
  expect(numberFault(HALVES, "x")).toBe("no-number");
  expect(numberFault(HALVES, "11")).toBe("range");
  expect(numberFault(HALVES, "0.7")).toBe("step");
  expect(around(HALVES, 0.7)).toEqual([0.5, 1]);
  expect(numberFault(HALVES, "0,5")).toBeNull();
  expect(numberFault(HALVES, -1)).toBeNull();
});

test("[P34] a step from anywhere lands on a number of the range", () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 10, noNaN: true }), fc.constantFrom(-1 as const, 1 as const), (from, by) => {
      const grid = gridOf(HALVES);
      const next = nextNumber(HALVES, from, by);
      expect(grid && indexOn(grid, next)).not.toBeNull();
      if (by > 0 && from < 10) expect(next).toBeGreaterThan(from);
      if (by < 0 && from > -1) expect(next).toBeLessThan(from);
    }),
  );
  expect(nextNumber(HALVES, null, 1)).toBe(4.5);
});

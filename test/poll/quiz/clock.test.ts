import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asked, creditOf, echoed, newLine } from "../../../src/poll/quiz/clock.ts";

/** A line whose echoes came back after so many milliseconds each. */
function lineOf(...tookMs: number[]) {
  const line = newLine();
  for (const [index, ms] of tookMs.entries()) {
    asked(line, `${index}`, 0);
    echoed(line, `${index}`, ms);
  }
  return line;
}

describe("[Z7] network delay", () => {
  test.each([
    [[], 0],
    [[80, 90], 0], // too few to believe
    [[80, 90, 100], 80],
    [[300, 80, 400], 80],
    [[400, 500, 300, 900], 250],
    [[60_000, 60_000, 60_000], 0],
    [[-5, 20, 20], 0],
  ])("echoes after %j ms: %i", (tookMs, credit) => expect(creditOf(lineOf(...tookMs), 0, 0)).toBe(credit));

  test("who was told later has that taken off too, within the same 250 ms", () => {
    const line = lineOf(80, 80, 80);
    expect([40, 170, 171, 5_000, -40].map((ms) => creditOf(line, 1_000, 1_000 + ms))).toEqual([120, 250, 250, 250, 80]);
    expect(creditOf(undefined, 1_000, 1_060)).toBe(60);
  });

  test("an invented echo, one again, and one that the hub no longer waits for say nothing", () => {
    const line = newLine();
    asked(line, "a", 0);
    expect(echoed(line, "b", 1)).toBe(false);
    expect(echoed(line, "a", 50)).toBe(true);
    expect(echoed(line, "a", 1)).toBe(false);
    for (const nonce of ["c", "d", "e", "f", "g"]) asked(line, nonce, 100);
    expect(echoed(line, "c", 101)).toBe(false);
    expect(line).toMatchObject({ echoes: 1, leastMs: 50 });
    expect(line.pending).toHaveLength(4);
  });

  test("whatever a client echoes, and when, it gains at most 250 ms, and never less than nothing", () => {
    const steps = fc.array(fc.record({ ask: fc.boolean(), nonce: fc.nat(8), pause: fc.nat(3_000) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.nat(2_000), (history, told) => {
        const line = newLine();
        const sent = new Map<string, number>();
        let [now, least] = [0, Number.POSITIVE_INFINITY];
        for (const { ask, nonce, pause } of history) {
          now += pause;
          const name = `${nonce}`;
          if (ask && !sent.has(name)) {
            asked(line, name, now);
            sent.set(name, now);
          } else if (!ask && echoed(line, name, now)) {
            least = Math.min(least, now - (sent.get(name) ?? Number.NaN));
          }
        }
        const credit = creditOf(line, 0, told);
        expect(credit).toBeGreaterThanOrEqual(0);
        expect(credit).toBeLessThanOrEqual(250);
        // Never more than the quickest of the true round trips and how much later it was told.
        if (line.echoes > 0) expect(credit).toBeLessThanOrEqual(least + told);
      }),
    );
  });
});

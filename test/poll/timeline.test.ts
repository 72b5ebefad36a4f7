/** [A9] How a vote went, told in steps. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf, recount } from "../../src/poll/kinds/index.ts";
import type { Question } from "../../src/poll/state.ts";
import { timelineOf } from "../../src/poll/timeline.ts";
import { TIMELINE_STEPS_MAX } from "../../src/protocol/limits.ts";
import { CHOICES, NAMES, type Name, questionOf } from "./kinds/asked.ts";
import { NOON } from "./memory-hub.ts";

const ballotsOf = (name: Name) =>
  fc
    .array(fc.tuple(fc.oneof(fc.nat(5_000), fc.nat(100_000_000), fc.nat(10_000_000_000)), CHOICES[name]), {
      minLength: 1,
      maxLength: 40,
    })
    .map((all) => {
      const question = questionOf(name) as Question;
      const checked = all.map(([after, choice]) => ({ at: NOON + after, choice: kindOf(question).check(question, choice) ?? [] }));
      return checked.filter(({ choice }) => choice.length > 0).sort((one, other) => one.at - other.at);
    })
    .filter((ballots) => ballots.length > 0);

describe("[A9] a timeline", () => {
  test.each(NAMES)("%s: each step says what a recount of all until then says, in at most sixty steps", (name) => {
    const question = questionOf(name) as Question;
    fc.assert(
      fc.property(ballotsOf(name), (ballots) => {
        const [first, last] = [ballots[0]?.at ?? 0, ballots.at(-1)?.at ?? 0];
        const { from, stepMs, ballots: people, counts } = timelineOf(question, ballots, first, last);
        expect(people.length).toBeLessThanOrEqual(TIMELINE_STEPS_MAX);
        expect([from % stepMs, from <= first, last < from + people.length * stepMs]).toEqual([0, true, true]);
        for (const [step, count] of people.entries()) {
          const until = ballots.filter(({ at }) => at < from + (step + 1) * stepMs);
          expect(count).toBe(until.length);
          const tally = recount(
            question,
            until.map(({ choice }) => choice),
          );
          if (counts) expect(counts[step]).toEqual(tally.counts);
        }
        expect(counts === undefined).toBe(name === "ranking" || name === "text");
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [0, 1_000, 1],
    [59_000, 1_000, 60],
    [60_000, 2_000, 31],
    [10 * 60_000, 15_000, 41],
    [45 * 60_000, 60_000, 46],
    [40 * 86_400_000, 86_400_000, 41],
    [400 * 86_400_000, 7 * 86_400_000, 58],
  ])("over %d ms a step takes %d ms, and there are %d", (lasts, stepMs, steps) => {
    const question = questionOf("choice") as Question;
    const start = 1_000 * 7 * 86_400_000;
    const ballots = [start, start + lasts].map((at) => ({ at, choice: [0] }));
    const timeline = timelineOf(question, ballots, start, start + lasts);
    expect([timeline.stepMs, timeline.ballots.length]).toEqual([stepMs, steps]);
  });
});

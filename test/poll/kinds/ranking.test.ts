/** Rankings against published examples, and against the slow count of `slow.ts` on ten thousand random profiles. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { strongestPaths } from "../../../src/poll/kinds/pairwise.ts";
import type { RankingTallyView } from "../../../src/protocol/server.ts";
import { questionOf, resultOf } from "./asked.ts";
import { type Order, points, slowBorda, slowCondorcet, slowRunoff, slowSchulze } from "./slow.ts";

const letters = (count: number) => [..."ABCDEFGHIJKLMNOPQRST"].slice(0, count);

/** `["42 ABCD", "26 BDCA"]` as ballots. */
function ballotsOf(...piles: string[]): number[][] {
  return piles.flatMap((pile) => {
    const [count, order = ""] = pile.split(" ");
    const ballot = [...order].map((letter) => letter.charCodeAt(0) - 65);
    return Array.from({ length: Number(count) }, () => ballot);
  });
}

function counted(options: number, ballots: readonly Order[], fields: object = {}): Required<RankingTallyView> {
  const question = questionOf("ranking", { options: letters(options), top: null, ...fields });
  return resultOf(question, ballots) as Required<RankingTallyView>;
}

/** Votes by option, as in a table. */
const roundsOf = ({ irv }: RankingTallyView) => irv?.rounds.map(({ counts, out }) => [...counts, out]);

describe("[Q7] the capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville", () => {
  // https://en.wikipedia.org/wiki/Instant-runoff_voting, …/Borda_count and …/Condorcet_method use the same 100 voters.
  const ballots = ballotsOf("42 ABCD", "26 BCDA", "15 CDBA", "17 DCBA");
  const tennessee = counted(4, ballots);

  test("instant-runoff elects Knoxville in the third round", () => {
    expect(roundsOf(tennessee)).toEqual([
      [42, 26, 15, 17, 2],
      [42, 26, null, 32, 1],
      [42, null, null, 58, null],
    ]);
    expect(tennessee.irv.rounds.map(({ moved }) => moved)).toEqual([[[3, 15]], [[3, 26]], undefined]);
    expect(tennessee.irv.order).toEqual([3, 0, 1, 2]);
    expect(tennessee.order).toEqual(tennessee.irv.order);
    expect(tennessee.why).toEqual({ method: "irv", winner: 3, over: 0, round: 3, votes: 58, of: 100, led: 0 });
  });

  test("Borda elects Nashville, with 126, 194, 173 and 107 points", () => {
    const borda = counted(4, ballots, { method: "borda" });
    expect(borda.borda).toEqual({ order: [1, 2, 0, 3], points: [126, 194, 173, 107] });
    expect(borda.order).toEqual(borda.borda.order);
    expect(borda.why).toEqual({ method: "borda", winner: 1, over: 2, points: 194, overPoints: 173 });
  });

  test("Nashville beats every other one to one, so Schulze elects it, then Chattanooga, Knoxville, Memphis", () => {
    const schulze = counted(4, ballots, { method: "schulze" });
    expect(schulze.pairs[1]).toEqual([58, 0, 68, 68]);
    expect(schulze.schulze).toEqual({ order: [1, 2, 3, 0], condorcet: 1 });
    expect(schulze.why).toEqual({ method: "schulze", winner: 1, over: 2, votes: 68, against: 32, condorcet: true });
  });

  test("places: how often each stands where", () => {
    expect(tennessee.counts).toEqual([42, 26, 15, 17]);
    expect(tennessee.places).toEqual([
      [42, 0, 0, 58],
      [26, 42, 32, 0],
      [15, 43, 42, 0],
      [17, 15, 26, 42],
    ]);
  });
});

describe("[Q7] Schulze's 45 voters", () => {
  // https://en.wikipedia.org/wiki/Schulze_method, the example of 45 voters and five candidates; also in Schulze, Social Choice and Welfare 36 (2011).
  const ballots = ballotsOf("5 ACBED", "5 ADECB", "8 BEDAC", "3 CABED", "7 CAEBD", "2 CBADE", "7 DCEBA", "8 EBADC");
  const schulze = counted(5, ballots, { method: "schulze" });

  test("the pairs", () => {
    expect(schulze.pairs).toEqual([
      [0, 20, 26, 30, 22],
      [25, 0, 16, 33, 18],
      [19, 29, 0, 17, 24],
      [15, 12, 28, 0, 14],
      [23, 27, 21, 31, 0],
    ]);
  });

  test("the strongest paths", () => {
    expect(strongestPaths(5, schulze.pairs.flat())).toEqual(
      [
        [0, 28, 28, 30, 24],
        [25, 0, 28, 33, 24],
        [25, 29, 0, 29, 24],
        [25, 28, 28, 0, 24],
        [25, 28, 28, 31, 0],
      ].flat(),
    );
  });

  test("E before A before C before B before D, and nobody beats everybody", () => {
    expect(schulze.schulze).toEqual({ order: [4, 0, 2, 1, 3], condorcet: null });
    expect(schulze.why).toEqual({ method: "schulze", winner: 4, over: 0, votes: 23, against: 22, condorcet: false });
  });
});

test("[Q7] five voters and three candidates: Sue overtakes Bob", () => {
  // https://en.wikipedia.org/wiki/Instant-runoff_voting, "Five voters, three candidates": Bob, Sue, Bill.
  const five = counted(3, ballotsOf("1 ACB", "1 BAC", "1 CBA", "1 ACB", "1 BAC"));
  expect(roundsOf(five)).toEqual([
    [2, 2, 1, 2],
    [2, 3, null, null],
  ]);
  expect(five.why).toEqual({ method: "irv", winner: 1, over: 0, round: 2, votes: 3, of: 5 });
});

describe("[Q8] ties are broken by first places, then Borda, then the order of the list, and say so", () => {
  test.each([
    ["the list", ["1 A", "1 B"], { winner: 0, over: 1, tie: "order" }],
    ["Borda", ["2 AC", "1 BA", "1 B"], { winner: 0, over: 1, tie: "borda", votes: 3, of: 3 }],
    ["first places", ["2 A", "1 B", "1 CB"], { winner: 0, over: 1, tie: "first-places", votes: 2, of: 2 }],
  ])("%s", (_, piles, why) => {
    expect(counted(4, ballotsOf(...piles)).why).toMatchObject(why);
  });

  test.each([
    ["borda", { method: "borda", winner: 0, over: 1, points: 3, overPoints: 3, tie: "order" }],
    ["schulze", { method: "schulze", winner: 0, over: 1, votes: 1, against: 1, condorcet: false, tie: "order" }],
  ])("%s", (method, why) => {
    expect(counted(3, ballotsOf("1 ABC", "1 BAC"), { method }).why).toEqual(why);
  });

  test("without a tie nothing is said of one", () => {
    expect(counted(3, ballotsOf("2 AB", "1 BA")).why).not.toHaveProperty("tie");
  });
});

describe("[Q7] partial orders", () => {
  test("a ballot on which nothing is left counts no more", () => {
    const view = counted(3, ballotsOf("4 A", "3 BC", "2 C"));
    expect(view.irv.rounds.map(({ exhausted }) => exhausted)).toEqual([0, 2]);
    expect(view.why).toMatchObject({ winner: 0, votes: 4, of: 7 });
  });

  test("what is left out shares the last places", () => {
    expect(counted(4, ballotsOf("1 A")).borda.points).toEqual([3, 1, 1, 1]);
  });

  test("no ballots, no winner", () => {
    expect(counted(3, [])).toEqual({ ballots: 0, counts: [0, 0, 0], order: [], why: null });
  });
});

test("[Q9] 10,000 random profiles, ties included: the slow count agrees with all three methods", () => {
  const profile = fc.integer({ min: 2, max: 5 }).chain((options) =>
    fc.record({
      options: fc.constant(options),
      ballots: fc.array(fc.shuffledSubarray([...letters(options).keys()], { minLength: 1 }), { minLength: 1, maxLength: 9 }),
    }),
  );
  const seen = { ties: 0, cycles: 0, rounds: 0 };
  fc.assert(
    fc.property(profile, ({ options, ballots }) => {
      const view = counted(options, ballots);
      const slow = slowRunoff(options, ballots);
      expect(view.irv.order).toEqual(slow.order);
      expect(view.irv.rounds.map(({ counts, exhausted, out }) => ({ counts, exhausted, out }))).toEqual(slow.rounds);
      expect(view.borda.points).toEqual(view.counts.map((_, option) => points(options, ballots, option)));
      expect(view.borda.order).toEqual(slowBorda(options, ballots));
      expect(view.schulze.order).toEqual(slowSchulze(options, ballots));
      expect(view.schulze.condorcet).toEqual(slowCondorcet(options, ballots));
      for (const { out, moved, counts } of view.irv.rounds.slice(0, -1)) {
        const leaves = moved?.reduce((sum, [, votes]) => sum + votes, 0) ?? 0;
        expect(leaves).toBeLessThanOrEqual(counts[out as number] ?? 0);
      }
      if (view.irv.rounds.some(({ tie }) => tie)) seen.ties += 1;
      if (view.schulze.condorcet === null) seen.cycles += 1;
      if (view.irv.rounds.length > 2) seen.rounds += 1;
    }),
    { numRuns: 10_000 },
  );
  // The property has met what it is for.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1_000);
}, 120_000);

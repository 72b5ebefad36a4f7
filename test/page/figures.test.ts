/** Figures: their numbers, their sentences, and what they say to those who do not see them. */
import fc from "fast-check";
import { h } from "preact";
import { describe, expect, test } from "vitest";
import { Figure } from "../../src/page/figures/figure.tsx";
import { placeOf, ticks } from "../../src/page/figures/maths.ts";
import { endOf, halfAt, lineOf, spread } from "../../src/page/results/course.ts";
import { broken, fitted } from "../../src/page/results/share/lines.ts";
import { percentsOf, sharesOf } from "../../src/page/ui/options.ts";
import type { QuestionView, TallyView, Why } from "../../src/protocol/server.ts";
import { figures } from "../../src/words/en.ts";
import { textOf } from "../support/read-figure.ts";

const OPTIONS = ["Pizza", "Sushi", "Salad"];
const asked = { id: "q1", text: "Where to?", min: 1, max: 1, open: false, phase: "closed", round: 1, shown: null };
const timeless = { seconds: null, endsAt: null };
const choice = { ...asked, ...timeless, kind: "choice", options: OPTIONS, other: false, look: "bars" } as QuestionView;
const told = (question: QuestionView, tally: object, more: object = {}) =>
  textOf(h(Figure, { question, tally: tally as TallyView, poll: "p", ...more }), { heard: true });

describe("percentages", () => {
  test("[F1] they add up to 100, and what is left goes to who lost most", () => {
    expect(percentsOf([1, 1, 2], 4)).toEqual([25, 25, 50]);
    expect(percentsOf([2, 1], 3)).toEqual([67, 33]);
    expect(percentsOf([13, 16, 8, 3], 40)).toEqual([33, 40, 20, 7]);
  });

  test("[F1] equals stay equal, several answers are rounded one by one", () => {
    expect(percentsOf([1, 1, 1], 3)).toEqual([33, 33, 33]);
    expect(percentsOf([1, 1, 1, 3], 6)).toEqual([17, 17, 17, 50]);
    expect(percentsOf([2, 2, 1], 3)).toEqual([67, 67, 33]);
  });

  test("[F1] of any votes: equals are equal, more is never less, none is off by a whole point", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 2, maxLength: 50 }), (counts) => {
        const ballots = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(ballots > 0);
        const percents = percentsOf(counts, ballots);
        for (const [one, count] of counts.entries()) {
          expect(Math.abs((percents[one] ?? 0) - (100 * count) / ballots)).toBeLessThan(1);
          for (const [other, rival] of counts.entries()) {
            if (count === rival) expect(percents[one]).toBe(percents[other]);
            if (count > rival) expect(percents[one]).toBeGreaterThanOrEqual(percents[other] ?? 0);
          }
        }
        if (new Set(counts).size === counts.length) expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
      }),
    );
  });

  test("[F1] own answers count as one more option", () => {
    const tally = { ballots: 3, counts: [1, 1, 0], other: { people: 1 } } as TallyView;
    expect(sharesOf(tally)?.map(({ percent }) => percent)).toEqual([33, 33, 0, 33]);
    expect(sharesOf({ ballots: 0, counts: [0, 0] })).toBeNull();
    expect(sharesOf({ ballots: 3 })).toBeNull();
  });
});

describe("axes", () => {
  test("[F3] few numbers that people like to read", () => {
    expect(ticks(0, 1000, 6)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticks(0, 10, 6)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticks(-0.3, 0.4, 6)).toEqual([-0.2, 0, 0.2, 0.4]);
    expect(ticks(1900, 2026, 6)).toEqual([1900, 1950, 2000]);
  });

  test("[F3] of any range", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (from, width) => {
        const named = ticks(from, from + width, 6);
        expect(named.length).toBeGreaterThan(0);
        expect(named.length).toBeLessThanOrEqual(6);
        for (const tick of named) expect(tick >= from && tick <= from + width).toBe(true);
      }),
    );
  });

  test("[F3] a value stands in the middle of its room", () => {
    const range = { from: 10, step: 5, bins: { width: 1, count: 4 } };
    expect([10, 15, 20, 25].map((value) => placeOf(range, value))).toEqual([0.125, 0.375, 0.625, 0.875]);
  });
});

describe("[F2] why the first is first", () => {
  const names = ["Pizza", "Sushi", "Salad"];
  const SAID: [Why, string][] = [
    [
      { method: "irv", winner: 1, over: 0, round: 3, votes: 57, of: 100, led: 0 },
      "Sushi won in round 3 with 57 of 100 ballots that still counted. Pizza led the first round.",
    ],
    [
      { method: "irv", winner: 1, over: 0, round: 1, votes: 1_200, of: 2_000 },
      "Sushi won at once: 1,200 of 2,000 ballots put it first.",
    ],
    [
      { method: "irv", winner: 1, over: 0, round: 3, votes: 4, of: 4, tie: "first-places" },
      "In round 2 only Sushi and Pizza were left, with as many votes each. Sushi stands before because more people put it first.",
    ],
    [{ method: "borda", winner: 0, over: 2, points: 12.5, overPoints: 11 }, "Pizza won with 12.5 points. Salad follows with 11."],
    [
      { method: "borda", winner: 0, over: 2, points: 12, overPoints: 12, tie: "order" },
      "Pizza and Salad have 12 points each. Nothing else tells them apart, so Pizza stands before because it comes first in the list.",
    ],
    [
      { method: "schulze", winner: 2, over: 1, votes: 57, against: 43, condorcet: true },
      "Salad beats every other option one to one: 57 people prefer it to Sushi, 43 the other way round.",
    ],
    [
      { method: "schulze", winner: 2, over: 1, votes: 1, against: 0, condorcet: false },
      "No option beats all others one to one, so the strongest chain of wins decides. It leads to Salad: 1 person prefers it to Sushi, 0 the other way round.",
    ],
    [
      { method: "schulze", winner: 2, over: 1, votes: 5, against: 5, condorcet: false, tie: "borda" },
      "No option beats all others one to one, so the strongest chain of wins decides. Salad and Sushi are equal there. As many people put them first, and Salad stands before because it has more points over all places.",
    ],
  ];
  for (const [why, sentence] of SAID) {
    test(`${why.method}${why.tie ? `, ${why.tie}` : ""}: ${sentence.slice(0, 40)}`, () => {
      expect(figures.why(why, names)).toBe(sentence);
    });
  }
});

describe("what is read aloud", () => {
  test("[F4] each look of a choice says every option with its numbers", () => {
    for (const look of ["bars", "columns", "donut"] as const) {
      const said = told({ ...choice, look } as QuestionView, { ballots: 3, counts: [2, 1, 0] });
      for (const part of [/Pizza\W*67%\W+2/, /Sushi\W*33%\W+1/, /Salad\W*0%\W+0/]) expect(said).toMatch(part);
    }
  });

  test("[F4] nothing is drawn where the results are hidden, and empty places where nobody voted", () => {
    expect(told(choice, { ballots: 3 })).toBe("");
    expect(told(choice, { ballots: 0, counts: [0, 0, 0] })).toBe("Pizza Sushi Salad");
  });

  test("[F4] my answer is marked, own answers are listed, the rest is counted", () => {
    const other = { people: 9, of: 9, words: ["Ramen", "Soup"], counts: [5, 2] };
    const said = told(choice, { ballots: 12, counts: [1, 2, 0], other }, { mine: ["Ramen"] });
    expect(said).toContain(`${figures.other}${figures.mine}`);
    expect(said).toContain("Ramen5 answers");
    expect(said).toContain(figures.more(2));
  });

  test("[F4] a rating says its steps with what their ends mean", () => {
    const rating = { ...asked, ...timeless, kind: "rating", options: [], steps: 3, labels: ["poor", "great"] } as QuestionView;
    const said = told(rating, { ballots: 4, counts: [1, 0, 3], mean: 2.5, median: 3 }, { mine: [3] });
    expect(said).toBe("1, poor: 25%, 1 vote 2: 0%, 0 votes 3, great: 75%, 3 votes, your vote Mean 2.5 Median 3");
  });

  test("[F4] a number says its bins, and the right answer with the nearest", () => {
    const bins = { width: 5, count: 3 };
    const number = { ...asked, ...timeless, kind: "number", options: [], unit: "beans", from: 0, to: 10, step: 1, bins, answer: 7 };
    const tally = { ballots: 3, counts: [1, 2, 0], mean: 5, median: 6, of: 3, nearest: { value: 8, people: 2 } };
    expect(told(number as QuestionView, tally)).toBe(
      "0 to 4 beans: 1 answer 5 to 9 beans: 2 answers 10 beans: 0 answers Mean 5 beans Median 6 beans Right answer 7 beans Nearest 8 beans, said by 2 people",
    );
  });

  const ranking = { ...asked, ...timeless, kind: "ranking", options: OPTIONS, top: null, method: "irv" } as QuestionView;
  const rounds = [
    { counts: [4, 3, 2], exhausted: 0, out: 2, moved: [[1, 2]] },
    { counts: [4, 5, null], exhausted: 0, out: null },
  ];
  const why = { method: "irv", winner: 1, over: 0, round: 2, votes: 5, of: 9, led: 0 };
  const counted = { ballots: 9, counts: [4, 3, 2], order: [1, 0, 2], why, irv: { of: 9, order: [1, 0, 2], rounds } };

  test("[F4] a ranking is read in its order", () => {
    expect(told(ranking, counted)).toBe(
      `${figures.why(why as Why, OPTIONS)} Sushi 5 votes Pizza 4 votes Salad 2 votes out in round 1`,
    );
  });

  test("[F4] a round says who gains and who goes", () => {
    expect(told(ranking, counted, { round: 0 })).toContain(figures.goes("Salad"));
    const last = told(ranking, counted, { round: 1 });
    expect(last).toContain("Sushi5 +2");
    expect(last).toContain(`Salad${figures.out}`);
    expect(last).toContain(figures.wins("Sushi", 5, 9));
  });

  test("[F4] rounds that a frame had no room for are not counted wrong", () => {
    const cut = { ...counted, why: { ...why, round: 5 }, cut: true };
    expect(told(ranking, cut)).toBe(`${figures.why(cut.why as Why, OPTIONS)} Sushi Pizza Salad ${figures.notAll}`);
    expect(told(ranking, { ballots: 9, counts: [4, 3, 2], cut: true })).toContain("Pizza45% 4");
  });

  test("[F4] answers beyond those shown are counted", () => {
    const free = { ...asked, ...timeless, kind: "text", options: [], look: "cloud", filter: false } as QuestionView;
    const said = { ballots: 12, counts: [5, 2], words: ["calm", "busy"], others: 5, of: 12, cut: true };
    expect(told(free, said)).toBe(`calm5 answers busy2 answers ${figures.more(5)}`);
  });

  test("[F5] the vote before and this one stand side by side", () => {
    const said = told(choice, { ballots: 4, counts: [1, 3, 0], before: { round: 1, ballots: 4, counts: [4, 0, 0] } });
    expect(said).toContain(`Pizza${figures.changeTold(-75)}${figures.voteBefore}100% 4${figures.voteNow}25% 1`);
    expect(said).toContain(`Sushi${figures.changeTold(75)}${figures.voteBefore}0% 0${figures.voteNow}75% 3`);
    const rating = { ...asked, ...timeless, kind: "rating", options: [], steps: 2, labels: ["", ""] } as QuestionView;
    const both = told(rating, { ballots: 1, counts: [0, 1], before: { round: 1, ballots: 2, counts: [2, 0] } });
    expect(both).toMatch(new RegExp(`${figures.voteBefore}.*1: 100%.*${figures.voteNow}.*2: 100%`));
  });
});

describe("how a vote went", () => {
  const course = { from: "2026-11-20T09:00:00.000Z", stepMs: 60_000, ballots: [1, 5, 9, 10] };

  test("[F6] it ends after its last step, and half of it was there at a moment", () => {
    expect(endOf(course).toISOString()).toBe("2026-11-20T09:04:00.000Z");
    expect(halfAt(course)?.toISOString()).toBe("2026-11-20T09:02:00.000Z");
    expect(halfAt({ ...course, ballots: [0, 0] })).toBeNull();
    expect(lineOf(course.ballots, 10)).toBe("M0 1000L250 900L500 500L750 100L1000 0");
  });

  test("[F6] letters at the ends of lines do not cover each other", () => {
    const apart = spread([0.5, 0.5, 0.98, 1], 0.1).map((place) => Math.round(place * 100) / 100);
    expect(apart).toEqual([0.5, 0.6, 0.9, 1]);
  });
});

describe("words on a picture", () => {
  const on = { measureText: (text: string) => ({ width: [...text].length }) };

  test("[F9] they are broken at spaces, and long words anywhere", () => {
    expect(broken(on, "one two three", 7)).toEqual(["one two", "three"]);
    expect(broken(on, "abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
  });

  test("[F9] they are cut where they do not fit, and never inside a letter", () => {
    expect(fitted(on, "abcdef", 6)).toBe("abcdef");
    expect(fitted(on, "abcdef", 4)).toBe("abc…");
    expect(fitted(on, "e\u0301e\u0301e\u0301", 4)).toBe("e\u0301…");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addQuestion, boardOf, type Member, noTotals, placeIn, type Row, topOf } from "../../../src/poll/quiz/board.ts";

const member = (voter: string, team: number | null = null): Member => ({ voter, name: voter, team });
const row = (voter: string, points: number): Row => ({ voter, points, right: points > 0 });

/** A board of some questions, each as `{player: points}`. */
function boardAfter(questions: Record<string, number>[], members: Member[], teams = 0) {
  const totals = noTotals();
  for (const answers of questions)
    addQuestion(
      totals,
      Object.entries(answers).map(([voter, points]) => row(voter, points)),
    );
  return boardOf(totals, members, teams);
}

describe("[Z14] the leaderboard", () => {
  const members = ["ann", "ben", "cid", "dan", "eve"].map((voter) => member(voter));
  const board = boardAfter(
    [
      { ann: 900, ben: 800, cid: 700, dan: 0 },
      { ben: 900, cid: 1_000, dan: 600 },
    ],
    members,
  );

  test("is sorted, equals share a rank, and who never answered stands there too", () => {
    expect(board.standings.map(({ voter, points, rank }) => [voter, points, rank])).toEqual([
      ["ben", 1_700, 1],
      ["cid", 1_700, 1],
      ["ann", 900, 3],
      ["dan", 600, 4],
      ["eve", 0, 5],
    ]);
  });

  test("says what the last question gave, and how places moved", () => {
    expect(board.standings.map(({ voter, gained, moved }) => [voter, gained, moved])).toEqual([
      ["ben", 900, 1],
      ["cid", 1_000, 2],
      ["ann", 0, -2],
      ["dan", 600, 0],
      ["eve", 0, -1],
    ]);
    const first = boardAfter([{ ann: 1 }], members);
    expect(first.standings.map(({ moved }) => moved)).toEqual(Array(5).fill(null));
  });

  test("says to each one their own place, and who is to be caught next", () => {
    expect(placeIn(board, "cid")).toMatchObject({ rank: 1, ahead: null });
    expect(placeIn(board, "ann")).toMatchObject({ rank: 3, moved: -2, ahead: { name: "cid", by: 800 } });
    expect(placeIn(board, "dan")).toMatchObject({ ahead: { name: "ann", by: 300 } });
    expect(placeIn(board, "nobody")).toBeNull();
    const level = boardAfter([{ ann: 900, ben: 500, cid: 500 }], members.slice(0, 3));
    expect(placeIn(level, "cid")).toMatchObject({ rank: 2, ahead: { name: "ann", by: 400 } });
  });

  test("tells everybody the first few, without a word of who is who in storage", () => {
    expect(topOf(board, 2)).toEqual({
      top: [
        { name: "ben", team: null, points: 1_700, rank: 1, gained: 900, moved: 1 },
        { name: "cid", team: null, points: 1_700, rank: 1, gained: 1_000, moved: 2 },
      ],
      of: 5,
      teams: [],
    });
    expect(JSON.stringify(placeIn(board, "ann"))).not.toContain("voter");
  });

  test("forgets who was removed, with all their points", () => {
    const without = boardAfter([{ ann: 900, ben: 800 }], [member("ben")]);
    expect(without.standings.map(({ voter, rank }) => [voter, rank])).toEqual([["ben", 1]]);
  });

  test("one question after the other makes what all at once makes, as slow and obvious sums do", () => {
    const answers = fc.dictionary(fc.constantFrom("ann", "ben", "cid", "dan", "eve"), fc.constantFrom(0, 500, 1_000), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), (questions) => {
        const { standings } = boardAfter(questions, members);
        const sum = (voter: string, upTo: number) =>
          questions.slice(0, upTo).reduce((sum, answers) => sum + (answers[voter] ?? 0), 0);
        const rank = (voter: string, upTo: number) =>
          1 + members.filter((other) => sum(other.voter, upTo) > sum(voter, upTo)).length;
        const all = questions.length;
        for (const { voter, points, rank: place, gained, moved, answers, rights } of standings) {
          const given = questions.flatMap((answers) => (voter in answers ? [answers[voter] ?? 0] : []));
          expect({ points, place, gained, moved, answers, rights }).toEqual({
            points: sum(voter, all),
            place: rank(voter, all),
            gained: questions.at(-1)?.[voter] ?? 0,
            moved: all > 1 ? rank(voter, all - 1) - rank(voter, all) : null,
            answers: given.length,
            rights: given.filter((points) => points > 0).length,
          });
        }
        expect(standings.map(({ points }) => points)).toEqual(standings.map(({ points }) => points).toSorted((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });

  test("of 2,000 players is made in a moment", () => {
    const hall = Array.from({ length: 2_000 }, (_, index) => member(`player ${index}`));
    const totals = noTotals();
    const began = performance.now();
    for (let question = 0; question < 10; question++) {
      addQuestion(
        totals,
        hall.map(({ voter }, index) => row(voter, (index * 7_919 * (question + 1)) % 1_001)),
      );
      expect(boardOf(totals, hall, 0).standings).toHaveLength(2_000);
    }
    expect((performance.now() - began) / 10).toBeLessThan(200); // about 5 ms on a quiet machine
  });
});

describe("[Z15] teams", () => {
  test("count the mean of those who have played, to one place behind the point", () => {
    const members = [
      member("a", 0),
      member("b", 0),
      member("c", 1),
      member("d", 1),
      member("asleep", 1),
      member("e", 2),
      member("f"),
    ];
    const { teams } = boardAfter([{ a: 1_000, b: 501, c: 800, d: 701, f: 9_000 }], members, 4);
    expect(teams).toEqual([
      { team: 0, points: 750.5, rank: 1 },
      { team: 1, points: 750.5, rank: 1 },
      { team: 2, points: 0, rank: 3 },
      { team: 3, points: 0, rank: 3 },
    ]);
  });

  test("a phone that went to sleep costs nothing, an answer that was wrong does", () => {
    const members = [member("a", 0), member("b", 0), member("c", 1), member("d", 1)];
    expect(boardAfter([{ a: 900, c: 900, d: 0 }], members, 2).teams.map(({ points }) => points)).toEqual([900, 450]);
  });
});

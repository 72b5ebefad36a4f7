import { describe, expect, test } from "vitest";
import { Arena, NOON } from "./arena.ts";

/** Two players, at the first question. */
function atFirst(): Arena {
  const arena = new Arena();
  arena.joinAll("ann", "ben");
  arena.wait(3_000);
  return arena;
}

describe("[Z8] late", () => {
  test.each([
    [10_000, "counted"],
    [10_300, "counted"],
    [10_301, "closed late"],
    [10_499, "closed late"],
    [10_500, "closed"],
    [16_000, "closed"],
  ])("heard %i ms after the question: %s", (ms, said) => {
    const arena = atFirst();
    arena.wait(ms);
    expect(arena.answer("ann", [1], { question: "q1" })).toBe(said);
  });

  test("it is told apart from too early, unknown, impossible and not joined", () => {
    const arena = atFirst();
    expect(arena.answer("ann", [1], { question: "q2" })).toBe("not-open");
    expect(arena.answer("ann", [1], { question: "q9" })).toBe("no-such-question");
    expect(arena.answer("ann", [1], { choice: null })).toBe("bad-choice");
    expect(arena.answer("ann", [])).toBe("bad-choice");
    expect(arena.answer("eve", [1])).toBe("not-allowed not-playing");
    arena.remove("ben");
    expect(arena.answer("ben", [1])).toBe("not-allowed removed");
    const early = new Arena();
    early.join("ann");
    expect(early.answer("ann", [1])).toBe("not-open");
  });

  test("what waited in the inbox is judged by when it was heard", () => {
    const arena = atFirst();
    arena.wait(10_450);
    expect(arena.answer("ann", [1], { at: NOON + 13_300 })).toBe("counted");
    expect(arena.row("ann")).toMatchObject({ ms: 10_300, points: 500 });
  });
});

test("[Z5] the streak is that of the answer before, and a question without an answer ends it", () => {
  const arena = atFirst();
  const points: (number | undefined)[] = [];
  for (const [id, mark] of [
    ["q1", 1],
    ["q2", 1],
    ["q3", null],
  ] as const) {
    if (mark !== null) arena.answer("ann", [mark]);
    points.push(arena.row("ann", id)?.points);
    arena.wait(15_500);
  }
  expect(points).toEqual([1_000, 1_100, undefined]);
  expect(arena.factsFor("ann", "q3", 1).streakBefore).toBe(2);
  expect(arena.factsFor("ben", "q2", 1).streakBefore).toBe(0);
});

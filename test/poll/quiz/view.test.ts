import { describe, expect, test } from "vitest";
import type { Key } from "../../../src/poll/quiz/key.ts";
import { isBegun, isRevealed } from "../../../src/poll/quiz/view.ts";
import type { Choice } from "../../../src/protocol/server.ts";
import { Arena, keysOf, NOON } from "./arena.ts";

const KEYS: [Key, Choice, Choice, RegExp][] = [
  [{ kind: "choice", options: 4, right: [0, 3] }, [0, 3], [1], /"right":\[0,3\]/],
  [{ kind: "number", answer: 31.25, tolerance: 0.75 }, [31], [30], /31\.25|0\.75/],
  [{ kind: "text", accepted: ["Ouagadougou"], typos: true }, ["ouagadougo"], ["Oslo"], /Ouagadougou/],
];

/** Two players at the first question, of which there are two alike. */
function atFirst(key: Key): Arena {
  const arena = new Arena({ pauseSeconds: null }, [key, key]);
  arena.joinAll("ann", "ben");
  arena.wait(3_000);
  return arena;
}

describe("[Z13] the right answer leaves with the reveal", () => {
  test.each(KEYS)("%j", (key, right, wrong, secret) => {
    const arena = atFirst(key);
    const seen: string[] = [];
    const look = () => seen.push(JSON.stringify([arena.sees("ann"), arena.sees("ben")]));
    look();
    arena.answer("ann", right);
    look();
    arena.answer("ben", wrong);
    look();
    expect(arena.phase).toBe("locked 1");
    for (const said of seen) {
      expect(said).not.toMatch(secret);
      expect(said).toContain('"scored":null');
      expect(said).not.toMatch(/"points":|"streak":/);
    }
    arena.wait(500);
    expect(JSON.stringify(arena.sees("ann"))).toMatch(secret);
    expect(arena.sees("ann")).toMatchObject({ me: { scored: { points: 1_000, right: true, streak: 1 }, place: { rank: 1 } } });
    expect(arena.sees("ben")).toMatchObject({ me: { scored: { points: 0, right: false, streak: 0 }, place: { rank: 2 } } });
    arena.host("next");
    const next = JSON.stringify(arena.sees("ann"));
    expect(next).not.toMatch(secret);
    expect(arena.sees("ann")).toMatchObject({
      quiz: { index: 1, key: null, board: { of: 2 } },
      me: { answered: false, scored: null },
    });
  });

  test("right and wrong are answered alike", () => {
    for (const [key, right, wrong] of KEYS) {
      const arena = atFirst(key);
      expect([arena.answer("ann", right), arena.answer("ben", wrong)]).toEqual(["counted", "counted"]);
    }
  });

  test("questions to come are not told either", () => {
    const arena = new Arena({}, keysOf(3));
    const begun = () => [0, 1, 2].map((index) => [isBegun(arena.quiz, index), isRevealed(arena.quiz, index)].join());
    arena.joinAll("ann", "ben");
    expect(begun()).toEqual(["false,false", "false,false", "false,false"]);
    arena.wait(3_000);
    expect(begun()).toEqual(["true,false", "false,false", "false,false"]);
    arena.wait(10_500);
    expect(begun()).toEqual(["true,true", "false,false", "false,false"]);
    arena.wait(5_000);
    expect(begun()).toEqual(["true,true", "true,false", "false,false"]);
  });

  test("a board that counts an answer too many is not shown", () => {
    const arena = atFirst(KEYS[0]?.[0] as Key);
    arena.answer("ann", [0, 3]);
    const ahead = arena.board();
    ahead.questions = 1;
    const view = arena.parts.quizView(arena.quiz, { plan: arena.plan, keys: arena.keys, crowd: arena.facts(), board: ahead });
    expect(view.board).toBeNull();
  });
});

test("[Z6] a player sees their own time, and the room its own", () => {
  const arena = atFirst(KEYS[0]?.[0] as Key);
  arena.stretch("ben", 2);
  expect(arena.sees("ann")).toMatchObject({ quiz: { endsAt: NOON + 13_000 }, me: { endsAt: NOON + 13_000, stretch: 1 } });
  expect(arena.sees("ben")).toMatchObject({ quiz: { endsAt: NOON + 13_000 }, me: { endsAt: NOON + 23_000, stretch: 2 } });
  arena.stretch("ben", "none");
  expect(arena.sees("ben")).toMatchObject({ me: { endsAt: null, stretch: "none" } });
  expect(JSON.stringify((arena.sees("ann") as { quiz: object }).quiz)).not.toMatch(/stretch|none/);
});

test("[Z10] players hear how many have answered, not what", () => {
  const arena = atFirst(KEYS[0]?.[0] as Key);
  expect(arena.sees("ben")).toMatchObject({ quiz: { players: 2, answered: 0 } });
  arena.answer("ann", [1, 2]);
  expect(arena.sees("ben")).toMatchObject({ quiz: { players: 2, answered: 1 }, me: { answered: false } });
  expect(arena.sees("ann")).toMatchObject({ me: { answered: true } });
});

test("the state of a quiz does not grow with its players", () => {
  const arena = new Arena({}, keysOf(2));
  const size = () => JSON.stringify(arena.quiz).length;
  arena.joinAll("ann", "ben");
  const small = size();
  for (let index = 0; index < 300; index++) arena.join(`player ${index}`);
  arena.wait(20_000);
  expect(size()).toBeLessThan(small + 150);
});

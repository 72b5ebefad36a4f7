import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookOf } from "../../../src/poll/quiz/lookalike.ts";
import { decideChange, freeName, isLocked, lockedBy, numbered, tidyName } from "../../../src/poll/quiz/names.ts";
import type { Player } from "../../../src/poll/quiz/quiz.ts";
import { points } from "../../../src/protocol/text.ts";
import { adjectives, animals, nameFrom } from "../../../src/words/names.ts";
import { Arena, short } from "./arena.ts";

const said = (joined: ReturnType<Arena["join"]>) => ("refused" in joined ? short(joined) : joined.player.name);
const taken = (...names: string[]) => {
  const looks = names.map(lookOf);
  return (look: string) => looks.includes(look);
};

describe("[Z16] a name", () => {
  test.each([
    ["  Anna   B. ", "Anna B."],
    ["An\u200bna", "Anna"],
    ["\u202eannA", "annA"],
    ["Z\u0335\u0321\u0322\u0322\u0336a\u0300\u0301\u0302lgo", "Z\u0321\u0322a\u0300\u0301lgo".normalize("NFC")],
    ["👩‍🚀", "👩‍🚀"],
    ["李雷", "李雷"],
    ["a".repeat(20), "a".repeat(20)],
  ])("%j is %j", (typed, tidy) => {
    const name = tidyName(typed);
    if (typed.startsWith("Z"))
      expect([...String(name).normalize("NFD")].filter((letter) => /\p{M}/u.test(letter)).length).toBeLessThan(7);
    else expect(name).toBe(tidy);
  });

  test.each([
    ["", "name-empty"],
    [" \u3164\u200b ", "name-empty"],
    ["...", "name-empty"],
    ["\ud800", "name-empty"],
    ["a".repeat(21), "name-long"],
  ])("%j is none: %s", (typed, wrong) => expect(tidyName(typed)).toEqual({ wrong }));

  test.each([
    ["Anna", "anna"],
    ["Anna", "ÄNNA"],
    ["Anna", "Аnnа"], // Cyrillic
    ["Anna", "A n-n.a"],
    ["Anna", "An\u200dna"],
    ["Lisa", "1isa"],
    ["Lisa", "|isa"],
    ["Bob", "B0b"],
    ["Ole", "Øle"],
    ["Anna 2", "anna2"],
    ["Anna 2", "Anna 02"],
  ])("%s and %s look the same", (one, other) => expect(lookOf(one)).toBe(lookOf(other)));

  test.each([
    ["Anna", "Anne"],
    ["Anna", "Anna 2"],
    ["Anna 2", "Anna 12"],
    ["👩‍🚀", "👨‍🚀"],
    ["李雷", "李蕾"],
    ["Иван", "Егор"],
    ["!", "?"],
  ])("%s and %s do not", (one, other) => expect(lookOf(one)).not.toBe(lookOf(other)));

  test("is there once in a room", () => {
    const arena = new Arena({ autoStart: false });
    expect(said(arena.join("v1", "Anna"))).toBe("Anna");
    expect(arena.join("v2", "АNNA")).toMatchObject({ refused: "not-allowed", detail: "name-taken", suggested: "АNNA 2" });
    expect(said(arena.join("v2", "АNNA 2"))).toBe("АNNA 2");
    expect(arena.join("v3", "Anna")).toMatchObject({ suggested: "Anna 3" });
    expect(said(arena.join("v3", "damn it"))).toBe("not-allowed name-filtered");
    expect(said(arena.join("v3", "  "))).toBe("bad-message name-empty");
    expect(said(arena.join("v3", null))).toBe("Brave Fox");
    expect(said(arena.join("v4", null))).toBe("Calm Owl");
    expect(said(arena.join("v5", null))).toBe("Brave Fox 2");
  });

  test("may be given to everybody", () => {
    const arena = new Arena({ names: "given", autoStart: false });
    expect(said(arena.join("v1", "damn it"))).toBe("Brave Fox");
  });

  test("with a number is free, and never too long", () => {
    const names = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .map(tidyName)
      .filter((name) => typeof name === "string");
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 12 }), (wanted) => {
        const given: string[] = [];
        for (const name of wanted) {
          const isTaken = taken(...given);
          given.push(isTaken(lookOf(name)) ? numbered(name, isTaken) : name);
        }
        expect(new Set(given.map(lookOf)).size).toBe(given.length);
        for (const name of given) expect(points(name)).toBeLessThanOrEqual(20);
      }),
    );
  });

  test("by chance fits, is clean of look-alikes, and there are enough for a hall", () => {
    const all = adjectives.flatMap((_, one) =>
      animals.map((_, other) => nameFrom([(one + 0.5) / adjectives.length, (other + 0.5) / animals.length])),
    );
    expect(all.length).toBeGreaterThan(4_000);
    expect(new Set(all.map(lookOf)).size).toBe(all.length);
    expect(Math.max(...all.map(points))).toBeLessThanOrEqual(17); // a number still fits behind it
    for (const name of all.slice(0, 200)) expect(tidyName(name)).toBe(name);
    expect(freeName(["Calm Owl"], taken("calm owl", "Calm Owl 2"))).toBe("Calm Owl 3");
  });
});

describe("[Z17] coming back", () => {
  test("under the name that one has, through every lock, and as no second player", () => {
    const arena = new Arena();
    arena.joinAll("ann", "ben");
    arena.quiz = { ...arena.quiz, lobby: lockedBy(arena.quiz.lobby, true) };
    const joined = arena.join("ann", "Somebody else");
    expect(joined).toMatchObject({ same: true, player: { name: "ann" } });
    expect([...arena.players]).toHaveLength(2);
  });

  test("not for who was removed, until the host takes it back", () => {
    const arena = new Arena();
    arena.joinAll("ann", "ben");
    arena.remove("ben");
    expect(said(arena.join("ben", "New Ben"))).toBe("not-allowed removed");
    const ben = arena.players.get("ben") as Player;
    arena.players.set("ben", decideChange(ben, { change: "readmit" }, NOBODY) as Player);
    expect(said(arena.join("ben"))).toBe("ben");
  });
});

const NOBODY = { isFiltered: () => false, isTaken: () => false, drawn: ["Calm Owl"] };

describe("[Z18] the host and the lobby", () => {
  const player: Player = { voter: "v", name: "Ben", team: null, stretch: 1, removed: false };

  test("renames: to what is free, to another spelling of the same, or to a name by chance", () => {
    const facts = { ...NOBODY, isTaken: taken("Ben", "Ann") };
    expect(decideChange(player, { change: "rename", name: "BEN" }, facts)).toMatchObject({ name: "BEN" });
    expect(decideChange(player, { change: "rename", name: "ann" }, facts)).toMatchObject({
      detail: "name-taken",
      suggested: "ann 2",
    });
    expect(decideChange(player, { change: "rename", name: null }, facts)).toMatchObject({ name: "Calm Owl" });
    expect(decideChange(player, { change: "rename", name: "" }, facts)).toMatchObject({ detail: "name-empty" });
  });

  test("grants time", () => {
    expect(decideChange(player, { change: "stretch", stretch: 3 }, NOBODY)).toMatchObject({ stretch: 3 });
    expect(decideChange(player, { change: "stretch", stretch: "none" }, NOBODY)).toMatchObject({ stretch: "none" });
    expect(decideChange(player, { change: "stretch", stretch: 0.5 }, NOBODY)).toEqual({
      refused: "bad-message",
      detail: "stretch",
    });
  });

  test("locks it, until it is opened", () => {
    const arena = new Arena({ autoStart: false });
    arena.quiz = { ...arena.quiz, lobby: lockedBy(arena.quiz.lobby, true) };
    arena.wait(10_000_000);
    expect(said(arena.join("ann"))).toBe("not-allowed lobby-locked");
    arena.quiz = { ...arena.quiz, lobby: lockedBy(arena.quiz.lobby, false) };
    expect(said(arena.join("ann"))).toBe("ann");
    expect(arena.quiz.lobby.guarded).toBe(true);
  });

  const flood = (arena: Arena, from: number, count: number) => {
    let entered = 0;
    for (let index = from; index < from + count; index++) if (!("refused" in arena.join(`bot${index}`))) entered += 1;
    return entered;
  };

  test("a burst locks it by itself for a minute, and the host may say that these are expected", () => {
    const arena = new Arena({ autoStart: false });
    expect(flood(arena, 0, 200)).toBe(100);
    expect(arena.quiz.lobby.lock).toEqual({ by: "burst", until: arena.now + 60_000 });
    arena.wait(59_999);
    expect(flood(arena, 200, 1)).toBe(0);
    arena.wait(1);
    expect(flood(arena, 200, 1)).toBe(1);
    expect(arena.quiz.lobby.lock).toBeNull();
    flood(arena, 300, 200);
    arena.quiz = { ...arena.quiz, lobby: lockedBy(arena.quiz.lobby, false) };
    expect(flood(arena, 600, 150)).toBe(150);
    expect(isLocked(arena.quiz.lobby, arena.now)).toBe(false);
  });

  test("a hall that comes in like people is no burst", () => {
    const arena = new Arena({ autoStart: false });
    for (let second = 0; second < 20; second++) {
      expect(flood(arena, second * 20, 20)).toBe(20);
      arena.wait(1_000);
    }
  });
});

describe("[Z15] teams", () => {
  test("are chosen, or filled evenly", () => {
    const arena = new Arena({ teams: ["Red", "Blue", "Green"], autoStart: false });
    const teamOf = (voter: string, team: number | null = null) => {
      const joined = arena.join(voter, voter, team);
      return "player" in joined ? joined.player.team : short(joined);
    };
    expect([teamOf("a", 1), teamOf("b"), teamOf("c"), teamOf("d"), teamOf("e", 2), teamOf("f")]).toEqual([1, 0, 2, 0, 2, 1]);
    expect([teamOf("g", 3), teamOf("h", -1), teamOf("i", 0.5)]).toEqual(Array(3).fill("bad-message no-such-team"));
    expect(new Arena({ autoStart: false }).join("a", "a", 2)).toMatchObject({ player: { team: null } });
  });
});

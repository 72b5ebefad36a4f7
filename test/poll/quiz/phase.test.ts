import { describe, expect, test } from "vitest";
import { revealedIn } from "../../../src/poll/quiz/phase.ts";
import { Arena, keysOf, NOON, SETTINGS } from "./arena.ts";

/** Two players, at the first question. */
function atFirst(...given: ConstructorParameters<typeof Arena>): Arena {
  const arena = new Arena(...given);
  arena.joinAll("ann", "ben");
  arena.wait(3_000);
  return arena;
}

describe("[Z9] beginning", () => {
  test("by itself, three seconds after the second player", () => {
    const arena = new Arena();
    arena.join("ann");
    arena.wait(60_000);
    expect(arena.phase).toBe("not-started");
    arena.join("ben");
    expect(arena.phase).toBe("countdown");
    arena.wait(2_999);
    expect(arena.phase).toBe("countdown");
    arena.wait(1);
    expect(arena.phase).toBe("question 1");
    expect(arena.quiz.stage).toMatchObject({ from: NOON + 63_000, endsAt: NOON + 73_000, until: NOON + 73_000 });
  });

  test("a third who joins during the countdown changes nothing, and one who leaves below the least stops it", () => {
    const arena = new Arena();
    arena.joinAll("ann", "ben");
    arena.wait(1_000);
    arena.join("cid");
    arena.leave("cid");
    expect(arena.quiz.stage.until).toBe(NOON + 3_000);
    arena.leave("ben");
    expect(arena.phase).toBe("not-started");
    arena.wait(10_000);
    expect(arena.phase).toBe("not-started");
    arena.come("ben");
    expect(arena.quiz.stage.until).toBe(NOON + 14_000);
  });

  test("by the host, also with fewer, and not without anybody", () => {
    const arena = new Arena({ autoStart: false });
    expect(arena.host("start")).toBe("not-allowed no-players");
    arena.joinAll("ann", "ben");
    arena.wait(60_000);
    expect(arena.phase).toBe("not-started");
    arena.leave("ben");
    expect(arena.host("start")).toBe("done");
    expect(arena.host("start")).toBe("not-allowed not-now");
    arena.wait(3_000);
    expect(arena.phase).toBe("question 1");
  });

  test("a countdown that the host stopped does not begin again by itself", () => {
    const arena = new Arena();
    arena.joinAll("ann", "ben");
    expect(arena.host("hold")).toBe("done");
    arena.join("cid");
    arena.wait(60_000);
    expect(arena.phase).toBe("not-started");
    expect(arena.host("start")).toBe("done");
  });

  test("not without questions", () => {
    const arena = new Arena({}, []);
    arena.joinAll("ann", "ben");
    expect(arena.phase).toBe("not-started");
    expect(arena.host("start")).toBe("not-allowed no-questions");
  });
});

describe("[Z10] the end of a question", () => {
  test("at its deadline; half a second later the answer; then the next, and after the last the end", () => {
    const arena = atFirst({}, keysOf(2));
    for (const [ms, phase] of [
      [9_999, "question 1"],
      [1, "locked 1"],
      [499, "locked 1"],
      [1, "revealed 1"],
      [5_000, "question 2"],
      [15_500, "finished 2"],
      [1_000_000, "finished 2"],
    ] as const) {
      arena.wait(ms);
      expect(arena.phase).toBe(phase);
    }
  });

  test("as soon as everybody present has answered, and not before", () => {
    const arena = atFirst();
    arena.join("cid");
    arena.leave("cid");
    arena.wait(6_000);
    expect(arena.answer("ann", [0])).toBe("counted");
    expect(arena.phase).toBe("question 1");
    expect(arena.answer("ben", [1])).toBe("counted");
    expect(arena.quiz.stage).toMatchObject({ phase: "locked", at: NOON + 9_000 });
  });

  test("one who reloads is waited for, one who is gone is not", () => {
    const arena = atFirst();
    arena.leave("ben");
    arena.answer("ann", [1]);
    expect(arena.phase).toBe("question 1");
    arena.wait(4_999);
    expect(arena.phase).toBe("question 1");
    arena.come("ben");
    arena.wait(1_000);
    expect(arena.phase).toBe("question 1");
    arena.leave("ben");
    arena.wait(3_900);
    expect(arena.phase).toBe("question 1");
    const other = atFirst();
    other.leave("ben");
    other.answer("ann", [1]);
    other.wait(5_000);
    expect(other.phase).toBe("locked 1");
  });

  test("who comes back is one player, and another question is not over because of the last one's answers", () => {
    const arena = atFirst();
    arena.leave("ben");
    arena.come("ben");
    expect(arena.facts()).toMatchObject({ present: 2, open: 2 });
    arena.answer("ann", [1]);
    arena.answer("ben", [1]);
    arena.wait(5_500);
    expect(arena.phase).toBe("question 2");
    expect(arena.facts()).toMatchObject({ open: 2, answered: 0 });
  });

  test("when all are gone at once, it is the network: the question takes its time", () => {
    const arena = atFirst();
    arena.answer("ann", [1]);
    for (const voter of ["ann", "ben"]) arena.leave(voter);
    arena.wait(9_999);
    expect(arena.phase).toBe("question 1");
    arena.come("ben");
    expect(arena.answer("ben", [1])).toBe("counted");
  });

  test("a player who is removed is not waited for", () => {
    const arena = atFirst();
    arena.answer("ann", [1]);
    arena.remove("ben");
    expect(arena.phase).toBe("locked 1");
  });

  test("by the host, at any time", () => {
    const arena = atFirst({ pauseSeconds: null });
    expect(arena.host("next")).toBe("not-allowed not-now");
    expect(arena.host("lock")).toBe("done");
    expect(arena.host("lock")).toBe("not-allowed not-now");
    arena.wait(100_000);
    expect(arena.phase).toBe("revealed 1");
    expect(arena.host("next")).toBe("done");
    expect(arena.phase).toBe("question 2");
    expect(arena.host("next")).toBe("not-allowed not-now");
  });

  test("the host can stop what would go on by itself", () => {
    const arena = atFirst();
    arena.host("lock");
    arena.wait(1_000);
    expect(arena.host("hold")).toBe("done");
    expect(arena.host("hold")).toBe("not-allowed not-now");
    arena.wait(100_000);
    expect(arena.phase).toBe("revealed 1");
  });
});

describe("[Z6] personal time in the room", () => {
  test("the question waits for who has more time and is here, and for nobody else", () => {
    const arena = atFirst();
    arena.stretch("ben", 2);
    arena.wait(10_000);
    expect(arena.phase).toBe("question 1");
    expect(arena.quiz.stage.until).toBe(NOON + 23_000);
    arena.wait(301);
    expect(arena.answer("ann", [1])).toBe("closed late");
    expect(arena.answer("ben", [1])).toBe("counted");
    expect(arena.phase).toBe("locked 1");
    expect(arena.row("ben")).toMatchObject({ ms: 10_301, points: 742 });
  });

  test("not for time that was taken back", () => {
    const arena = atFirst();
    arena.stretch("ben", 3);
    arena.stretch("ben", 1);
    arena.wait(10_000);
    expect(arena.phase).toBe("locked 1");
  });

  test("until their time is over", () => {
    const arena = atFirst();
    arena.stretch("ben", 1.5);
    arena.wait(15_000);
    expect(arena.quiz.stage).toMatchObject({ phase: "locked", at: NOON + 18_000 });
    arena.wait(300);
    expect(arena.answer("ben", [1])).toBe("counted");
  });

  test("without a limit until the host ends it, or they leave", () => {
    const [held, gone] = [atFirst(), atFirst()];
    for (const arena of [held, gone]) {
      arena.stretch("ben", "none");
      arena.wait(1_000_000);
      expect(arena.quiz.stage).toMatchObject({ phase: "question", until: null });
    }
    held.host("lock");
    expect(held.answer("ben", [1])).toBe("counted");
    gone.leave("ben");
    gone.wait(5_000);
    expect(gone.phase).toBe("locked 1");
  });
});

describe("[Z11] while the hub is down", () => {
  test("a missed deadline is kept as it was, and nobody's question passes unseen", () => {
    const arena = atFirst();
    arena.answer("ann", [1]);
    arena.crash(60_000);
    expect(arena.phase).toBe("revealed 1");
    expect(arena.quiz.stage.until).toBe(arena.now + 5_000);
    expect(arena.events.find(({ event }) => event.type === "question-locked")?.event).toMatchObject({ at: NOON + 13_000 });
    expect(arena.row("ann")?.points).toBe(1_000);
  });

  test("a room that comes back is not too late because others had answered", () => {
    const arena = atFirst();
    arena.answer("ann", [1]);
    arena.crash(2_000);
    arena.come("ann");
    arena.wait(3_000);
    expect(arena.phase).toBe("question 1");
    arena.come("ben");
    expect(arena.answer("ben", [1])).toBe("counted");
    expect(arena.phase).toBe("locked 1");
  });

  test("a countdown that is over begins the question now", () => {
    const arena = new Arena();
    arena.joinAll("ann", "ben");
    arena.now += 60_000;
    arena.tick();
    expect(arena.quiz.stage).toMatchObject({ phase: "question", from: NOON + 60_000 });
  });
});

describe("[Z12] again", () => {
  test("a new game starts clean, and what was stays", () => {
    const arena = atFirst({ pauseSeconds: null }, keysOf(1));
    arena.answer("ann", [1]);
    arena.answer("ben", [1]);
    expect(arena.host("again")).toBe("not-allowed not-now");
    arena.wait(500);
    arena.host("next");
    expect(arena.phase).toBe("finished 1");
    expect(arena.host("again")).toBe("done");
    expect(arena.phase).toBe("countdown");
    expect(arena.board().standings.map(({ points }) => points)).toEqual([0, 0]);
    arena.wait(3_000);
    expect(arena.answer("ann", [1], { round: 1 })).toBe("same");
    expect(arena.answer("cid", [1], { round: 1 })).toBe("closed");
    expect(arena.answer("ann", [0])).toBe("counted");
    expect([arena.row("ann", "q1", 1)?.points, arena.row("ann", "q1", 2)?.points]).toEqual([1_000, 0]);
  });

  test("ended in the middle, a question without its answer counts for nobody", () => {
    const arena = atFirst();
    arena.answer("ann", [1]);
    expect(arena.host("finish")).toBe("done");
    expect(revealedIn(arena.quiz)).toBe(0);
    expect(arena.sees("ann")).toMatchObject({ quiz: { phase: "finished", key: null, board: null }, me: { scored: null } });
    expect(arena.host("finish")).toBe("not-allowed not-now");
  });

  test("how points are given changes only between games", () => {
    const arena = atFirst();
    expect(arena.command({ type: "set", settings: { scoring: "flat" } })).toBe("not-allowed not-now");
    expect(arena.command({ type: "set", settings: { pauseSeconds: null } })).toBe("done");
    arena.host("finish");
    expect(arena.command({ type: "set", settings: { scoring: "flat" } })).toBe("done");
    expect(arena.quiz.settings).toEqual({ ...SETTINGS, pauseSeconds: null, scoring: "flat" });
  });
});

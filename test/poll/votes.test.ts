import { afterEach, describe, expect, test, vi } from "vitest";
import { host, MemoryHub, short, stateOf, vote } from "./memory-hub.ts";

afterEach(() => vi.restoreAllMocks());

const approval = { questions: [{ text: "Which?", options: ["a", "b", "c", "d"], min: 2, max: 3 }] };

describe("the order of checks", () => {
  test("[V2] of several votes the one with the greatest n is kept", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 5), vote("ann", [1], 9), vote("ann", [0], 7));
    expect(hub.tally()).toEqual({ ballots: 1, counts: [0, 1] });
    expect([...hub.ballots.values()]).toEqual([{ question: "q1", round: 1, voter: "ann", choice: [1], n: 9 }]);
  });

  test("[V2] two voters with the same n are two voters", () => {
    const hub = new MemoryHub();
    expect(hub.turn([vote("ann", [0], 1), vote("ben", [0], 1)]).map(short)).toEqual(["counted", "counted"]);
    expect(hub.tally()).toEqual({ ballots: 2, counts: [2, 0] });
  });

  test.each([
    ["the same n again", vote("ann", [0], 5)],
    ["a smaller n", vote("ann", [0], 4)],
    ["another choice", vote("ann", [1], 5)],
    ["an impossible choice", vote("ann", [7], 5)],
    ["taken back", vote("ann", [], 5)],
    ["the round said", vote("ann", [0], 5, { round: 1 })],
  ])("[V3] %s is same: while open, after close, without revote", (_, again) => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 5));
    const before = hub.state;
    expect(hub.say(again)).toBe("same");
    expect(hub.state).toBe(before);
    hub.say(host("edit", { question: undefined, revote: false }));
    expect(hub.say(again)).toBe("same");
    hub.say(host("close"));
    expect(hub.say(again)).toBe("same");
    expect(hub.tally()).toEqual({ ballots: 1, counts: [1, 0] });
  });

  test("[V3] a resend for a round that is over is same, a new vote for it is closed", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 5), host("reset"));
    expect(hub.say(vote("ann", [0], 5, { round: 1 }))).toBe("same");
    expect(hub.say(vote("ann", [0], 6, { round: 1 }))).toBe("closed");
    expect(hub.say(vote("ben", [0], 1, { round: 1 }))).toBe("closed");
    expect(hub.tally()).toEqual({ ballots: 0, counts: [0, 0] });
  });

  test("[V4] round before phase, phase before revote, revote before choice", () => {
    const impossible = [9];
    const waiting = new MemoryHub(stateOf({ pace: "host", revote: false }));
    expect(waiting.say(vote("ann", impossible, 1, { round: 2 }))).toBe("closed");
    expect(waiting.say(vote("ann", impossible, 1))).toBe("not-open");

    const hub = new MemoryHub(stateOf({ revote: false }));
    hub.say(vote("ann", [0], 1));
    expect(hub.say(vote("ann", impossible, 2))).toBe("already-voted");
    expect(hub.say(vote("ann", [], 2))).toBe("already-voted");
    expect(hub.say(vote("ben", impossible, 2))).toBe("bad-choice");
    hub.say(host("close"));
    expect(hub.say(vote("ann", impossible, 3))).toBe("closed");
  });

  test("[V5] the first is counted, a later one changed, also with the same choice", () => {
    const hub = new MemoryHub();
    expect(hub.say(vote("ann", [0], 1))).toBe("counted");
    expect(hub.say(vote("ann", [0], 2))).toBe("changed");
    expect(hub.say(vote("ann", [1], 3))).toBe("changed");
    expect(hub.tally()).toEqual({ ballots: 1, counts: [0, 1] });
  });

  test("a question that does not exist", () => {
    for (const question of ["q2", "q0", "nope", "__proto__", "constructor", ""]) {
      expect(new MemoryHub().say(vote("ann", [0], 1, { question }))).toBe("no-such-question");
      expect(new MemoryHub().say(vote("ann", [0], 1, { question, round: 1 }))).toBe("no-such-question");
    }
  });
});

describe("taking back", () => {
  test("[V6] an empty choice takes the vote back and keeps its place in the order", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 1));
    expect(hub.say(vote("ann", [], 2))).toBe("changed");
    expect(hub.tally()).toEqual({ ballots: 0, counts: [0, 0] });
    expect(hub.say(vote("ann", [0], 1))).toBe("same");
    expect(hub.say(vote("ann", [1], 3))).toBe("changed");
    expect(hub.tally()).toEqual({ ballots: 1, counts: [0, 1] });
  });

  test("[V6] it may overtake the vote that it takes back", () => {
    const hub = new MemoryHub();
    expect(hub.say(vote("ann", [], 2))).toBe("counted");
    expect(hub.say(vote("ann", [0], 1))).toBe("same");
    expect(hub.tally()).toEqual({ ballots: 0, counts: [0, 0] });
  });

  test("[V6] who took a vote back may vote again after the host has switched changing off", () => {
    const hub = new MemoryHub(stateOf({}));
    hub.say(vote("ann", [0], 1));
    hub.say(vote("ann", [], 2));
    hub.say(host("edit", { question: undefined, revote: false }));
    expect(hub.say(vote("ann", [1], 3))).toBe("changed");
    expect(hub.say(vote("ann", [0], 4))).toBe("already-voted");
  });

  test("[V6] not where votes may not be changed", () => {
    expect(new MemoryHub(stateOf({ revote: false })).say(vote("ann", [], 1))).toBe("bad-choice");
  });
});

describe("choices", () => {
  test.each([
    ["one option", [0], [0]],
    ["minus zero is zero", [-0], [0]],
    ["the last option", [1], [1]],
  ])("[V7] single choice: %s", (_, choice, stored) => {
    const hub = new MemoryHub();
    expect(hub.say(vote("ann", choice, 1))).toBe("counted");
    expect([...hub.ballots.values()][0]?.choice).toStrictEqual(stored);
  });

  const bad = [[2], [-1], [0.5], [0, 1], [0, 0], ["0"], ["Pizza"], [Number.POSITIVE_INFINITY], [1e300], [2 ** 53], ["__proto__"]];
  test.each(bad.map((choice) => [JSON.stringify(choice), choice] as const))("[V7] single choice: not %s", (_, choice) => {
    const hub = new MemoryHub();
    expect(hub.say(vote("ann", choice, 1))).toBe("bad-choice");
    expect(hub.ballots.size).toBe(0);
  });

  test.each([
    ["too few", [0], "bad-choice"],
    ["the least", [3, 1], "counted"],
    ["the most", [2, 0, 1], "counted"],
    ["too many", [0, 1, 2, 3], "bad-choice"],
    ["one twice", [0, 0], "bad-choice"],
    ["one twice among others", [0, 1, 0], "bad-choice"],
    ["zero and minus zero", [0, -0], "bad-choice"],
    ["one outside", [0, 4], "bad-choice"],
    ["a word among numbers", [0, "1"], "bad-choice"],
  ])("[V7] two or three of four: %s", (_, choice, said) => {
    expect(new MemoryHub(stateOf(approval)).say(vote("ann", choice, 1))).toBe(said);
  });

  test("[V7] the order of marks says nothing", () => {
    const hub = new MemoryHub(stateOf(approval));
    hub.say(vote("ann", [3, 0, 2], 1), vote("ben", [2, 3, 0], 1));
    expect([...hub.ballots.values()].map(({ choice }) => choice)).toStrictEqual([
      [0, 2, 3],
      [0, 2, 3],
    ]);
  });

  test("[V8] ballots counts people, counts stands in the order of the options", () => {
    const hub = new MemoryHub(stateOf(approval));
    hub.say(vote("ann", [0, 1, 3], 1), vote("ben", [3, 0], 1), vote("cid", [3, 2], 1));
    expect(hub.tally()).toEqual({ ballots: 3, counts: [2, 1, 1, 3] });
  });
});

describe("a turn", () => {
  test("[V2] one voter's votes in one turn are one row", () => {
    const hub = new MemoryHub();
    const replies = hub.turn([vote("ann", [0], 1), vote("ann", [1], 3), vote("ann", [0], 2), vote("ann", [1], 3)]);
    expect(replies.map(short)).toEqual(["counted", "changed", "same", "same"]);
    expect([...hub.ballots.values()]).toEqual([{ question: "q1", round: 1, voter: "ann", choice: [1], n: 3 }]);
    expect(hub.tally()).toEqual(hub.recount());
  });

  test("[V10] a command that would break the tally is refused and logged, the others go on", () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const hub = new MemoryHub(
      stateOf({
        questions: [
          { text: "1", options: ["a", "b"] },
          { text: "2", options: ["a", "b"] },
        ],
      }),
    );
    hub.state = { ...hub.state, tallies: { ...hub.state.tallies, q1: { ballots: -1, counts: [0, 0] } } };
    const replies = hub.turn([vote("ann", [0], 1), vote("ann", [0], 1, { question: "q2" }), host("close", { question: "q2" })]);
    expect(replies.map(short)).toEqual(["busy", "counted", "done"]);
    expect(hub.tally("q1")).toEqual({ ballots: -1, counts: [0, 0] });
    expect(hub.tally("q2")).toEqual({ ballots: 1, counts: [1, 0] });
    expect([...hub.ballots.values()].map(({ question }) => question)).toEqual(["q2"]);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  test("[W6] seq grows by one with each event, and not without", () => {
    const hub = new MemoryHub();
    const replies = hub.turn([vote("ann", [0], 1), vote("ann", [0], 1), vote("ben", [9], 1), host("close"), host("close")]);
    expect(replies.map((reply) => ("seq" in reply ? reply.seq : reply.refused))).toEqual([2, 2, "bad-choice", 3, "closed"]);
    expect(hub.state.seq).toBe(3);
  });
});

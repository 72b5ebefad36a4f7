/** What holds for every kind: a recount equals the tally, sizes are bounded, and what is locked says so. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import type { Question } from "../../../src/poll/state.ts";
import { countsIn } from "../../../src/protocol/fits.ts";
import type { Choice } from "../../../src/protocol/server.ts";
import { host, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ASKED, CHOICES, NAMES, type Name, pollOfAll, questionOf, resultOf } from "./asked.ts";

const EDITS: Record<Name, object[]> = {
  choice: [{ options: ["x", "y"], max: 1 }, { max: 3 }],
  rating: [{ steps: 3 }, { labels: ["", ""] }],
  number: [{ to: 10 }, { step: 0.25 }, { unit: "km", answer: null }],
  ranking: [{ options: ["x", "y", "z"] }, { top: 2 }, { top: null }, { method: "borda" }],
  text: [{ look: "cloud" }, { filter: true }],
  other: [{ other: false }, { other: true }, { max: 4 }, { options: ["x", "y"], max: 2 }],
};

const histories = fc.array(
  fc.constantFrom(...NAMES).chain((name) => {
    const question = `q${NAMES.indexOf(name) + 1}`;
    const votes = fc
      .tuple(fc.constantFrom("ann", "ben", "cid", "dan"), CHOICES[name], fc.integer({ min: 1, max: 30 }))
      .map(([voter, choice, n]) => vote(voter, choice, n, { question }));
    const hosts = fc.oneof(
      fc.constantFrom("reset", "undo-reset", "close", "open").map((command) => host(command as "reset", { question })),
      fc.constantFrom(...EDITS[name]).map((edit) => host("edit", { question, ...edit })),
      fc.constant(host("add-option", { question, text: "more" })),
    );
    return fc.oneof({ weight: 6, arbitrary: votes }, { weight: 1, arbitrary: hosts });
  }),
  { maxLength: 60, size: "max" },
);

describe("after any history", () => {
  test("[V9] [Q1] a recount of the ballots equals the tally, for every kind", () => {
    let counted = 0;
    fc.assert(
      fc.property(histories, (history) => {
        const hub = new MemoryHub(stateOf(pollOfAll()));
        for (const command of history) hub.say(command);
        for (const { id } of hub.state.poll.questions) {
          expect(hub.tally(id), id).toStrictEqual(hub.recount(id));
          counted += hub.tally(id).ballots;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(counted).toBeGreaterThan(1_000);
  });

  test.each(NAMES)("[Q1] %s: what is added and taken away again leaves no trace, in any order", (name) => {
    const question = questionOf(name) as Question;
    const kind = kindOf(question);
    fc.assert(
      fc.property(fc.array(CHOICES[name], { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (choices, chance) => {
        const checked = choices
          .map((choice) => kind.check(question, choice))
          .filter((choice) => choice !== null && choice.length > 0);
        let tally = kind.empty(question);
        for (const choice of checked) {
          tally = kind.add(tally, choice as Choice, question);
          expect(kind.isSound(question, tally)).toBe(true);
        }
        const left = [...checked];
        while (left.length > 0) {
          const [choice] = left.splice((chance.next().value ?? 0) % left.length, 1);
          tally = kind.remove(tally, choice as Choice, question);
          expect(kind.isSound(question, tally)).toBe(true);
        }
        expect(tally).toStrictEqual(kind.empty(question));
      }),
      { numRuns: 300 },
    );
  });

  test.each(NAMES)("[Q1] %s: a stored choice is checked to itself, and the caller's is never kept", (name) => {
    const question = questionOf(name) as Question;
    const { check } = kindOf(question);
    fc.assert(
      fc.property(CHOICES[name], (choice) => {
        const before = [...choice];
        const stored = check(question, choice);
        expect(choice).toStrictEqual(before);
        if (stored === null) return;
        expect(check(question, stored)).toStrictEqual(stored);
        expect(stored).not.toBe(choice);
      }),
    );
  });
});

describe("[V10] numbers that no ballots could make are not sound", () => {
  test.each([
    ["rating", { ballots: 2, counts: [1, 0, 0, 0, 0] }],
    ["rating", { ballots: 0, counts: [1, -1, 0, 0, 0] }],
    ["rating", { ballots: 1, counts: [1] }],
    ["number", { sum: 21 }],
    ["number", { sum: -1 }],
    ["number", { ballots: 1 }],
    ["ranking", { pairs: Array(16).fill(1) }],
    ["ranking", { ballots: 1, counts: [1, 0, 0, 0] }],
    ["ranking", { pairs: [] }],
    ["text", { ballots: -1 }],
    ["text", { counts: [0] }],
    ["other", { people: 1 }],
    ["other", { people: -1 }],
    ["other", { ballots: 1 }],
    ["other", { ballots: 1, counts: [0, 0, 0, 1], people: 0 }],
  ] as const)("%s %j", (name, wrong) => {
    const question = questionOf(name) as Question;
    const kind = kindOf(question);
    const empty = kind.empty(question);
    expect(kind.isSound(question, empty)).toBe(true);
    expect(kind.isSound(question, { ...empty, ...wrong } as never)).toBe(false);
  });
});

describe("[Q2] a tally is as large as its question, whatever voters send", () => {
  test("5,000 different answers and 5,000 orders of ten options", () => {
    const options = [..."abcdefghij"];
    const hub = new MemoryHub(stateOf({ questions: [ASKED.text, { ...ASKED.ranking, options, top: null }, ASKED.number] }));
    const orders = fc.sample(fc.shuffledSubarray([...options.keys()], { minLength: 10 }), { numRuns: 5_000, seed: 1 });
    hub.turn(
      orders.flatMap((order, voter) => [
        vote(`voter ${voter}`, [`answer ${voter} ${"😀".repeat(180)}`], 1),
        vote(`voter ${voter}`, order, 1, { question: "q2" }),
        vote(`voter ${voter}`, [(voter % 21) / 2 - 5], 1, { question: "q3" }),
      ]),
    );
    const sizes = Object.values(hub.state.tallies).map((tally) => JSON.stringify(tally).length);
    expect(Object.values(hub.state.tallies).map(({ ballots }) => ballots)).toEqual([5_000, 5_000, 5_000]);
    for (const size of sizes) expect(size).toBeLessThan(2_000);
    const { kept } = hub.digestOf(hub.question("q1")) as unknown as { kept: unknown[] };
    expect(kept).toHaveLength(2_000);
  }, 60_000);
});

describe("[R4] what votes depend on is locked, the rest is not", () => {
  const LOCKED: [Name, Choice, object][] = [
    ["rating", [3], { steps: 7 }],
    ["number", [1], { from: -6 }],
    ["number", [1], { to: 6 }],
    ["number", [1], { step: 0.25 }],
    ["ranking", [0, 1], { top: 2 }],
    ["ranking", [0, 1], { top: null }],
    ["ranking", [0, 1], { options: ["a", "b", "c"] }],
    ["choice", [0], { other: true }],
    ["other", ["Ramen"], { other: false }],
    ["other", [0], { max: 2 }],
  ];
  test.each(LOCKED)("%s: %j does not let %j through", (name, choice, edit) => {
    const hub = new MemoryHub(stateOf({ questions: [ASKED[name]] }));
    hub.say(vote("ann", choice, 1));
    expect(hub.say(host("edit", edit))).toBe("not-allowed has-votes");
    hub.say(vote("ann", [], 2));
    expect(hub.say(host("edit", edit))).toBe("done");
    expect(hub.question()).toMatchObject(edit);
    expect(hub.tally().counts).toHaveLength(countsIn(hub.question()));
    expect(hub.tally()).toStrictEqual(hub.recount());
  });

  test.each([
    ["rating", [3], { labels: ["no", "yes"], text: "Well?" }],
    ["number", [1], { unit: "km", answer: 3 }],
    ["number", [1], { answer: null }],
    ["ranking", [0, 1], { method: "schulze", options: ["e", "f", "g", "h"] }],
    ["text", ["yes"], { look: "cloud" }],
    ["text", ["yes"], { filter: true }],
    ["other", ["Ramen", 1], { look: "donut", options: ["x", "y", "z"], emoji: [null, null, "🍣"] }],
  ] as [Name, Choice, object][])("%s: with %j there, %j is free", (name, choice, edit) => {
    const hub = new MemoryHub(stateOf({ questions: [ASKED[name]] }));
    hub.say(vote("ann", choice, 1));
    const before = hub.tally();
    expect(hub.say(host("edit", edit))).toBe("done");
    expect(hub.question()).toMatchObject(edit);
    expect(hub.tally()).toBe(before);
  });

  test.each([
    ["rating", { options: ["a", "b"] }, "bad-message not-of-kind"],
    ["choice", { steps: 3 }, "bad-message not-of-kind"],
    ["text", { min: 1 }, "bad-message not-of-kind"],
    ["text", { look: "bars" }, "bad-message not-of-kind"],
    ["choice", { look: "cloud" }, "bad-message not-of-kind"],
    ["rating", { look: "bars" }, "bad-message not-of-kind"],
    ["choice", { filter: true }, "bad-message not-of-kind"],
    ["choice", { max: 4 }, "bad-message marks"],
    ["other", { max: 5 }, "bad-message marks"],
    ["choice", { emoji: [null] }, "bad-message faces"],
    ["number", { from: 5 }, "bad-message range"],
    ["number", { to: 1 }, "bad-message range"],
    ["number", { step: 0.3 }, "bad-message range"],
    ["number", { answer: 0.1 }, "bad-message range"],
    ["ranking", { options: ["a", "b"] }, "bad-message top"],
    ["ranking", { top: 5 }, "bad-message top"],
    ["ranking", { options: Array(21).fill("x") }, "not-allowed too-many-options"],
  ] as [Name, object, string][])("[Q3] %s: %j is no edit of it", (name, edit, said) => {
    const hub = new MemoryHub(stateOf({ questions: [ASKED[name]] }));
    expect(hub.say(host("edit", edit))).toBe(said);
  });

  test("[Q3] options are added to lists only, and to a ranking up to twenty", () => {
    const more = host("add-option", { text: "one more" });
    for (const name of ["rating", "number", "text"] as const) {
      expect(new MemoryHub(stateOf({ questions: [ASKED[name]] })).say(more)).toBe("not-allowed not-of-kind");
    }
    const hub = new MemoryHub(stateOf({ questions: [{ ...ASKED.ranking, options: Array(19).fill("x"), top: null }] }));
    expect(hub.say(more)).toBe("done");
    expect(hub.say(more)).toBe("not-allowed too-many-options");
    expect(hub.say(vote("ann", [19], 1))).toBe("counted");
    expect(hub.tally()).toStrictEqual(hub.recount());
  });

  test("[Q3] a question of any kind can be added later", () => {
    const hub = new MemoryHub();
    for (const name of NAMES) expect(hub.say(host("add-question", questionFields(name)))).toBe("done");
    expect(hub.state.poll.questions.map(({ kind }) => kind)).toEqual([
      "choice",
      ...NAMES.map((name) => (name === "other" ? "choice" : name)),
    ]);
    const { from, to, step, text } = ASKED.number;
    const wrong = host("add-question", { kind: "number", text, unit: "", from: to, to: from, step, answer: null });
    expect(hub.say(wrong)).toBe("bad-message range");
  });
});

/** As the parser would hand it on. */
function questionFields(name: Name): object {
  const { id, phase, round, lastRound, shown, beforeReset, ...fields } = questionOf(name) as Question;
  return fields;
}

describe("[Q4] [Q5] ratings", () => {
  test.each([
    [[], null, null],
    [[3], 3, 3],
    [[1, 5], 3, 3],
    [[1, 2, 5], 2.667, 2],
    [[1, 2, 4, 5], 3, 3],
    [[2, 2, 5, 5], 3.5, 3.5],
    [[5, 5, 5, 1], 4, 5],
  ])("%j: mean %s, median %s", (steps, mean, median) => {
    const view = resultOf(
      questionOf("rating"),
      steps.map((step) => [step]),
    );
    expect(view).toMatchObject({ mean, median });
    expect(view.counts).toEqual([1, 2, 3, 4, 5].map((step) => steps.filter((one) => one === step).length));
  });

  test.each([[[0]], [[6]], [[1.5]], [["3"]], [[1, 2]], [[Number.NaN]]])("%j is no step", (choice) => {
    const question = questionOf("rating") as Question;
    expect(kindOf(question).check(question, choice)).toBeNull();
  });
});

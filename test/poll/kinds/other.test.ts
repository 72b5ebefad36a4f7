/** A choice that takes an answer of one's own beside its options. */
import { describe, expect, test } from "vitest";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import type { Question } from "../../../src/poll/state.ts";
import { ANYONE, HOST, pollView } from "../../../src/poll/view.ts";
import { parseNewPoll } from "../../../src/protocol/client.ts";
import { ANSWERS_SHOWN_MAX } from "../../../src/protocol/limits.ts";
import type { Choice } from "../../../src/protocol/server.ts";
import { host, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ASKED, questionOf, seenOf } from "./asked.ts";

const hubOf = (choices: readonly Choice[], fields: object = {}) => {
  const hub = new MemoryHub(stateOf({ questions: [{ ...ASKED.other, ...fields }] }));
  for (const [index, choice] of choices.entries()) expect(hub.say(vote(`voter ${index}`, choice, 1))).toBe("counted");
  return hub;
};

describe("[Q12] an answer of one's own", () => {
  test.each([
    [["Ramen"], ["Ramen"]],
    [
      [2, " Ramen ", 0],
      [0, 2, "Ramen"],
    ],
    [
      [0, 1],
      [0, 1],
    ],
    [
      [0, 1, "Ramen"],
      [0, 1, "Ramen"],
    ],
    [["1"], ["1"]],
    [["x".repeat(200)], ["x".repeat(200)]],
  ] as [Choice, Choice][])("%j is stored as %j", (choice, stored) => {
    const question = questionOf("other") as Question;
    expect(kindOf(question).check(question, choice)).toEqual(stored);
  });

  test.each([
    [["Ramen", "Curry"]],
    [[""]],
    [["  "]],
    [[0, ""]],
    [[3, "Ramen"]],
    [[0, 1, 2, "Ramen"]],
    [["x".repeat(201)]],
    [["\ud83d"]],
    [[]],
  ])("%j is none", (choice) => {
    const question = questionOf("other") as Question;
    expect(kindOf(question).check(question, choice)).toBeNull();
  });

  test("is a mark like another between the least and the most", () => {
    const question = questionOf("other", { min: 2, max: 2 }) as Question;
    const { check } = kindOf(question);
    expect(check(question, ["Ramen"])).toBeNull();
    expect(check(question, [1, "Ramen"])).toEqual([1, "Ramen"]);
    expect(check(question, [0, 1, "Ramen"])).toBeNull();
  });

  test("only where the host allows it", () => {
    const question = questionOf("choice") as Question;
    expect(kindOf(question).check(question, ["Ramen"])).toBeNull();
    expect(seenOf(new MemoryHub(stateOf({ questions: [ASKED.choice] })), ANYONE)).not.toHaveProperty("other");
  });

  test("makes room for one more mark than there are options", () => {
    const body = (max: number, other: boolean) => ({ questions: [{ ...ASKED.choice, max, other }] });
    expect("unreadable" in parseNewPoll(body(4, true))).toBe(false);
    expect(parseNewPoll(body(5, true))).toMatchObject({ detail: "questions.0 marks" });
    expect(parseNewPoll(body(4, false))).toMatchObject({ detail: "questions.0 marks" });
  });

  test("people and ballots are counted once, words as often as they were said", () => {
    const hub = hubOf([[0, "Ramen"], ["ramen"], [1], [0, 1, "Curry"]]);
    const other = { people: 3, of: 3, words: ["Ramen", "Curry"], counts: [2, 1] };
    expect(seenOf<"other">(hub, ANYONE)).toStrictEqual({ ballots: 4, counts: [2, 2, 0], other });
    expect(hub.tally()).toStrictEqual({ ballots: 4, counts: [2, 2, 0], people: 3 });
  });

  test("of more than sixty a frame says the most frequent, and that it is cut", () => {
    const hub = hubOf(Array.from({ length: 2 * ANSWERS_SHOWN_MAX }, (_, index) => [`${index % (ANSWERS_SHOWN_MAX + 1)}`]));
    const { other, cut } = seenOf<"other">(hub, ANYONE);
    expect([other?.words?.length, other?.people, cut]).toEqual([ANSWERS_SHOWN_MAX, 2 * ANSWERS_SHOWN_MAX, true]);
  });
});

test("[Q10] [S6] a host hides, shows, merges and splits own answers; only hosts hear of it", () => {
  const hub = hubOf([["Rudeness"], ["Ramen"], ["Noodels"]]);
  const seen = (reader = ANYONE) => seenOf<"other">(hub, reader).other;
  expect(hub.say(host("hide-answer", { answer: "rudeness" }))).toBe("done");
  expect(hub.say(host("merge-answers", { answers: ["noodels"], into: "Ramen" }))).toBe("done");
  expect(seen()).toEqual({ people: 3, of: 3, words: ["Ramen"], counts: [2] });
  expect(JSON.stringify([hub.sees(ANYONE), pollView(hub.state, "y")])).not.toMatch(/rudeness|noodels/i);
  expect(pollView(hub.state, "h").questions[0]).toMatchObject({
    hidden: ["rudeness"],
    merged: [{ from: "noodels", into: "Ramen" }],
  });
  hub.say(host("show-answer", { answer: "rudeness" }), host("split-answer", { answer: "noodels" }));
  expect(seen(HOST)?.words).toHaveLength(3);
  const plain = new MemoryHub(stateOf({ questions: [ASKED.choice] }));
  expect(plain.say(host("hide-answer", { answer: "x" }))).toBe("not-allowed not-of-kind");
});

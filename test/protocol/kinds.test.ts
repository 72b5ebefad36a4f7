/** What makes a question of each kind, what does not, and that the published description draws the same lines. */
import { describe, expect, test } from "vitest";
import { Frames } from "../../src/hub/frames.ts";
import { ANYONE, HOST } from "../../src/poll/view.ts";
import { parseCommand, parseNewPoll } from "../../src/protocol/client.ts";
import { sentence } from "../../src/words/index.ts";
import { ASKED, NAMES, pollOfAll } from "../poll/kinds/asked.ts";
import { host, MemoryHub, stateOf, vote } from "../poll/memory-hub.ts";
import { problemsOf } from "../support/json-schema.ts";
import { inAsyncapi, inOpenapi, payloadOf } from "./descriptions.ts";

const { choice, rating, number, ranking, text } = ASKED;
const madeOf = (question: object) => {
  const made = parseNewPoll({ questions: [question] });
  return "unreadable" in made ? made : made.questions[0];
};
const isDescribed = (question: object) =>
  problemsOf({ $ref: "#/components/schemas/NewQuestion" }, question, inOpenapi).length === 0;

describe("[Q3] what is left out has a default", () => {
  test.each([
    [
      { kind: "rating", text: "?" },
      { steps: 5, labels: ["", ""], seconds: null },
    ],
    [
      { kind: "number", text: "?", from: 0, to: 1 },
      { unit: "", step: 1, answer: null, tolerance: 0, seconds: null },
    ],
    [
      { kind: "ranking", text: "?", options: ["a", "b"] },
      { top: null, method: "irv", emoji: null, pictures: null, seconds: null },
    ],
    [
      { kind: "text", text: "?" },
      { look: "wall", filter: false, accepted: [], typos: true, seconds: null },
    ],
    [
      { text: "?", options: ["a", "b"] },
      { kind: "choice", min: 1, max: 1, other: false, look: "bars", right: [], emoji: null, pictures: null, seconds: null },
    ],
  ])("%j", (question, defaults) => {
    expect(madeOf(question)).toStrictEqual({ ...question, ...defaults });
    expect(isDescribed(question)).toBe(true);
  });

  test("labels and units are tidied, and minus zero is zero", () => {
    expect(madeOf({ ...rating, labels: [" low\n", "hi\u202egh"] })).toMatchObject({ labels: ["low", "high"] });
    expect(madeOf({ ...number, unit: " km " })).toMatchObject({ unit: "km" });
    expect(madeOf({ ...number, from: -0, to: 1, answer: -0 })).toMatchObject({ from: 0, answer: 0 });
  });
});

describe("[Q3] what makes no question", () => {
  test.each([
    [{ ...rating, steps: 1 }, "questions.0.steps"],
    [{ ...rating, steps: 12 }, "questions.0.steps"],
    [{ ...rating, steps: 2.5 }, "questions.0.steps"],
    [{ ...rating, labels: ["low"] }, "questions.0.labels.1"],
    [{ ...rating, labels: ["x".repeat(61), ""] }, "questions.0.labels.0 long"],
    [{ ...number, from: undefined }, "questions.0.from"],
    [{ ...number, to: Number.MAX_VALUE }, "questions.0.to"],
    [{ ...number, step: 0 }, "questions.0.step"],
    [{ ...number, step: 0.0001 }, "questions.0.step"],
    [{ ...number, unit: "x".repeat(21) }, "questions.0.unit long"],
    [{ ...ranking, options: Array(21).fill("x") }, "questions.0.options many"],
    [{ ...ranking, options: ["a"] }, "questions.0.options few"],
    [{ ...ranking, top: 0 }, "questions.0.top"],
    [{ ...ranking, method: "plurality" }, "questions.0.method"],
    [{ ...text, look: "heap" }, "questions.0.look"],
    [{ ...text, look: "bars" }, "questions.0.look"],
    [{ ...text, filter: 1 }, "questions.0.filter"],
    [{ ...choice, look: "wall" }, "questions.0.look"],
    [{ ...choice, other: "yes" }, "questions.0.other"],
    [{ ...choice, emoji: ["", null, null] }, "questions.0.emoji.0"],
    [{ ...choice, pictures: ["../../secrets", null, null] }, "questions.0.pictures.0"],
    [{ ...choice, seconds: 4 }, "questions.0.seconds"],
    [{ ...choice, seconds: 86_401 }, "questions.0.seconds"],
    [{ ...text, text: "" }, "questions.0.text empty"],
  ])("%j: %s", (question, detail) => {
    expect(madeOf(question)).toEqual({ unreadable: "bad-message", detail });
    expect(isDescribed(JSON.parse(JSON.stringify(question)))).toBe(false);
    expect(sentence("bad-message", detail).length).toBeGreaterThan(10);
  });

  test.each([
    [{ ...number, from: 5 }, "questions.0 range"],
    [{ ...number, from: 6 }, "questions.0 range"],
    [{ ...number, step: 0.3 }, "questions.0 range"],
    [{ ...number, from: 0, to: 1e12 }, "questions.0 range"],
    [{ ...number, answer: 6 }, "questions.0 range"],
    [{ ...number, answer: 0.1 }, "questions.0 range"],
    [{ ...ranking, top: 5 }, "questions.0 top"],
    [{ ...choice, emoji: ["🍕"] }, "questions.0 faces"],
    [{ ...choice, other: true, max: 5 }, "questions.0 marks"],
  ])("what no schema can say, %j: %s", (question, detail) => {
    expect(madeOf(question)).toEqual({ unreadable: "bad-message", detail });
    expect(sentence("bad-message", detail)).toMatch(/^Question 1 (needs|asks|has not)/);
  });

  test("a number of more than three decimals is none", () => {
    for (const field of ["from", "to", "step", "answer"]) {
      expect(madeOf({ ...number, [field]: 0.0005 })).toEqual({ unreadable: "bad-message", detail: `questions.0.${field}` });
    }
  });

  test("the poll's least number of ballots is from 0 to 50", () => {
    for (const [showFrom, isMade] of [
      [0, true],
      [50, true],
      [51, false],
      [-1, false],
      [1.5, false],
    ] as const) {
      expect("unreadable" in parseNewPoll({ ...pollOfAll(), showFrom })).toBe(!isMade);
      const schema = { $ref: "#/components/schemas/NewPoll" };
      expect(problemsOf(schema, { ...pollOfAll(), showFrom }, inOpenapi).length === 0).toBe(isMade);
    }
  });
});

describe("[Q10] commands about answers", () => {
  test.each([
    { command: "hide-answer", question: "q1", answer: "words" },
    { command: "show-answer", question: "q1", answer: "words" },
    { command: "split-answer", question: "q1", answer: "words" },
    { command: "merge-answers", question: "q1", answers: ["a", "b"], into: "c" },
  ])("$command", (command) => {
    expect(parseCommand(command)).toStrictEqual(command);
    for (const field of Object.keys(command)) expect(parseCommand({ ...command, [field]: 7 })).toHaveProperty("unreadable");
    for (const field of Object.keys(command)) expect(parseCommand({ ...command, [field]: undefined })).toHaveProperty("unreadable");
  });

  test.each([
    { command: "hide-answer", question: "q1", answer: "" },
    { command: "hide-answer", question: "q1", answer: "x".repeat(201) },
    { command: "merge-answers", question: "q1", answers: [], into: "c" },
    { command: "merge-answers", question: "q1", answers: Array(51).fill("a"), into: "c" },
  ])("not %j", (command) => {
    expect(parseCommand(command)).toHaveProperty("unreadable");
    expect(problemsOf({ $ref: "#/components/schemas/Command" }, command, inOpenapi)).not.toEqual([]);
  });
});

test("[A8] every kind is said as it is described: shown, hidden, to the host, and cut", () => {
  const hub = new MemoryHub(stateOf(pollOfAll()));
  const choices = { choice: [1], rating: [4], number: [1.5], ranking: [2, 0], text: ["words"], other: [0, "Ramen"] };
  const described = (reader: typeof ANYONE) => {
    const frames = new Frames(hub.state, 1, hub.digestOf);
    expect(problemsOf(payloadOf("snapshot"), JSON.parse(frames.snapshot(reader, {})), inAsyncapi)).toEqual([]);
    const { poll, tallies } = JSON.parse(frames.snapshot(reader)) as { poll: { questions: { kind: string }[] }; tallies: object };
    const { properties, oneOf = [] } = inOpenapi("#/components/schemas/Question") as {
      properties: object;
      oneOf?: { title: string; properties: object }[];
    };
    for (const question of poll.questions) {
      const own = oneOf.find(({ title }) => title === question.kind);
      const known = Object.keys({ ...properties, ...own?.properties });
      expect(Object.keys(question).filter((field) => !known.includes(field))).toEqual([]);
    }
    const known = Object.keys(inOpenapi("#/components/schemas/Tally").properties as object);
    for (const tally of Object.values(tallies)) expect(Object.keys(tally).filter((field) => !known.includes(field))).toEqual([]);
  };
  for (const reader of [ANYONE, HOST]) described(reader);
  for (const [index, name] of NAMES.entries()) {
    for (const voter of ["ann", "ben"]) hub.say(vote(voter, choices[name], 1, { question: `q${index + 1}` }));
  }
  for (const method of ["irv", "borda", "schulze"]) {
    hub.say(host("edit", { question: "q4", method }));
    for (const reader of [ANYONE, HOST]) described(reader);
  }
  hub.say(host("hide", { question: undefined }));
  for (const reader of [ANYONE, HOST]) described(reader);
});

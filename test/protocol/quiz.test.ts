/** [Z19] What makes a quiz, and what somebody says in one. */
import { describe, expect, test } from "vitest";
import { parseClientMessage, parseCommand, parseNewPoll } from "../../src/protocol/client.ts";
import { sentence } from "../../src/words/index.ts";
import { problemsOf } from "../support/json-schema.ts";
import { inOpenapi } from "./descriptions.ts";

const choice = { text: "?", options: ["a", "b", "c"], right: [1] };
const number = { kind: "number", text: "?", from: 0, to: 9, answer: 3 };
const text = { kind: "text", text: "?", accepted: ["Oslo"] };
const quizOf = (...questions: object[]) => ({ pace: "quiz", questions });
const detailOf = (body: unknown) => (parseNewPoll(body) as { detail?: string }).detail;

describe("[Z19] a quiz is made of questions that have a right answer", () => {
  test.each([
    [quizOf(choice, number, text)],
    [{ ...quizOf(choice), quiz: { teams: ["Red", "Blue"], scoring: "ten", pauseSeconds: null, minPlayers: 2 } }],
    [quizOf({ ...choice, max: 2, right: [2, 0, 2] })],
    [quizOf({ ...choice, options: [..."abcdef"] })],
  ])("%j", (body) => {
    expect(detailOf(body)).toBeUndefined();
    expect(problemsOf({ $ref: "#/components/schemas/NewPoll" }, body, inOpenapi)).toEqual([]);
  });

  test.each([
    [quizOf(choice, { ...choice, right: [] }), "questions.1 right"],
    [quizOf({ ...choice, right: [3] }), "questions.0 right"],
    [quizOf({ ...choice, right: [0, 1] }), "questions.0 right"],
    [quizOf({ ...choice, min: 2, max: 2 }), "questions.0 right"],
    [quizOf({ ...choice, options: [..."abcdefg"] }), "questions.0 quiz-options"],
    [quizOf({ ...choice, other: true }), "questions.0 quiz-kind"],
    [quizOf({ ...number, answer: null }), "questions.0 right"],
    [quizOf({ ...number, tolerance: -1 }), "questions.0.tolerance"],
    [quizOf({ ...text, accepted: [] }), "questions.0 right"],
    [quizOf({ ...text, accepted: Array(21).fill("x") }), "questions.0.accepted many"],
    [quizOf(choice, { kind: "rating", text: "?" }), "questions.1 quiz-kind"],
    [quizOf({ kind: "ranking", text: "?", options: ["a", "b"] }), "questions.0 quiz-kind"],
    [{ ...quizOf(choice), quiz: { teams: ["Red"] } }, "quiz.teams few"],
    [{ ...quizOf(choice), quiz: { teams: [..."abcdefghi"] } }, "quiz.teams many"],
    [{ ...quizOf(choice), quiz: { minPlayers: 1 } }, "quiz.minPlayers"],
    [{ ...quizOf(choice), quiz: { pauseSeconds: 0 } }, "quiz.pauseSeconds"],
    [{ question: "?", options: ["a", "b"], quiz: {} }, "no-quiz"],
    [{ question: "?", options: ["a", "b"], pace: "quiz" }, "questions.0 right"],
  ])("and not %j", (body, detail) => {
    expect(detailOf(body)).toBe(detail);
    expect(sentence("bad-message", detail)).not.toBe(sentence("bad-message"));
  });

  test("other polls may know what is right without asking for it", () => {
    expect(
      detailOf({
        questions: [
          { ...choice, other: true, right: [0, 2] },
          { kind: "rating", text: "?" },
        ],
      }),
    ).toBeUndefined();
    expect(detailOf({ questions: [{ ...choice, right: [3] }] })).toBe("questions.0 right");
  });
});

describe("[Z19] what is said in a quiz", () => {
  test.each([
    [
      { type: "join", ref: 1 },
      { type: "join", ref: 1, name: null, team: null },
    ],
    [
      { type: "join", ref: 1, name: "Ann", team: 7 },
      { type: "join", ref: 1, name: "Ann", team: 7 },
    ],
    [
      { type: "echo", nonce: "x" },
      { type: "echo", nonce: "x" },
    ],
    [
      { type: "join", ref: 1, name: 7 },
      { unreadable: "bad-message", ref: 1 },
    ],
    [
      { type: "join", ref: 1, team: 8 },
      { unreadable: "bad-message", ref: 1 },
    ],
    [{ type: "join", name: "Ann" }, { unreadable: "bad-message" }],
    [{ type: "echo" }, { unreadable: "bad-message" }],
  ])("%j", (frame, read) => {
    expect(parseClientMessage(JSON.stringify(frame))).toStrictEqual(read);
  });

  test.each([
    [{ command: "quiz-start" }, true],
    [{ command: "lobby", locked: true }, true],
    [{ command: "lobby" }, false],
    [{ command: "player", player: "Ab3_xYz9", change: "rename", name: null }, true],
    [{ command: "player", player: "Ab3_xYz9", change: "rename" }, false],
    [{ command: "player", player: "Ab3_xYz9", change: "stretch", stretch: "none" }, true],
    [{ command: "player", player: "Ab3_xYz9", change: "stretch" }, false],
    [{ command: "player", player: "Ab3_xYz9", change: "promote" }, false],
    [{ command: "player", player: "../x", change: "remove" }, false],
  ])("%j", (body, isRead) => {
    expect("unreadable" in parseCommand(body)).toBe(!isRead);
    expect(problemsOf({ $ref: "#/components/schemas/Command" }, body, inOpenapi).length === 0).toBe(isRead);
  });
});

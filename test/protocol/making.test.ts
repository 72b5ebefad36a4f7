/** Bodies of `POST /api/polls`, and the text in them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNewPoll } from "../../src/protocol/client.ts";
import { points, tidyLines, tidyText } from "../../src/protocol/text.ts";
import { sentence } from "../../src/words/index.ts";

const short = { question: "Where to?", options: ["Pizza", "Sushi"] };
const question = { text: "Where to?", options: ["Pizza", "Sushi"] };
/** What nobody has to say. */
const plain = { kind: "choice", min: 1, max: 1, other: false, look: "bars", right: [], emoji: null, pictures: null, seconds: null };
const words = (count: number) => Array.from({ length: count }, (_, index) => `option ${index}`);
const madeOf = (body: unknown) => {
  const made = parseNewPoll(body);
  if ("unreadable" in made) throw new Error(`refused: ${made.detail}`);
  return made;
};

/** Any sequence of UTF-16 units, halves of pairs included, with much of what tidying is about. */
const tricky = fc.constantFrom(..." \t\n\u00a0\u0301\u0323eA\u212b\u1fef\u200e\u202e\u2066\u2028\ufeff\u0000\u200d");
const anyText = fc
  .array(
    fc.oneof(
      tricky,
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("new polls", () => {
  test("the short form is one single choice", () => {
    expect(madeOf(short)).toStrictEqual({ questions: [{ ...plain, ...question }] });
  });

  test("the whole form", () => {
    const body = {
      title: "Friday",
      questions: [{ ...plain, ...question, max: 2, other: true, look: "donut", emoji: ["🍕", null], seconds: 30 }],
      pace: "host",
      results: "after-vote",
      revote: false,
      oneTap: true,
      sharedDevice: true,
      keepDays: 90,
      showFrom: 5,
      endsAt: "2026-11-22T20:00:00.000Z",
    };
    expect(madeOf(body)).toStrictEqual({ ...body, endsAt: Date.UTC(2026, 10, 22, 20) });
    expect(madeOf({ ...short, title: "Friday" }).title).toBe("Friday");
  });

  test("fields from the future are ignored", () => {
    expect(madeOf({ ...short, colour: "red", hostKey: "mine" })).not.toHaveProperty("hostKey");
  });

  test.each([
    ["50 options", { ...short, options: words(50) }],
    ["50 questions", { questions: Array(50).fill(question) }],
    ["1,500 options in all", { questions: Array(30).fill({ text: "?", options: words(50) }) }],
    ["a text of 300 points", { ...short, question: "😀".repeat(300) }],
    ["an option of 120 points", { ...short, options: ["😀".repeat(120), "b"] }],
    ["an empty title", { ...short, title: "" }],
    ["keepDays 1", { ...short, keepDays: 1 }],
  ])("%s can be made", (_, body) => {
    expect(parseNewPoll(body)).not.toHaveProperty("unreadable");
  });

  test.each([
    ["51 options", { ...short, options: words(51) }, "questions.0.options many"],
    ["one option", { ...short, options: ["alone"] }, "questions.0.options few"],
    ["no options", { question: "?" }, "questions.0.options"],
    ["51 questions", { questions: Array(51).fill(question) }, "questions many"],
    ["no questions", { questions: [] }, "questions few"],
    [
      "1,501 options in all",
      { questions: [...Array(29).fill({ text: "?", options: words(50) }), { text: "?", options: words(49) }, question] },
      "many",
    ],
    ["a text of 301 points", { ...short, question: "😀".repeat(301) }, "questions.0.text long"],
    ["an option of 121 points", { ...short, options: ["a", "😀".repeat(121)] }, "questions.0.options.1 long"],
    ["an empty text", { ...short, question: "" }, "questions.0.text empty"],
    ["a text of controls", { ...short, question: "\u0000\u200e\u202e" }, "questions.0.text empty"],
    ["a title of 301 points", { ...short, title: "x".repeat(301) }, "title long"],
    ["half a surrogate pair", { ...short, question: "\ud83d" }, "questions.0.text"],
    ["min above max", { questions: [{ ...question, min: 2 }] }, "questions.0 marks"],
    ["max above the options", { questions: [{ ...question, max: 3 }] }, "questions.0 marks"],
    ["min zero", { questions: [{ ...question, min: 0 }] }, "questions.0.min"],
    ["an unknown kind", { questions: [{ ...question, kind: "riddle" }] }, "questions.0.kind"],
    ["an unknown pace", { ...short, pace: "allegro" }, "pace"],
    ["unknown results", { ...short, results: "never" }, "results"],
    ["revote as text", { ...short, revote: "no" }, "revote"],
    ["keepDays 0", { ...short, keepDays: 0 }, "keepDays"],
    ["keepDays 91", { ...short, keepDays: 91 }, "keepDays"],
    ["one question and a list", { ...short, questions: [question] }, "questions"],
  ])("%s is refused, and the sentence says where", (_, body, detail) => {
    expect(parseNewPoll(body)).toStrictEqual({ unreadable: "bad-message", detail });
    expect(sentence("bad-message", detail).length).toBeGreaterThan(10);
  });

  test.each([null, undefined, [], [short], "poll", 7, true])("%j is no poll", (body) => {
    expect(parseNewPoll(body)).toHaveProperty("unreadable", "bad-message");
  });
});

describe("[A6] text", () => {
  test.each([
    ["composed", "e\u0301", "é"],
    ["a singleton", "\u212b", "Å"],
    ["trimmed", "  a b \n", "a b"],
    ["white space single", "a \t\r\n  b", "a b"],
    ["controls out", "a\u0000\u0007\u007f\u0085b", "ab"],
    ["overrides out", "\u202eevil\u202c", "evil"],
    ["isolates out", "\u2066a\u2067b\u2068c\u2069", "abc"],
    ["marks out", "\u200ea\u200fb\u061cc", "abc"],
    ["separators out", "a\u2028b\u2029c", "abc"],
    ["byte-order mark out", "\ufeffa", "a"],
    ["emoji stay whole", "👩‍👩‍👧 👍🏽", "👩‍👩‍👧 👍🏽"],
    ["other writings stay", "שלום مرحبا हिन्दी", "שלום مرحبا हिन्दी"],
    ["markup stays text", "<b>&amp;", "<b>&amp;"],
  ])("%s", (_, typed, tidy) => {
    expect(tidyText(typed)).toBe(tidy);
  });

  test("length is counted in code points after that", () => {
    expect(points("😀😀")).toBe(2);
    expect(madeOf({ ...short, question: ` ${"e\u0301".repeat(300)} ` }).questions[0]?.text).toBe("é".repeat(300));
  });

  test("tidy text is NFC and stays as it is; nothing unseen comes through", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const tidy = tidyText(typed);
        expect(tidyText(tidy)).toBe(tidy);
        expect(tidy.normalize("NFC")).toBe(tidy);
        expect(tidy).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(points(tidy)).toBe([...tidy].length);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ["a\nb", "a\nb"],
  ["  a \r\n\r\n\r\n b\t\n\n", "a\n\nb"],
  ["\n \n", ""],
  ["1\n2\n3\n4\n5", "1\n2\n3 4 5"],
  ["1\n\n\n2\n\n3", "1\n\n2 3"],
])("[N41] %j is the lines %j", (typed, tidy) => {
  expect(tidyLines(typed, 3)).toBe(tidy);
});

test("[N41] lines that are tidy stay as they are, and are at most so many", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r", "\t", "\u200e"), maxLength: 30 }), (typed) => {
      const tidy = tidyLines(typed, 3);
      expect(tidyLines(tidy, 3)).toBe(tidy);
      expect(tidy.split("\n").length).toBeLessThanOrEqual(3);
    }),
  );
});

/** Writing a quiz, without a page: what is sent, what is missing, and its file. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, questionBody } from "../../src/page/form/body.ts";
import {
  emptyDraft,
  emptyOption,
  emptyQuestion,
  type PollDraft,
  type QuestionDraft,
  readDraft,
} from "../../src/page/form/draft.ts";
import { draftFromFile } from "../../src/page/form/file.ts";
import { fieldId } from "../../src/page/form/focus.ts";
import { jsonOfDraft } from "../../src/page/form/jsonfile.ts";
import { lacking, lackingIn } from "../../src/page/form/lacking.ts";
import { fieldOf } from "../../src/page/form/place.ts";
import { textOfDraft } from "../../src/page/form/textfile.ts";
import { TEMPLATES } from "../../src/page/make/templates.ts";
import { parseNewPoll } from "../../src/protocol/client.ts";
import { file as fileWords, quizForm as words } from "../../src/words/en.ts";
import { anyEntry, anyQuestion, anyQuiz, anyTalk } from "../support/drafts.ts";

const quizOf = (...questions: QuestionDraft[]): PollDraft => ({ ...emptyDraft(), pace: "quiz", questions });
const choice = (...options: string[]): QuestionDraft => ({
  ...emptyQuestion(),
  text: "Which?",
  options: options.map((text) => ({ ...emptyOption(text.replace("*", "")), right: text.startsWith("*") })),
});
const sent = (draft: PollDraft) => parseNewPoll(JSON.parse(JSON.stringify(bodyOf(draft))));
const lackOf = (question: QuestionDraft) => lacking(question, 0, true);

test("[M15] a question of a quiz that lacks nothing is one that the server takes, and no other is", () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const lack = lackOf(question);
      const parsed = sent(quizOf(question));
      // JSON has no word for what is no number, so without these checks such a number would silently be another one.
      const isMisspelt = lack?.place.field === "answer" || lack?.place.field === "tolerance";
      if (!isMisspelt) expect("unreadable" in parsed, JSON.stringify([parsed, lack, question])).toBe(lack !== null);
      if (!lack) taken.add(question.kind);
    }),
    { numRuns: 3_000 },
  );
  expect([...taken].sort()).toEqual(["choice", "number", "text"]);
});

test("[M15] right answers go by their place among the options that are meant, and say how many can be marked", () => {
  expect(questionBody(choice("a", "", "*b", "c"), true)).toMatchObject({ options: ["a", "b", "c"], right: [1], min: 1, max: 1 });
  expect(questionBody(choice("*a", "b", "*c"), true)).toMatchObject({ right: [0, 2], min: 1, max: 3 });
  expect(questionBody(choice("*a", "b"))).not.toHaveProperty("right");
});

test("[M15] what is missing is said at its field", () => {
  const number = { ...emptyQuestion("number"), text: "How many?" };
  const cases: [QuestionDraft, string, string][] = [
    [choice("a", "b"), "right", words.lacksRight],
    [choice("*a", "b", "c", "d", "e", "f", "g"), "options", words.optionsTooMany],
    [number, "answer", words.lacksNumber],
    [{ ...number, number: { ...number.number, answer: "4", tolerance: "-1" } }, "tolerance", words.lacksTolerance],
    [{ ...emptyQuestion("text"), text: "Who?" }, "accepted", words.lacksAccepted],
    [{ ...emptyQuestion("rating"), text: "How?" }, "kind", words.noKind.rating],
    [{ ...choice("a", "b"), kind: "ranking" }, "kind", words.noKind.ranking],
  ];
  for (const [question, field, message] of cases) expect(lackOf(question)).toMatchObject({ place: { field }, message });
  const unmarked = choice("a", "b");
  expect(fieldOf(lackOf(unmarked) ?? ({} as never), unmarked)).toBe(fieldId.right(unmarked.options[0]?.key ?? 0));
  expect(lackingIn(quizOf(choice("*a", "b"), choice("c", "d")))).toMatchObject({
    place: { question: 1 },
    message: words.lacksRight,
  });
});

test("[M15] of the settings of a poll a quiz keeps only how long it is kept; a team without a name gets one", () => {
  const draft = quizOf(choice("*a", "b"));
  const body = bodyOf({ ...draft, settings: { ...draft.settings, keepDays: 7 }, quiz: { ...draft.quiz, teams: ["Red", " "] } });
  expect(body).toMatchObject({ pace: "quiz", keepDays: 7, quiz: { teams: ["Red", "Team B"], scoring: "speed" } });
  expect(body).not.toHaveProperty("results");
});

test("[M15] the quiz to begin with is the older system: five questions of four options, ten seconds, ten points, two players", () => {
  const draft = TEMPLATES[0]?.draft() ?? emptyDraft();
  expect(lackingIn(draft)).toBeNull();
  const made = bodyOf(draft);
  expect(made).toMatchObject({ pace: "quiz", quiz: { scoring: "ten", autoStart: true, minPlayers: 2 } });
  expect(made.questions).toHaveLength(5);
  for (const question of made.questions) expect(question).toMatchObject({ seconds: 10, min: 1, max: 1, options: { length: 4 } });
});

test("[M15] a quiz on the device comes back as it was", () => {
  const withoutKeys = (draft: PollDraft | null) => JSON.parse(JSON.stringify(draft, (name, value) => (name === "key" ? 0 : value)));
  fc.assert(
    fc.property(anyQuestion, anyQuiz, (question, quiz) => {
      const draft = { ...quizOf(question), quiz };
      expect(withoutKeys(readDraft(JSON.parse(JSON.stringify(draft))))).toEqual(withoutKeys(draft));
    }),
  );
});

const question = fc
  .tuple(anyQuestion, fc.constantFrom(null, "* starred", "[x] boxed", "\\back", "- dash"))
  .map(([made, odd]) => ({
    ...made,
    options: made.options.slice(0, 6).map((one, at) => (at === 0 && odd ? { ...one, text: odd } : one)),
  }))
  .filter((made) => lackOf(made) === null);
const quiz: fc.Arbitrary<PollDraft> = fc
  .record({
    title: fc.constantFrom("", "Friday"),
    quiz: anyQuiz,
    talk: anyTalk,

    entry: anyEntry,
    questions: fc.array(question, { minLength: 1, maxLength: 4 }),
  })
  .map((parts) => ({ ...emptyDraft(), pace: "quiz", ...parts }));

test("[M16] as text and as JSON: written and read again it is the same quiz", () => {
  const readAs = (text: string): PollDraft => {
    const read = draftFromFile(text);
    if ("problem" in read) throw new Error(`${read.line}: ${read.problem}\n${text}`);
    return read.draft;
  };
  const counted = new Set<string>();
  fc.assert(
    fc.property(quiz, (draft) => {
      const meant = sent(draft);
      expect("unreadable" in meant).toBe(false);
      // A team that is named by its place has that name in the file as well.
      const named = { ...draft, quiz: (bodyOf(draft).quiz ?? draft.quiz) as PollDraft["quiz"] };
      expect(sent(readAs(textOfDraft(named))), textOfDraft(named)).toEqual(meant);
      expect(sent(readAs(jsonOfDraft(draft, new Map())))).toEqual(meant);
      for (const { kind } of draft.questions) counted.add(kind);
    }),
    { numRuns: 500 },
  );
  expect(counted.size).toBe(3);
});

test("[M16] the readable form of a quiz", () => {
  const draft = quizOf(choice("Sydney", "*Canberra"), {
    ...emptyQuestion("text"),
    text: "Which salt?",
    words: { ...emptyQuestion().words, accepted: "nitrate\nsodium nitrate", typos: false },
  });
  const quiz = { ...draft.quiz, pauseSeconds: null, teams: ["Red", "Blue"] };
  expect(textOfDraft({ ...draft, title: "Friday", quiz })).toBe(
    "# Friday\n! pace: quiz\n! pause: host\n! team: Red\n! team: Blue\n\nWhich?\n- Sydney\n- * Canberra\n\n" +
      "Which salt?\n? kind: text\n? accept: nitrate\n? accept: sodium nitrate\n? typos: no\n",
  );
  const bad = draftFromFile("! pace: quiz\n! scoring: golf\n\nA?\n- * a\n- b\n");
  expect(bad).toEqual({ problem: fileWords.badValue("scoring", "golf"), line: 2 });
});

/** Writing a question of every kind, without a page: what is sent, what is missing, where a refusal belongs, what an edit changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, questionBody } from "../../src/page/form/body.ts";
import {
  draftOf,
  emptyDraft,
  emptyOption,
  emptyQuestion,
  KINDS,
  type PollDraft,
  type QuestionDraft,
  readDraft,
} from "../../src/page/form/draft.ts";
import { fieldId } from "../../src/page/form/focus.ts";
import { lacking, lackingIn } from "../../src/page/form/lacking.ts";
import { fieldOf, placeOf } from "../../src/page/form/place.ts";
import { typedNumber } from "../../src/page/form/typed.ts";
import { changesOf, isRestructured } from "../../src/page/host/changes.ts";
import { parseNewPoll } from "../../src/protocol/client.ts";
import type { QuestionView } from "../../src/protocol/server.ts";
import { form as words } from "../../src/words/en.ts";
import { anyQuestion } from "../support/drafts.ts";

const poll = (...questions: QuestionDraft[]): PollDraft => ({ ...emptyDraft(), questions });
const ofKind = (kind: QuestionDraft["kind"], more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  ...emptyQuestion(kind),
  text: "What?",
  ...more,
});

test("[M9] a draft of any kind that lacks nothing is a poll that the server takes", () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const lack = lacking(question);
      const parsed = parseNewPoll(JSON.parse(JSON.stringify(bodyOf(poll(question)))));
      // JSON has no word for what is no number, so without this check such an answer would silently be none.
      const isMisspelt = lack?.place.field === "answer" && lack.message === words.lacksNumber;
      if (!isMisspelt) expect("unreadable" in parsed, JSON.stringify([parsed, lack, question])).toBe(lack !== null);
      if (!lack) taken.add(question.kind);
    }),
    { numRuns: 2_000 },
  );
  expect(taken.size).toBe(KINDS.length);
});

test("[M9] another kind, and back: nothing that was written is lost", () => {
  fc.assert(
    fc.property(anyQuestion, fc.constantFrom(...KINDS), (question, kind) => {
      const other = { ...question, kind };
      expect(questionBody(other)).toMatchObject({ kind, text: question.text });
      expect(questionBody({ ...other, kind: question.kind })).toEqual(questionBody(question));
    }),
  );
});

test("[M4][M9] a draft of any kind comes back from the device as it was, but for its pictures, which are kept apart", () => {
  const withoutKeys = (draft: PollDraft | null) => JSON.parse(JSON.stringify(draft, (name, value) => (name === "key" ? 0 : value)));
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const kept = { ...emptyDraft(), settings: { ...emptyDraft().settings, showFrom: 5, endsAt: "2030-01-01T10:00:00.000Z" } };
      const draft = { ...kept, questions: [question] };
      expect(withoutKeys(readDraft(JSON.parse(JSON.stringify(draft))))).toEqual(withoutKeys(draft));
    }),
  );
});

test("[M9] what is missing of a number is said at its field", () => {
  const at = (number: Partial<QuestionDraft["number"]>) => {
    const question = ofKind("number", { number: { ...emptyQuestion().number, ...number } });
    const lack = lacking(question, 2);
    return lack && [lack.place.field, lack.message, fieldOf(lack, question) === fieldId.part(question.key, lack.place.field)];
  };
  expect(at({})).toBeNull();
  expect(at({ from: "" })).toEqual(["from", words.lacksNumber, true]);
  expect(at({ to: "many" })).toEqual(["to", words.lacksNumber, true]);
  expect(at({ to: "0" })).toEqual(["to", words.rangeEmpty, true]);
  expect(at({ step: "0" })).toEqual(["step", words.stepNone, true]);
  expect(at({ step: "7" })).toEqual(["step", words.stepOff, true]);
  expect(at({ step: "0.0001" })).toEqual(["step", words.numberTooFine, true]);
  expect(at({ answer: "0.5" })).toEqual(["answer", words.answerOff, true]);
  expect(at({ answer: "x" })).toEqual(["answer", words.lacksNumber, true]);
  expect(at({ from: "-1,5", to: "1,5", step: "0,5", answer: "0,5" })).toBeNull();
});

test("[M9] an option with a face needs words; a ranking has at most 20", () => {
  const faced = ofKind("choice", { options: [{ ...emptyOption(), emoji: "🍕" }, emptyOption("Sushi")] });
  expect(lacking(faced)).toMatchObject({ place: { field: "option", option: 0 }, message: words.lacksWords });
  const long = ofKind("ranking", { options: Array.from({ length: 21 }, (_, at) => emptyOption(`Option ${at}`)) });
  expect(lacking(long)).toMatchObject({ place: { field: "options" }, message: words.ranksTooMany });
});

test("[M11] a deadline that has passed is said at its field", () => {
  const ends = (endsAt: string | null) =>
    lackingIn({ ...poll(ofKind("text")), settings: { ...emptyDraft().settings, endsAt } }, Date.parse("2030-01-01T10:00:00Z"));
  expect(ends(null)).toBeNull();
  expect(ends("2030-01-01T10:00:01.000Z")).toBeNull();
  expect(ends("2030-01-01T10:00:00.000Z")).toMatchObject({ place: { field: "endsAt" }, message: words.endsPast });
});

test.each([
  ["questions.1.labels.0 long", "low"],
  ["questions.1.labels.1 long", "high"],
  ["questions.1.labels", "low"],
  ["questions.1 range", "from"],
  ["questions.1.to", "to"],
  ["questions.1.step", "step"],
  ["questions.1.unit long", "unit"],
  ["questions.1 top", "top"],
  ["questions.1.top", "top"],
  ["questions.1.seconds", "seconds"],
  ["questions.1.steps", "steps"],
  ["questions.1 faces", "text"],
])("[M5][M9] the place of %j", (detail, field) => {
  const questions = [ofKind("text"), ofKind("text", { text: " " }), ofKind("rating")];
  expect(placeOf(detail, questions)).toEqual({ field, question: 2, option: 0 });
});

test("[M5][M9] what is wrong with an emoji, or with faces, is said at the options", () => {
  const faced = ofKind("choice", { options: [emptyOption(), emptyOption("a"), emptyOption("b")] });
  expect(placeOf("questions.0.emoji.1", [faced])).toEqual({ field: "option", question: 0, option: 2 });
  expect(placeOf("questions.0 faces", [faced])).toEqual({ field: "options", question: 0, option: 0 });
  expect(placeOf("endsAt", [faced])).toEqual({ field: "endsAt", question: 0, option: 0 });
});

/** As a host's page has it. */
const running = anyQuestion.filter((question) => lacking(question) === null).map(viewOf);

function viewOf(draft: QuestionDraft): QuestionView {
  const body = questionBody(draft);
  return { id: "q1", ...body, ...("options" in body ? {} : { options: [] }) } as unknown as QuestionView;
}

test("[H2] a question of a running poll, opened for editing and saved as it is, is the same question", () => {
  fc.assert(
    fc.property(running, (question) => {
      expect(viewOf(draftOf(question))).toEqual(question);
      expect(changesOf(question, draftOf(question))).toEqual({ text: question.text });
      expect(isRestructured(question, draftOf(question))).toBe(false);
    }),
  );
});

test("[H2] new words are no restructuring; other options, marks, steps or a range are", () => {
  const edit = (question: QuestionDraft, changed: Partial<QuestionDraft>) => {
    const view = viewOf(question);
    return [changesOf(view, { ...draftOf(view), ...changed }), isRestructured(view, { ...draftOf(view), ...changed })];
  };
  const options = (...texts: string[]) => texts.map((text) => emptyOption(text));
  const lunch = ofKind("choice", { options: options("a", "b") });
  expect(edit(lunch, { options: options("a", "new") })).toEqual([{ text: "What?", options: ["a", "new"] }, false]);
  expect(edit(lunch, { options: options("b", "a") })[1]).toBe(true);
  expect(edit(lunch, { options: options("a", "b", "c") })[1]).toBe(true);
  expect(edit(lunch, { choice: { ...lunch.choice, marks: "approval" } })).toEqual([{ text: "What?", max: 2 }, true]);
  expect(edit(lunch, { choice: { ...lunch.choice, look: "donut" } })).toEqual([{ text: "What?", look: "donut" }, false]);
  expect(edit(lunch, { choice: { ...lunch.choice, other: true } })[1]).toBe(true);
  const rating = ofKind("rating");
  expect(edit(rating, { rating: { steps: 7, low: "", high: "" } })).toEqual([{ text: "What?", steps: 7 }, true]);
  expect(edit(rating, { rating: { steps: 5, low: "x", high: "" } })).toEqual([{ text: "What?", labels: ["x", ""] }, false]);
  const picture = { key: "AAAAAAAAAAAAAAAA", src: "/api/polls/x/pictures/AAAAAAAAAAAAAAAA" };
  expect(edit(lunch, { options: [{ ...emptyOption("a"), picture }, emptyOption("b")] })).toEqual([
    { text: "What?", pictures: ["AAAAAAAAAAAAAAAA", null] },
    false,
  ]);
});

test.each([
  ["1", 1],
  [" 1 000 ", 1000],
  ["1,5", 1.5],
  ["-.5", -0.5],
  ["−2", -2],
  ["1.", 1],
  ["", null],
  ["-", null],
  ["1.2.3", null],
  ["1e3", null],
  ["ten", null],
])("[M9] %j is the number %j", (typed, number) => {
  expect(typedNumber(typed)).toBe(number);
});

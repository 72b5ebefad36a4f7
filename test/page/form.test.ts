/** Writing a poll, without a page: pasted lists, drafts, and the way from a draft to the request and back to a field. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  moved,
  withListPasted,
  withOptionAdded,
  withOptionBack,
  withOptionChanged,
  withOptionRemoved,
} from "../../src/page/form/arrange.ts";
import { bodyOf, choiceBody } from "../../src/page/form/body.ts";
import {
  emptyDraft,
  emptyOption,
  emptyQuestion,
  isBlank,
  type PollDraft,
  type QuestionDraft,
  readDraft,
} from "../../src/page/form/draft.ts";
import { fieldId } from "../../src/page/form/focus.ts";
import { lacking, lackingIn } from "../../src/page/form/lacking.ts";
import { listItems } from "../../src/page/form/list.ts";
import { fieldOf, placeOf } from "../../src/page/form/place.ts";
import { type NewQuestionOf, parseNewPoll } from "../../src/protocol/client.ts";
import { form as words } from "../../src/words/en.ts";

const asked = (text: string, options: readonly string[], more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  ...emptyQuestion(),
  text,
  options: options.map((option) => emptyOption(option)),
  ...more,
});
const marked = (text: string, options: readonly string[], choice: Partial<QuestionDraft["choice"]>): QuestionDraft =>
  asked(text, options, { choice: { ...emptyQuestion().choice, ...choice } });
const poll = (...questions: QuestionDraft[]): PollDraft => ({ ...emptyDraft(), questions });
const textsOf = ({ options }: QuestionDraft) => options.map(({ text }) => text);

/** A text with words in it, or one that looks blank. */
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const typed = fc.oneof(word, fc.constantFrom("", " ", "\t"));
const someQuestion = fc
  .record({
    text: typed,
    options: fc.array(typed, { minLength: 2, maxLength: 6 }),
    marks: fc.constantFrom("one" as const, "several" as const, "approval" as const),
    min: fc.integer({ min: 1, max: 8 }),
    max: fc.option(fc.integer({ min: 1, max: 8 })),
  })
  .map(({ text, options, ...choice }) => marked(text, options, choice));
const somePoll = fc.array(someQuestion, { minLength: 1, maxLength: 4 }).map((questions) => poll(...questions));

test.each([
  ["lines", "Pizza\nSushi\r\nSalad\rSoup", ["Pizza", "Sushi", "Salad", "Soup"]],
  ["blank lines and margins", "\n  Pizza \n\n\t Sushi\n \n", ["Pizza", "Sushi"]],
  ["bullets", "- Pizza\n– Sushi\n* Salad\n• Soup\n•Stew\n+ Pie", ["Pizza", "Sushi", "Salad", "Soup", "Stew", "Pie"]],
  ["numbers", "1. Pizza\n2) Sushi\n(3) Salad\n10. Soup", ["Pizza", "Sushi", "Salad", "Soup"]],
  ["letters", "a) Pizza\nB. Sushi\n(c) Salad", ["Pizza", "Sushi", "Salad"]],
  ["boxes", "[ ] Pizza\n[x] Sushi\n☐ Salad\n- [X] Soup", ["Pizza", "Sushi", "Salad", "Soup"]],
  ["numbers that are the answer", "3.5 km\n2024\n1,000\n-5 degrees\n12", ["3.5 km", "2024", "1,000", "-5 degrees", "12"]],
  ["words that only begin like a mark", "A day\nno. 1\ne.g. this", ["A day", "no. 1", "e.g. this"]],
  ["a mark without words", "-\n1.\nPizza", ["-", "1.", "Pizza"]],
])("[M2] a pasted list: %s", (_, pasted, items) => {
  expect(listItems(pasted)).toEqual(items);
});

test("[M2] whatever stood before the items, the items come out", () => {
  const lead = fc.constantFrom("", "- ", "* ", "• ", "7. ", "12) ", "(3) ", "b) ", "[ ] ", "☑ ", "  1. - ");
  fc.assert(
    fc.property(fc.array(fc.tuple(lead, word), { maxLength: 8 }), fc.constantFrom("\n", "\r\n", "\n\n"), (lines, end) => {
      expect(listItems(lines.map(([mark, item]) => mark + item).join(end))).toEqual(lines.map(([, item]) => item));
    }),
  );
});

test("[M2] a pasted list fills a blank option and follows a written one; blank ones behind it are used up", () => {
  const pasted = ["x", "y", "z"];
  expect(textsOf(withListPasted(asked("", ["", ""]), 0, pasted))).toEqual(["x", "y", "z"]);
  expect(textsOf(withListPasted(asked("", ["a", "", " ", "b"]), 0, pasted))).toEqual(["a", "x", "y", "z", "b"]);
  expect(textsOf(withListPasted(asked("", ["a", "", "b", ""]), 1, pasted))).toEqual(["a", "x", "y", "z", "b", ""]);
  expect(textsOf(withListPasted(asked("", ["a", "b"]), 1, pasted))).toEqual(["a", "b", "x", "y", "z"]);
});

test("[M2] pasting loses no words and keeps their order", () => {
  fc.assert(
    fc.property(someQuestion, fc.nat(), fc.array(word, { minLength: 2, maxLength: 5 }), (question, place, pasted) => {
      const at = place % question.options.length;
      const meant = textsOf(question).filter((text) => text.trim());
      const before = textsOf(question)
        .slice(0, at + 1)
        .filter((text) => text.trim()).length;
      const after = textsOf(withListPasted(question, at, pasted)).filter((text) => text.trim());
      expect(after).toEqual(meant.toSpliced(before, 0, ...pasted));
    }),
  );
});

test("[M6] a removal undone is as if nothing had been removed", () => {
  fc.assert(
    fc.property(someQuestion, fc.nat(), (question, place) => {
      const at = place % question.options.length;
      const removed = question.options[at];
      fc.pre(removed !== undefined && question.options.length > 2);
      const back = withOptionBack(withOptionRemoved(question, at), at, removed as QuestionDraft["options"][number]);
      const meant = (of: QuestionDraft) => of.options.filter(({ text }) => text.trim());
      expect(meant(back)).toEqual(meant(question));
      // Down to two, a blank one may have been there only to make two.
      if (question.options.length > 3) expect(back).toEqual(question);
    }),
  );
});

test("[M6] of two options, the one that comes back takes the place of the blank one that was put there", () => {
  const question = asked("", ["a", "b"]);
  const removed = question.options[0] as QuestionDraft["options"][number];
  expect(withOptionBack(withOptionChanged(question, 0, { text: "" }), 0, removed)).toEqual(question);
  // What was typed there meanwhile is not thrown away.
  expect(textsOf(withOptionBack(withOptionChanged(question, 0, { text: "new" }), 0, removed))).toEqual(["a", "new", "b"]);
  expect(textsOf(withOptionBack(asked("", ["", "b", "c"]), 0, removed))).toEqual(["a", "", "b", "c"]);
});

test("[M7] moving changes places and nothing else, and moving back is the way it was", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.nat(20), fc.integer({ min: -3, max: 20 }), (items, from, to) => {
      const after = moved(items, from, to);
      const inside = from < items.length && to >= 0 && to < items.length;
      if (!inside) {
        expect(after).toEqual(items);
        return;
      }
      expect(after[to]).toBe(items[from]);
      expect(after.toSpliced(to, 1)).toEqual(items.toSpliced(from, 1));
      expect(moved(after, to, from)).toEqual(items);
    }),
  );
});

test("[M1] every option and question has a key of its own, also when it is added later", () => {
  const question = withOptionAdded(withOptionAdded(emptyQuestion(), 1), 0, ["a", "b"]);
  const keys = [...question.options, ...emptyQuestion().options, emptyQuestion(), question].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(textsOf(question)).toEqual(["a", "b", "", "", ""]);
});

/** A choice with nothing special about it. */
const plain = { other: false, look: "bars", emoji: null, seconds: null };

test("[M3] blank options and wholly blank further questions are left out", () => {
  const draft = poll(asked("Where to?", ["", "Pizza", " ", "Sushi"]), asked(" ", ["", ""]), asked("When?", ["Now", "Later", ""]));
  const { questions } = bodyOf({ ...draft, title: "Friday", pace: "host" });
  expect(questions).toEqual([
    { kind: "choice", text: "Where to?", options: ["Pizza", "Sushi"], min: 1, max: 1, ...plain },
    { kind: "choice", text: "When?", options: ["Now", "Later"], min: 1, max: 1, ...plain },
  ]);
  expect(bodyOf({ ...draft, title: "Friday", pace: "host" })).toMatchObject({ title: "Friday", pace: "host", ...draft.settings });
  expect(bodyOf(emptyDraft()).questions).toHaveLength(1);
});

test("[M3] how many answers: one, as many as there are, or what was picked, and never more than there are options", () => {
  const options = ["a", "b", "", "c"];
  const marks = (choice: Partial<QuestionDraft["choice"]>) => {
    const { min, max } = choiceBody(marked("?", options, choice));
    return [min, max];
  };
  expect(marks({ marks: "one", min: 2, max: 3 })).toEqual([1, 1]);
  expect(marks({ marks: "several", min: 1, max: null })).toEqual([1, 3]);
  expect(marks({ marks: "several", min: 2, max: 2 })).toEqual([2, 2]);
  expect(marks({ marks: "several", min: 4, max: 4 })).toEqual([3, 3]);
  expect(marks({ marks: "approval", min: 2, max: 2 })).toEqual([1, 3]);
});

test("[M3] a draft that lacks nothing is a poll that the server takes", () => {
  let taken = 0;
  fc.assert(
    fc.property(somePoll, (draft) => {
      const lack = lackingIn(draft);
      const parsed = parseNewPoll(JSON.parse(JSON.stringify(bodyOf(draft))));
      expect("unreadable" in parsed, JSON.stringify(parsed)).toBe(lack !== null);
      if (!lack) taken += 1;
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(20);
});

test("[M5] what is missing is said where it is missing, the first of it first", () => {
  const blank = asked("Where to?", ["Pizza", ""]);
  expect(lackingIn(emptyDraft())).toEqual({ place: { field: "text", question: 0, option: 0 }, message: words.lacksText });
  expect(lacking(asked(" ", ["a", "b"]), 3)?.place).toEqual({ field: "text", question: 3, option: 0 });
  const lack = lackingIn(poll(asked("", ["", ""]), asked("When?", ["Now", "Later"]), blank));
  expect(lack).toEqual({ place: { field: "options", question: 2, option: 0 }, message: words.lacksOptions });
  // The field to fill is the blank one.
  expect(lack && fieldOf(lack, blank)).toBe(fieldId.option(blank.options[1]?.key ?? 0));
  expect(lackingIn(poll(asked("When?", ["Now", "", "Later"]), asked("", [" ", ""])))).toBeNull();
});

test("[M5] a refusal is about the field that holds what was refused, however many blank ones stand before it", () => {
  fc.assert(
    fc.property(somePoll, (draft) => {
      for (const [index, question] of bodyOf(draft).questions.entries()) {
        const { text, options } = question as NewQuestionOf<"choice">;
        const ofText = placeOf(`questions.${index}.text long`, draft.questions);
        expect([ofText.field, draft.questions[ofText.question]?.text]).toEqual(["text", text]);
        for (const [at, option] of options.entries()) {
          const { field, question, option: place } = placeOf(`questions.${index}.options.${at} long`, draft.questions);
          const owner = draft.questions[question] as QuestionDraft;
          expect([field, owner.options[place]?.text]).toEqual(["option", option]);
          const id = fieldOf({ place: { field, question, option: place }, message: "" }, owner);
          expect(id).toBe(fieldId.option(owner.options[place]?.key ?? 0));
        }
      }
    }),
  );
});

test.each([
  ["title long", { field: "title", question: 0, option: 0 }],
  ["questions many", { field: "poll", question: 0, option: 0 }],
  ["questions.1 marks", { field: "options", question: 2, option: 0 }],
  ["questions.1.options few", { field: "options", question: 2, option: 0 }],
  ["questions.1.text empty", { field: "text", question: 2, option: 0 }],
  ["options.1 long", { field: "option", question: 0, option: 2 }],
  ["text long", { field: "text", question: 0, option: 0 }],
  ["options many", { field: "options", question: 0, option: 0 }],
  ["", { field: "poll", question: 0, option: 0 }],
  ["keepDays", { field: "poll", question: 0, option: 0 }],
])("[M5] the place of %j", (detail, place) => {
  expect(placeOf(detail, [asked("a", ["x", "", "y"]), asked("", ["", ""]), asked("b", ["x", "y"])])).toEqual(place);
});

test("[M4] a draft comes back from the device as it was, with keys of its own", () => {
  const withoutKeys = (draft: PollDraft | null) => JSON.parse(JSON.stringify(draft, (name, value) => (name === "key" ? 0 : value)));
  fc.assert(
    fc.property(somePoll, fc.boolean(), (draft, hosted) => {
      const settings = { ...draft.settings, results: "host", keepDays: 7, oneTap: true } as const;
      const kept: PollDraft = { ...draft, title: "Friday", pace: hosted ? "host" : "open", settings };
      const back = readDraft(JSON.parse(JSON.stringify(kept)));
      expect(withoutKeys(back)).toEqual(withoutKeys(kept));
      const keys = (of: PollDraft | null) =>
        of?.questions.flatMap(({ key, options }) => [key, ...options.map((one) => one.key)]) ?? [];
      expect(new Set([...keys(back), ...keys(kept)]).size).toBe(2 * keys(kept).length);
    }),
  );
});

test("[M4] what is no draft is none, and breaks nothing", () => {
  for (const junk of [null, undefined, 7, "draft", {}, [], { questions: [] }, { questions: "no" }, { questions: [{}] }])
    expect(readDraft(junk)).toBeNull();
  fc.assert(fc.property(fc.anything(), (stored) => void readDraft(stored)));
});

test("[M4] nothing is kept of a draft without words", () => {
  expect(isBlank(emptyDraft())).toBe(true);
  expect(isBlank(poll(asked(" ", ["", "\t"]), emptyQuestion()))).toBe(true);
  expect(isBlank({ ...emptyDraft(), title: "Friday" })).toBe(false);
  expect(isBlank(poll(emptyQuestion(), asked("", ["", "a"])))).toBe(false);
});

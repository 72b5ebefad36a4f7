/** Polls as files: what is written is read again, whatever was typed; what cannot be read says where and why. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf } from "../../src/page/form/body.ts";
import { emptyDraft, emptyOption, emptyQuestion, type PollDraft, type QuestionDraft } from "../../src/page/form/draft.ts";
import { draftFromFile, fileOf, jsonOf } from "../../src/page/form/file.ts";
import { jsonOfDraft } from "../../src/page/form/jsonfile.ts";
import { lacking } from "../../src/page/form/lacking.ts";
import { textOfDraft } from "../../src/page/form/textfile.ts";
import { TEMPLATES } from "../../src/page/make/templates.ts";
import { parseNewPoll } from "../../src/protocol/client.ts";
import { ENTRY_DEFAULTS } from "../../src/protocol/entry.ts";
import { QUIZ_DEFAULTS } from "../../src/protocol/quiz.ts";
import type { PollView } from "../../src/protocol/server.ts";
import { TALK_DEFAULTS } from "../../src/protocol/talk.ts";
import { file as words } from "../../src/words/en.ts";
import { anyEntry, anyQuestion, anyTalk } from "../support/drafts.ts";

const PIXEL = "data:image/png;base64,iVBORw0KGgo=";

/** Words that look like something else in the file. */
const odd = fc.constantFrom(
  "# 1",
  "! now",
  "? why",
  "- dash",
  "\\ back",
  "[🍕] Pizza",
  "[x] done",
  "* star",
  "• dot",
  "a: b",
  "-",
  "?",
);
const settings = fc.record({
  results: fc.constantFrom("always" as const, "after-vote" as const, "after-close" as const, "host" as const),
  revote: fc.boolean(),
  oneTap: fc.boolean(),
  sharedDevice: fc.boolean(),
  receipts: fc.boolean(),
  keepDays: fc.constantFrom(1, 30, 90),
  showFrom: fc.constantFrom(0, 5, 50),
  endsAt: fc.option(fc.constant("2030-01-01T10:00:00.000Z")),
});
const question = fc
  .tuple(anyQuestion, fc.option(odd), fc.option(odd))
  .map(([made, text, option]) => ({
    ...made,
    text: text ?? made.text,
    options: made.options.map((one, at) => (at === 0 && option ? { ...one, text: option } : one)),
  }))
  .filter((made) => lacking(made) === null);
const poll: fc.Arbitrary<PollDraft> = fc.record({
  title: fc.oneof(fc.constant(""), fc.stringMatching(/^[a-z]{1,8}$/), odd),
  pace: fc.constantFrom("open" as const, "host" as const),
  quiz: fc.constant(QUIZ_DEFAULTS),
  talk: anyTalk,

  entry: anyEntry,
  settings,
  questions: fc.array(question, { minLength: 1, maxLength: 4 }),
});

const readAs = (text: string): PollDraft => {
  const read = draftFromFile(text);
  if ("problem" in read) throw new Error(`${read.line}: ${read.problem}\n${text}`);
  return read.draft;
};
/** What was typed, as the server has it: "01" is 1. */
const meant = (draft: PollDraft) => parseNewPoll(JSON.parse(JSON.stringify(bodyOf(draft))));

test("[M13] the readable form holds all but pictures: written and read again it is the same poll", () => {
  fc.assert(
    fc.property(poll, (draft) => {
      expect(meant(readAs(textOfDraft(draft))), textOfDraft(draft)).toEqual(meant(draft));
    }),
    { numRuns: 500 },
  );
});

test("[M13] as JSON it is the body of the API, with pictures as data", () => {
  fc.assert(
    fc.property(poll, fc.nat(), (draft, place) => {
      const faced = draft.questions.map((made) => ({
        ...made,
        options: made.options.map((one, at) => (at === place % 3 ? { ...one, picture: { key: "here-1", src: PIXEL } } : one)),
      }));
      fc.pre(faced.every((made) => lacking(made) === null));
      const written = jsonOfDraft({ ...draft, questions: faced }, new Map());
      const back = readAs(written);
      expect(meant(back)).toEqual(meant({ ...draft, questions: faced }));
      expect(jsonOfDraft(back, new Map())).toBe(written);
    }),
  );
});

test("[M13] a running poll becomes a file, its pictures from where they were fetched", () => {
  const asked = { id: "q1", min: 1, max: 1, open: true, phase: "open", round: 1, shown: null, seconds: 30, endsAt: null };
  const view = {
    ...{ id: "x", title: "Friday", pace: "host", results: "host", revote: false, oneTap: false, sharedDevice: false },
    ...{ keepDays: 30, showFrom: 0, current: null, endsAt: null, code: null, talk: TALK_DEFAULTS, entry: ENTRY_DEFAULTS },
    questions: [
      {
        ...{ ...asked, kind: "choice", text: "Where to?", options: ["Pizza", "Sushi"], other: true, look: "donut" },
        ...{ emoji: [null, "🍣"], pictures: ["AAAAAAAAAAAAAAAA", null] },
      },
    ],
  } as unknown as PollView;
  expect(fileOf(view)).toBe(
    "# Friday\n! pace: host\n! results: host\n! revote: no\n\nWhere to?\n- Pizza\n- [🍣] Sushi\n? other: yes\n? look: donut\n? countdown: 30 s\n",
  );
  const json = JSON.parse(jsonOf(view, new Map([["AAAAAAAAAAAAAAAA", PIXEL]])));
  expect(json.questions[0]).toMatchObject({ pictures: [PIXEL, null], emoji: [null, "🍣"], other: true });
  expect(JSON.parse(jsonOf(view, new Map())).questions[0].pictures).toBeUndefined();
});

test("[M13] the example that the page shows is a poll with every kind", () => {
  const draft = readAs(words.example);
  expect(draft).toMatchObject({ title: "Friday", pace: "host" });
  expect(draft.questions.map(({ kind }) => kind)).toEqual(["choice", "rating", "ranking", "text", "number"]);
  expect(meant(draft)).toMatchObject({
    questions: [
      { text: "Where do we go?", options: ["Pizza", "Sushi"], emoji: ["🍕", "🍣"], min: 1, max: 2 },
      { steps: 5, labels: ["poor", "great"] },
      { options: ["Speed", "Looks", "Price"], top: null },
      { look: "cloud", seconds: 60 },
      { from: 0, to: 500, step: 1, answer: 321 },
    ],
  });
});

test("[M13] written by hand: wrapped questions, other bullets, other spellings of the same", () => {
  const draft = readAs(
    "\ufeff#Friday\r\n!Results: after-close\r\n\r\nWhere do we go\r\nfor lunch?\r\n* Pizza\r\n• Sushi\r\n?Answers: all that suit\r\n\r\n\r\nHow many?\r\n?kind: number -1,5 to 2,5 kilos\r\n?countdown: 2 min",
  );
  expect(meant(draft)).toMatchObject({
    title: "Friday",
    results: "after-close",
    questions: [
      { text: "Where do we go for lunch?", options: ["Pizza", "Sushi"], max: 2 },
      { from: -1.5, to: 2.5, unit: "kilos", seconds: 120 },
    ],
  });
});

test.each([
  ["", null, words.nothing],
  ["# Only a title", null, words.nothing],
  ["- Pizza", 1, words.optionAlone],
  ["Where?\n- a\n\n- b", 4, words.optionAlone],
  ["? kind: text", 1, words.fieldAlone],
  ["Where?\n- a\n- b\nWhen?", 4, words.textBehind],
  ["# T\n\nWhere?\n\nWhen?\n- a\n- b", 3, words.noKind],
  ["Where?", 1, words.noKind],
  ["Where?\n- a\n? colour: red", 3, words.noField("colour")],
  ["! colour: red\n\nA?\n- a", 1, words.noSetting("colour")],
  ["! revote: maybe\n\nA?\n- a", 1, words.badValue("revote", "maybe")],
  ["! pace: fast\n\nA?\n- a", 1, words.badValue("pace", "fast")],
  ["! chat: loud\n\nA?\n- a", 1, words.badValue("chat", "loud")],
  ["! slow mode: 999 s\n\nA?\n- a", 1, words.badValue("slow mode", "999 s")],
  ["! slow mode: soon\n\nA?\n- a", 1, words.badValue("slow mode", "soon")],
  ["A?\n? kind: essay", 2, words.badValue("kind", "essay")],
  ["A?\n? kind: rating 1-x", 2, words.badValue("kind", "rating 1-x")],
  ["A?\n? kind: number many", 2, words.badValue("kind", "number many")],
  ["A?\n- a\n- b\n? answers: few", 4, words.badValue("answers", "few")],
  ["A?\n? kind: text\n? countdown: soon", 3, words.badValue("countdown", "soon")],
  ["{", 1, words.jsonBroken],
  ['{\n"title": "x",\n}', 3, words.jsonBroken],
  ['{"questions": []}', null, words.jsonNoQuestions],
  ['{"questions": [{"text": "a", "options": ["b", "c"]}, {"kind": "essay", "text": "x"}]}', null, words.jsonQuestion(2)],
  ['{"questions": [{"text": "a"}]}', null, words.jsonQuestion(1)],
])("[M13] %j is wrong in line %j", (text, line, problem) => {
  expect(draftFromFile(text)).toEqual({ problem, line });
});

test("[M13] the short form of the API is a poll too", () => {
  expect(bodyOf(readAs('{"question": "Where to?", "options": ["Pizza", "Sushi"]}')).questions).toMatchObject([
    { kind: "choice", text: "Where to?", options: ["Pizza", "Sushi"] },
  ]);
});

test("[M13] whatever is read, it is a draft or a sentence, and never breaks", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("- a", "? kind: number", "? kind: rating 1-5 a … b", "! keep: x", "#", "?", "!"),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const read = draftFromFile(lines.join("\n"));
      expect("draft" in read ? read.draft.questions.length : read.problem.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.json(), (json) => void draftFromFile(json)));
  const field = fc.anything({ withNullPrototype: false });
  fc.assert(
    fc.property(
      fc.record({ kind: fc.constantFrom("choice", "number", "rating"), text: fc.string(), options: field, steps: field }),
      (made) => {
        const read = draftFromFile(JSON.stringify({ questions: [made] }));
        if ("draft" in read) bodyOf(read.draft);
      },
    ),
  );
});

test("[M12] every template is a whole poll that the server takes, and is as new each time", () => {
  expect(TEMPLATES.length).toBe(7);
  for (const { name, draft } of TEMPLATES) {
    const made = draft();
    expect(
      made.questions.map((one) => lacking(one)),
      name,
    ).toEqual(made.questions.map(() => null));
    expect(meant(made), name).not.toHaveProperty("unreadable");
    const keys = (of: PollDraft) => of.questions.flatMap((one: QuestionDraft) => [one.key, ...one.options.map(({ key }) => key)]);
    expect(new Set([...keys(made), ...keys(draft())]).size).toBe(2 * keys(made).length);
  }
});

test("[M13][N50] what people may say is in the readable form where it is not as usual, in the words of people who write by hand", () => {
  const talk = { ...TALK_DEFAULTS, chat: "open", questions: "closed", approve: true, filter: false, slowSeconds: 10 } as const;
  const draft = { ...emptyDraft(), title: "Friday", talk, questions: [{ ...emptyQuestion("text"), text: "Why?" }] };
  expect(textOfDraft(draft)).toBe(
    "# Friday\n! chat: open\n! questions: closed\n! approve questions: yes\n! word filter: no\n! slow mode: 10 s\n\nWhy?\n? kind: text\n",
  );
  const byHand = readAs("! Chat: yes\n! reactions: on\n! slow mode: 30 seconds\n\nWhy?\n? kind: text\n");
  expect(byHand.talk).toEqual({ ...TALK_DEFAULTS, chat: "open", reactions: true, slowSeconds: 30 });
  expect(readAs("! chat: no\n! slow mode: off\n\nWhy?\n? kind: text\n").talk).toEqual(TALK_DEFAULTS);
  expect(readAs('{"question": "A?", "options": ["b", "c"], "talk": {"chat": "loud", "filter": 1, "approve": true}}').talk).toEqual({
    ...TALK_DEFAULTS,
    approve: true,
  });
});

test("[M13] pictures and words of options that nobody meant are in no file", () => {
  const blank = { ...emptyQuestion(), text: "A?", options: [emptyOption("a"), emptyOption(" "), emptyOption("b")] };
  expect(textOfDraft({ ...emptyDraft(), questions: [blank, emptyQuestion()] })).toBe("A?\n- a\n- b\n");
});

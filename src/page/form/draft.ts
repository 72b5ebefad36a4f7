/** A poll while it is being written: every blank and half-done field is allowed, and each has a key that survives reordering. */
import type { KindName } from "../../protocol/client.ts";
import { ENTRY_DEFAULTS, type EntrySettings } from "../../protocol/entry.ts";
import { KEEP_DAYS_DEFAULT, RATING_STEPS_DEFAULT } from "../../protocol/limits.ts";
import { QUIZ_DEFAULTS, type QuizSettings } from "../../protocol/quiz.ts";
import type { Method, Pace, QuestionView, QuestionViewOf, ResultsWhen } from "../../protocol/server.ts";
import { TALK_DEFAULTS, type TalkSettings } from "../../protocol/talk.ts";

export const PACES: readonly Pace[] = ["open", "host", "quiz"];
export const KINDS: readonly KindName[] = ["choice", "rating", "ranking", "text", "number"];

/** Those that have a right answer. */
export const QUIZ_KINDS: readonly KindName[] = ["choice", "text", "number"];

/** `key` is its name on this device or on the server; `src` is null until it is found there again. */
export interface Picture {
  key: string;
  src: string | null;
}

export interface OptionDraft {
  key: number;
  text: string;
  emoji: string | null;
  picture: Picture | null;
  /** In a quiz. */
  right: boolean;
}

export interface ChoiceDraft {
  /** `approval` is everything that one can agree to: a `max` of all. */
  marks: "one" | "several" | "approval";
  /** Only with `several`. A `max` of null means all. */
  min: number;
  max: number | null;
  other: boolean;
  look: QuestionViewOf<"choice">["look"];
}

interface RatingDraft {
  steps: number;
  low: string;
  high: string;
}

interface RankingDraft {
  /** Null for all. */
  top: number | null;
  method: Method;
}

interface TextDraft {
  look: QuestionViewOf<"text">["look"];
  filter: boolean;
  /** In a quiz: what is right, as typed, one a line; and whether slips of the thumb are forgiven. */
  accepted: string;
  typos: boolean;
}

/** As typed: "-" and "1." are on their way to a number. */
export interface NumberDraft {
  from: string;
  to: string;
  step: string;
  unit: string;
  answer: string;
  /** In a quiz: how far off is still right. */
  tolerance: string;
}

/** What was written for one kind waits while another one is tried: only the part of `kind` counts. */
export interface QuestionDraft {
  key: number;
  kind: KindName;
  text: string;
  /** Its countdown; null for none. */
  seconds: number | null;
  /** Of a choice and of a ranking. */
  options: OptionDraft[];
  choice: ChoiceDraft;
  rating: RatingDraft;
  ranking: RankingDraft;
  words: TextDraft;
  number: NumberDraft;
}

export interface PollSettings {
  results: ResultsWhen;
  revote: boolean;
  oneTap: boolean;
  sharedDevice: boolean;
  receipts: boolean;
  keepDays: number;
  showFrom: number;
  /** ISO 8601, or null for never. */
  endsAt: string | null;
}

export interface PollDraft {
  title: string;
  pace: Pace;
  settings: PollSettings;
  /** Waits, as what was written for another kind of question does, while the pace is another one. */
  quiz: QuizSettings;
  talk: TalkSettings;
  entry: EntrySettings;
  questions: QuestionDraft[];
}

let lastKey = 0;

export function emptyOption(text = ""): OptionDraft {
  return { key: ++lastKey, text, emoji: null, picture: null, right: false };
}

export function emptyQuestion(kind: KindName = "choice"): QuestionDraft {
  return {
    key: ++lastKey,
    kind,
    text: "",
    seconds: null,
    options: [emptyOption(), emptyOption()],
    choice: { marks: "one", min: 1, max: null, other: false, look: "bars" },
    rating: { steps: RATING_STEPS_DEFAULT, low: "", high: "" },
    ranking: { top: null, method: "irv" },
    words: { look: "wall", filter: false, accepted: "", typos: true },
    number: { from: "0", to: "100", step: "1", unit: "", answer: "", tolerance: "0" },
  };
}

export const SETTINGS: PollSettings = {
  results: "always",
  revote: true,
  oneTap: false,
  sharedDevice: false,
  receipts: false,
  keepDays: KEEP_DAYS_DEFAULT,
  showFrom: 0,
  endsAt: null,
};

export function emptyDraft(): PollDraft {
  return {
    title: "",
    pace: "open",
    settings: SETTINGS,
    quiz: QUIZ_DEFAULTS,
    talk: TALK_DEFAULTS,
    entry: ENTRY_DEFAULTS,
    questions: [emptyQuestion()],
  };
}

/** A question of a running poll, to be edited. `pictures` is where its pictures are. */
export function draftOf(view: QuestionView, pictures = ""): QuestionDraft {
  const { kind, text, seconds } = view;
  const draft = { ...emptyQuestion(kind), text, seconds };
  switch (view.kind) {
    case "choice":
      return { ...draft, options: rightIn(view, optionsOf(view, pictures)), choice: choiceOf(view) };
    case "ranking":
      return { ...draft, options: optionsOf(view, pictures), ranking: { top: view.top, method: view.method } };
    case "rating":
      return { ...draft, rating: { steps: view.steps, low: view.labels[0] ?? "", high: view.labels[1] ?? "" } };
    case "text":
      return { ...draft, words: textOf(view) };
    case "number": {
      const { from, to, step, unit, answer = null, tolerance = 0 } = view;
      const range = { from: String(from), to: String(to), step: String(step), unit };
      return { ...draft, number: { ...range, answer: String(answer ?? ""), tolerance: String(tolerance) } };
    }
  }
}

function optionsOf({ options, emoji, pictures }: QuestionViewOf<"choice" | "ranking">, at: string): OptionDraft[] {
  return options.map((text, index) => {
    const picture = pictures?.[index];
    return {
      ...emptyOption(text),
      emoji: emoji?.[index] ?? null,
      picture: picture ? { key: picture, src: `${at}/${picture}` } : null,
    };
  });
}

function rightIn({ right = [] }: QuestionViewOf<"choice">, options: OptionDraft[]): OptionDraft[] {
  return options.map((option, index) => ({ ...option, right: right.includes(index) }));
}

function textOf({ look, filter, accepted = [], typos = true }: QuestionViewOf<"text">): TextDraft {
  return { look, filter, accepted: accepted.join("\n"), typos };
}

function choiceOf({ options, min, max, other, look }: QuestionViewOf<"choice">): ChoiceDraft {
  const all = max === options.length;
  const marks = max === 1 ? "one" : all && min === 1 ? "approval" : "several";
  return { marks, min, max: all ? null : max, other, look };
}

/** Has anything been typed that somebody would miss? */
export function isBlank(draft: PollDraft): boolean {
  return draft.title.trim() === "" && draft.questions.every(isBlankQuestion);
}

export function isBlankQuestion({ text, options, rating, number, words }: QuestionDraft): boolean {
  const typed = [text, rating.low, rating.high, number.unit, number.answer, words.accepted];
  return typed.every((one) => one.trim() === "") && options.every(isBlankOption);
}

export function isBlankOption({ text, emoji, picture }: OptionDraft): boolean {
  return text.trim() === "" && !emoji && !picture;
}

/** A draft from the device's storage, or null where it is none: an older page may have written it. */
export function readDraft(stored: unknown): PollDraft | null {
  const draft = stored as PollDraft | null;
  try {
    if (!draft || draft.questions.length === 0) return null;
    return {
      title: String(draft.title),
      pace: PACES.find((pace) => pace === draft.pace) ?? "open",
      settings: { ...SETTINGS, ...draft.settings },
      quiz: { ...QUIZ_DEFAULTS, ...draft.quiz },
      talk: { ...TALK_DEFAULTS, ...draft.talk },
      entry: { ...ENTRY_DEFAULTS, ...draft.entry },
      questions: draft.questions.map(readQuestion),
    };
  } catch {
    return null;
  }
}

function readQuestion(stored: QuestionDraft): QuestionDraft {
  const base = emptyQuestion(KINDS.includes(stored.kind) ? stored.kind : "choice");
  return {
    ...base,
    text: String(stored.text),
    seconds: Number(stored.seconds) || null,
    options: stored.options.map(({ text, emoji = null, picture, right }) => ({
      ...emptyOption(String(text)),
      emoji,
      right: right === true,
      picture: picture ? { key: String(picture.key), src: null } : null,
    })),
    choice: { ...base.choice, ...stored.choice },
    rating: { ...base.rating, ...stored.rating },
    ranking: { ...base.ranking, ...stored.ranking },
    words: { ...base.words, ...stored.words },
    number: { ...base.number, ...stored.number },
  };
}

/** A poll while it is being written: every blank and half-done field is allowed, and each has a key that survives reordering. */
import { KEEP_DAYS_DEFAULT, OPTIONS_PER_QUESTION_MIN } from "../../protocol/limits.ts";
import type { Pace, QuestionView, ResultsWhen } from "../../protocol/server.ts";

export interface OptionDraft {
  key: number;
  text: string;
}

export interface QuestionDraft {
  key: number;
  text: string;
  options: OptionDraft[];
  /** More than one option may be marked. */
  several: boolean;
  /** Only with `several`. A `max` of null means all. */
  min: number;
  max: number | null;
}

export interface PollSettings {
  results: ResultsWhen;
  revote: boolean;
  oneTap: boolean;
  sharedDevice: boolean;
  keepDays: number;
}

export interface PollDraft {
  title: string;
  pace: Pace;
  settings: PollSettings;
  questions: QuestionDraft[];
}

let lastKey = 0;

export function emptyOption(text = ""): OptionDraft {
  return { key: ++lastKey, text };
}

export function emptyQuestion(): QuestionDraft {
  return { key: ++lastKey, text: "", options: [emptyOption(), emptyOption()], several: false, min: 1, max: null };
}

export function emptyDraft(): PollDraft {
  const settings: PollSettings = {
    results: "always",
    revote: true,
    oneTap: false,
    sharedDevice: false,
    keepDays: KEEP_DAYS_DEFAULT,
  };
  return { title: "", pace: "open", settings, questions: [emptyQuestion()] };
}

/** A question of a running poll, to be edited. */
export function draftOf({ text, options, min, max }: QuestionView): QuestionDraft {
  const marks = { several: max > 1, min, max: max === options.length ? null : max };
  return { key: ++lastKey, text, options: options.map((option) => emptyOption(option)), ...marks };
}

/** Has anything been typed that somebody would miss? */
export function isBlank(draft: PollDraft): boolean {
  return draft.title.trim() === "" && draft.questions.every(isBlankQuestion);
}

export function isBlankQuestion({ text, options }: QuestionDraft): boolean {
  return text.trim() === "" && options.every((option) => option.text.trim() === "");
}

export function withOptionReplaced(question: QuestionDraft, at: number, option: OptionDraft): QuestionDraft {
  return { ...question, options: question.options.with(at, option) };
}

export function withOptionText(question: QuestionDraft, at: number, text: string): QuestionDraft {
  const option = question.options[at];
  return option ? withOptionReplaced(question, at, { ...option, text }) : question;
}

export function withOptionAdded(question: QuestionDraft, at: number, texts: readonly string[] = [""]): QuestionDraft {
  return { ...question, options: question.options.toSpliced(at, 0, ...texts.map(emptyOption)) };
}

export function withOptionRemoved(question: QuestionDraft, at: number): QuestionDraft {
  return { ...question, options: question.options.toSpliced(at, 1) };
}

/** Undoes a removal. A blank option in its place was only there because a question keeps two. */
export function withOptionBack(question: QuestionDraft, at: number, option: OptionDraft): QuestionDraft {
  const blankThere = question.options[at]?.text.trim() === "" && question.options.length <= OPTIONS_PER_QUESTION_MIN;
  return { ...question, options: question.options.toSpliced(at, blankThere ? 1 : 0, option) };
}

/** A pasted list takes the place of a blank option, or follows a written one; blank options behind it are used up. */
export function withListPasted(question: QuestionDraft, at: number, texts: readonly string[]): QuestionDraft {
  const blankHere = question.options[at]?.text.trim() === "";
  const from = blankHere ? at : at + 1;
  let upTo = blankHere ? at + 1 : from;
  while (upTo < question.options.length && question.options[upTo]?.text.trim() === "") upTo++;
  return { ...question, options: question.options.toSpliced(from, upTo - from, ...texts.map(emptyOption)) };
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** A draft from the device's storage, or null where it is none: an older page may have written it. */
export function readDraft(stored: unknown): PollDraft | null {
  const draft = stored as PollDraft | null;
  try {
    if (!draft || draft.questions.length === 0) return null;
    const base = emptyDraft();
    return {
      title: String(draft.title),
      pace: draft.pace === "host" ? "host" : "open",
      settings: { ...base.settings, ...draft.settings },
      questions: draft.questions.map((question) => ({
        ...emptyQuestion(),
        text: String(question.text),
        options: question.options.map(({ text }) => emptyOption(String(text))),
        several: question.several === true,
        min: Number(question.min) || 1,
        max: question.max === null ? null : Number(question.max) || null,
      })),
    };
  } catch {
    return null;
  }
}

/** A poll as the body of `POST /api/polls`, with its pictures as `data:` addresses in the place of their ids. */

import { ENTRY_DEFAULTS, ENTRY_LEVELS, type EntrySettings } from "../../protocol/entry.ts";
import { QUIZ_DEFAULTS } from "../../protocol/quiz.ts";
import { TALK_DEFAULTS } from "../../protocol/talk.ts";
import { file as words } from "../../words/en.ts";
import { newPicture } from "./album.ts";
import { bodyOf, meantQuestions, picturesOf } from "./body.ts";
import { draftOf, emptyQuestion, KINDS, PACES, type PollDraft, type QuestionDraft, SETTINGS } from "./draft.ts";
import type { ReadFile } from "./file.ts";
import { TALK_PARTS } from "./talktext.ts";

export function jsonOfDraft(draft: PollDraft, sources: ReadonlyMap<string, string>): string {
  const asked = meantQuestions(draft.questions).map((index) => draft.questions[index] as QuestionDraft);
  const body = bodyOf(draft);
  const questions = body.questions.map((question, index) => {
    const pictures = picturesOf(asked[index] as QuestionDraft).map((picture) => picture && sourceOf(picture, sources));
    return pictures.some(Boolean) ? { ...question, pictures } : question;
  });
  return `${JSON.stringify({ ...body, questions }, null, 2)}\n`;
}

function sourceOf({ key, src }: { key: string; src: string | null }, sources: ReadonlyMap<string, string>): string | null {
  return sources.get(key) ?? (src?.startsWith("data:") ? src : null);
}

export function readJson(text: string): ReadFile {
  const parsed = parsedJson(text);
  if ("problem" in parsed) return parsed;
  const { question, options, questions = [{ text: question, options }], ...rest } = parsed.body;
  if (!Array.isArray(questions) || questions.length === 0) return { problem: words.jsonNoQuestions, line: null };
  const read: QuestionDraft[] = [];
  for (const [index, one] of questions.entries()) {
    const draft = readQuestion(one);
    if (!draft) return { problem: words.jsonQuestion(index + 1), line: null };
    read.push(draft);
  }
  const pace = PACES.find((one) => one === rest.pace) ?? "open";
  const settings = {
    settings: readFields(rest, SETTINGS, isSetting),
    quiz: readFields(rest.quiz, QUIZ_DEFAULTS, isOfQuiz),
    talk: readFields(rest.talk, TALK_DEFAULTS, isOfTalk),
    entry: readEntry(rest.entry),
  };
  return { draft: { title: stringOf(rest.title), pace, ...settings, questions: read } };
}

type Fields = Record<string, unknown>;

function parsedJson(text: string): { body: Fields } | { problem: string; line: number | null } {
  try {
    return { body: JSON.parse(text) as Fields };
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? [];
    const line = position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
    return { problem: words.jsonBroken, line };
  }
}

/** What is not taken is left as usual. */
function readFields<All extends object>(
  given: unknown,
  usual: All,
  isTaken: (value: unknown, usual: unknown, name: string) => boolean,
): All {
  const fields = fieldsOf(given);
  const known = Object.entries(usual).map(([name, value]) => [name, isTaken(fields[name], value, name) ? fields[name] : value]);
  return Object.fromEntries(known) as All;
}

function isSetting(value: unknown, usual: unknown): boolean {
  return typeof value === (usual === null ? "string" : typeof usual);
}

function isOfQuiz(value: unknown, usual: unknown, name: string): boolean {
  if (name === "teams") return stringsOf(value) !== null;
  return isLike(value, usual) || (name === "pauseSeconds" && value === null);
}

function isOfTalk(value: unknown, usual: unknown, name: string): boolean {
  return name === "chat" || name === "questions" ? TALK_PARTS.some((part) => part === value) : isLike(value, usual);
}

function readEntry(given: unknown): EntrySettings {
  const { level, networkMax } = fieldsOf(given);
  const cap = typeof networkMax === "number" ? networkMax : null;
  return { level: ENTRY_LEVELS.find((one) => one === level) ?? ENTRY_DEFAULTS.level, networkMax: cap };
}

function fieldsOf(given: unknown): Fields {
  return typeof given === "object" && given !== null ? (given as Fields) : {};
}

/** Whether it all fits together is judged where a poll is made; here only what would break a form. */
function readQuestion(given: unknown): QuestionDraft | null {
  if (typeof given !== "object" || given === null) return null;
  const fields = given as Fields;
  const kind = KINDS.find((one) => one === (fields.kind ?? "choice"));
  if (!kind || typeof fields.text !== "string") return null;
  const hasOptions = kind === "choice" || kind === "ranking";
  const options = hasOptions ? stringsOf(fields.options) : [];
  if (!options) return null;
  const known = readFields(fields, USUAL[kind], isLike);
  const keys = { right: numbersOf(fields.right), accepted: stringsOf(fields.accepted) ?? [] };
  const view = { ...known, ...keys, kind, text: fields.text, seconds: numberOr(fields.seconds, null), options };
  const emoji = facesOf(fields.emoji, /./u);
  const draft = draftOf({ ...view, ...(emoji && { emoji }) } as never);
  const pictures = facesOf(fields.pictures, /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/);
  if (!hasOptions) return { ...draft, options: emptyQuestion().options };
  const faced = draft.options.map((option, at) => {
    const src = pictures?.[at];
    return src ? { ...option, picture: newPicture(src) } : option;
  });
  return { ...draft, options: faced };
}

const USUAL = {
  choice: { min: 1, max: 1, other: false, look: "bars" },
  rating: { steps: 5, labels: ["", ""] },
  ranking: { top: null, method: "irv" },
  text: { look: "wall", filter: false, typos: true },
  number: { from: 0, to: 100, step: 1, unit: "", answer: null, tolerance: 0 },
};

/** Of the same type; what may be null may also be a number. */
function isLike(given: unknown, usual: unknown): boolean {
  if (usual === null) return given === null || typeof given === "number";
  return Array.isArray(usual) ? stringsOf(given)?.length === usual.length : typeof given === typeof usual;
}

function facesOf(given: unknown, like: RegExp): (string | null)[] | null {
  if (!Array.isArray(given)) return null;
  return given.map((one) => (typeof one === "string" && like.test(one) ? one : null));
}

function stringsOf(given: unknown): string[] | null {
  return Array.isArray(given) && given.every((one) => typeof one === "string") ? given : null;
}

function numbersOf(given: unknown): number[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === "number") : [];
}

function stringOf(given: unknown): string {
  return typeof given === "string" ? given : "";
}

function numberOr<Other>(given: unknown, other: Other): number | Other {
  return typeof given === "number" ? given : other;
}

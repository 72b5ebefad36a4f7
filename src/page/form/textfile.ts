/**
 * The readable form of a poll. `# Title` and `! setting: value` at the top; then a paragraph for each question: its words, `- option` lines (`- * option` is right),
 * `? field: value` lines. A backslash takes away what the first sign of a line, or of an option, means.
 */
import { tidyText } from "../../protocol/text.ts";
import { file as words } from "../../words/en.ts";
import { choiceBody, meantOptions, meantQuestions } from "./body.ts";
import { emptyDraft, emptyOption, emptyQuestion, PACES, type PollDraft, type QuestionDraft, SETTINGS } from "./draft.ts";
import { emojiIn } from "./emoji.ts";
import { ENTRY_NAMES, entryLines } from "./entrytext.ts";
import type { ReadFile } from "./file.ts";
import { QUIZ_NAMES, quizFieldLines, quizLines } from "./quiztext.ts";
import { TALK_NAMES, talkLines } from "./talktext.ts";
import { FIELDS, fieldLines, SETTING_NAMES } from "./textfields.ts";

const SIGN = /^[#!?\\*•-]/;

export function textOfDraft(draft: PollDraft): string {
  const top = [draft.title.trim() && `# ${tidyText(draft.title)}`, ...settingLines(draft)].filter(Boolean);
  const questions = meantQuestions(draft.questions).map((index) =>
    questionLines(draft.questions[index] as QuestionDraft, draft.pace === "quiz"),
  );
  return `${[top, ...questions]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Only what is not as usual. */
function settingLines({ pace, settings, quiz, talk, entry }: PollDraft): string[] {
  const also = [...talkLines(talk), ...entryLines(entry)];
  if (pace === "quiz") return ["! pace: quiz", ...quizLines(quiz), ...keepLines(settings), ...also];
  const lines = pace === "host" ? ["! pace: host"] : [];
  for (const [name, setting] of Object.entries(SETTING_NAMES)) {
    const value = settings[setting.field];
    if (value !== SETTINGS[setting.field]) lines.push(`! ${name}: ${setting.write(value as never)}`);
  }
  return [...lines, ...also];
}

/** How long a poll is kept is said of a quiz as well. */
function keepLines({ keepDays }: PollDraft["settings"]): string[] {
  return keepDays === SETTINGS.keepDays ? [] : [`! keep: ${keepDays} days`];
}

function questionLines(question: QuestionDraft, isQuiz: boolean): string[] {
  const text = tidyText(question.text);
  const hasOptions = question.kind === "choice" || question.kind === "ranking";
  const options = hasOptions ? meantOptions(question).map((index) => optionLine(question, index, isQuiz)) : [];
  const marks = question.kind === "choice" && !isQuiz ? marksLines(question) : [];
  const fields = isQuiz ? quizFieldLines(question) : fieldLines(question);
  return [SIGN.test(text) ? `\\${text}` : text, ...options, ...fields, ...marks];
}

function optionLine({ options, kind }: QuestionDraft, index: number, isQuiz: boolean): string {
  const { text = "", emoji = null, right = false } = options[index] ?? {};
  const tidy = tidyText(text);
  const safe = /^[[\\*]/.test(tidy) ? `\\${tidy}` : tidy;
  return `- ${isQuiz && right && kind === "choice" ? "* " : ""}${emoji ? `[${emoji}] ` : ""}${safe}`;
}

function marksLines(question: QuestionDraft): string[] {
  const { marks } = question.choice;
  if (marks === "one") return [];
  const { min, max, options } = choiceBody(question);
  return [`? answers: ${marks === "approval" ? "all that suit" : `${min} to ${max >= options.length ? "all" : max}`}`];
}

export function readText(text: string): ReadFile {
  const draft: PollDraft = { ...emptyDraft(), settings: { ...SETTINGS }, questions: [] };
  let question: Reading | null = null;
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|[\n\r\u2028\u2029]/);
  for (const [at, whole] of lines.entries()) {
    const line = whole.trim();
    const wrong = (problem: string): ReadFile => ({ problem, line: at + 1 });
    if (line === "" || /^[#!]/.test(line)) {
      const unfinished = question && unfinishedIn(question);
      if (question && unfinished) return { problem: unfinished, line: question.line };
      question = null;
      const problem = line === "" ? null : readTop(draft, line);
      if (problem) return wrong(problem);
    } else if (/^[-*•]\s/.test(line)) {
      if (!question) return wrong(words.optionAlone);
      readOption(question, line.slice(1).trim());
    } else if (line.startsWith("?")) {
      const problem = question ? readField(question, line.slice(1).trim()) : words.fieldAlone;
      if (problem) return wrong(problem);
    } else if (question?.isBegun) return wrong(words.textBehind);
    else if (question) question.draft.text += ` ${line}`;
    else {
      question = {
        draft: { ...emptyQuestion(), text: line.replace(/^\\/, ""), options: [] },
        line: at + 1,
        isBegun: false,
        kind: false,
      };
      draft.questions.push(question.draft);
    }
  }
  const unfinished = question && unfinishedIn(question);
  if (question && unfinished) return { problem: unfinished, line: question.line };
  return draft.questions.length > 0 ? { draft } : { problem: words.nothing, line: null };
}

interface Reading {
  draft: QuestionDraft;
  line: number;
  /** Options or fields have come, so its words are over. */
  isBegun: boolean;
  kind: boolean;
}

const PARTS = ["quiz", "talk", "entry"] as const;
const NAMES: Record<(typeof PARTS)[number], Record<string, (value: string, before: PollDraft["quiz"]) => object | undefined>> = {
  quiz: QUIZ_NAMES,
  talk: TALK_NAMES,
  entry: ENTRY_NAMES,
};

function readTop(draft: PollDraft, line: string): string | null {
  if (line.startsWith("#")) {
    draft.title = line.slice(1).trim();
    return null;
  }
  const [name, value] = namedValue(line.slice(1));
  if (name === "pace") {
    const pace = PACES.find((one) => one === value);
    if (!pace) return words.badValue(name, value);
    draft.pace = pace;
    return null;
  }
  for (const part of PARTS) {
    const read = NAMES[part][name];
    if (!read) continue;
    const change = read(value, draft.quiz);
    if (!change) return words.badValue(name, value);
    Object.assign(draft, { [part]: { ...draft[part], ...change } });
    return null;
  }
  const setting = SETTING_NAMES[name];
  if (!setting) return words.noSetting(name);
  const read = setting.read(value);
  if (read === undefined) return words.badValue(name, value);
  draft.settings = { ...draft.settings, [setting.field]: read };
  return null;
}

function readOption(question: Reading, typed: string): void {
  question.isBegun = true;
  const [, star = "", option = ""] = /^(\*\s+)?(.*)$/.exec(typed) ?? [];
  const [, face = "", rest = ""] = /^\[([^\]]+)\]\s+(.*)$/.exec(option) ?? [];
  const emoji = face && emojiIn(face) === face ? face : null;
  const text = (emoji ? rest : option).replace(/^\\/, "");
  question.draft.options.push({ ...emptyOption(text), emoji, right: star !== "" });
}

function readField(question: Reading, typed: string): string | null {
  question.isBegun = true;
  const [name, value] = namedValue(typed);
  const field = FIELDS[name];
  if (!field) return words.noField(name);
  if (name === "kind") question.kind = true;
  return field(question.draft, value) ? null : words.badValue(name, value);
}

/** Without a kind, options say that it is a choice. */
function unfinishedIn({ draft, kind }: Reading): string | null {
  if (!kind && draft.options.length === 0) return words.noKind;
  while (draft.options.length < 2) draft.options.push(emptyOption());
  return null;
}

function namedValue(typed: string): [name: string, value: string] {
  const colon = typed.indexOf(":");
  return colon < 0 ? [typed.trim().toLowerCase(), ""] : [typed.slice(0, colon).trim().toLowerCase(), typed.slice(colon + 1).trim()];
}

/** From a draft to the body of `POST /api/polls`, and from the server's `detail` back to the field that it is about. */
import type { PollBody, QuestionBodyOf } from "../../protocol/client.ts";
import { OPTIONS_PER_QUESTION_MIN } from "../../protocol/limits.ts";
import { form as words } from "../../words/en.ts";
import { isBlankQuestion, type PollDraft, type QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";

/** Where an error belongs. `option` counts in the draft, where blank options keep their place. */
export interface Place {
  field: "title" | "text" | "options" | "option" | "poll";
  question: number;
  option: number;
}

/** What is wrong, in the server's words, at its field. */
export interface Problem {
  place: Place;
  message: string;
}

/** What is missing, before anything is sent: the two that everybody meets. The server judges the rest. */
export function lacking(question: QuestionDraft, index = 0): Problem | null {
  const place = { question: index, option: 0 };
  if (question.text.trim() === "") return { place: { ...place, field: "text" }, message: words.lacksText };
  const enough = meantOptions(question).length >= OPTIONS_PER_QUESTION_MIN;
  return enough ? null : { place: { ...place, field: "options" }, message: words.lacksOptions };
}

export function lackingIn({ questions }: PollDraft): Problem | null {
  for (const index of meantQuestions(questions)) {
    const problem = lacking(questions[index] as QuestionDraft, index);
    if (problem) return problem;
  }
  return null;
}

/** The field to go to, by its id. */
export function fieldOf({ place: { field, option } }: Problem, question: QuestionDraft): string {
  if (field !== "option" && field !== "options") return fieldId.text(question.key);
  const blank = question.options.find(({ text }) => text.trim() === "");
  const meant = field === "option" ? question.options[option] : (blank ?? question.options[0]);
  return fieldId.option(meant?.key ?? 0);
}

/** Blank options and wholly blank further questions are left out: nobody means them. */
export function bodyOf({ title, pace, settings, questions }: PollDraft): PollBody {
  return { title, pace, ...settings, questions: meantQuestions(questions).map((index) => questionBody(questions[index])) };
}

export function questionBody(question: QuestionDraft | undefined) {
  if (!question) throw new Error("no such question in the draft");
  const options = meantOptions(question).map((index) => question.options[index]?.text ?? "");
  const max = question.several ? Math.max(1, Math.min(question.max ?? options.length, options.length)) : 1;
  return {
    kind: "choice",
    text: question.text,
    options,
    min: question.several ? Math.min(question.min, max) : 1,
    max,
  } satisfies QuestionBodyOf<"choice">;
}

/** `detail` reads like `questions.0.options.3 long`; a single question leaves out the first two parts. */
export function placeOf(detail: string, questions: readonly QuestionDraft[]): Place {
  const path = (detail.split(" ")[0] ?? "").split(".");
  if (path[0] === "title") return { field: "title", question: 0, option: 0 };
  const [inQuestions, position] = path[0] === "questions" ? [true, Number(path[1])] : [false, 0];
  if (inQuestions && path[1] === undefined) return { field: "poll", question: 0, option: 0 };
  const question = inQuestions ? (meantQuestions(questions)[position] ?? 0) : 0;
  const [field, option] = inQuestions ? path.slice(2) : path;
  if (field === "text") return { field, question, option: 0 };
  if (field === "options" && option !== undefined && questions[question]) {
    return { field: "option", question, option: meantOptions(questions[question])[Number(option)] ?? 0 };
  }
  return { field: inQuestions || field === "options" ? "options" : "poll", question, option: 0 };
}

function meantQuestions(questions: readonly QuestionDraft[]): number[] {
  const meant = [...questions.keys()].filter((index) => !isBlankQuestion(questions[index] as QuestionDraft));
  return meant.length > 0 ? meant : [0];
}

function meantOptions({ options }: QuestionDraft): number[] {
  return [...options.keys()].filter((index) => options[index]?.text.trim() !== "");
}

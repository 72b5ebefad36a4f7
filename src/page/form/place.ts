/** From the server's `detail` back to the field that it is about. */
import { meantOptions, meantQuestions } from "./body.ts";
import { isBlankOption, type QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";

const PARTS = [
  "steps",
  "low",
  "high",
  "top",
  "method",
  "from",
  "to",
  "step",
  "unit",
  "answer",
  "tolerance",
  "accepted",
  "kind",
  "right",
  "seconds",
  "look",
] as const;
type Part = (typeof PARTS)[number];

/** Where an error belongs. `option` counts in the draft, where blank options keep their place. */
export interface Place {
  field: "title" | "endsAt" | "text" | "options" | "option" | "poll" | Part;
  question: number;
  option: number;
}

/** What is wrong, in the server's words, at its field. */
export interface Problem {
  place: Place;
  message: string;
}

export function messageAt(problem: Problem | null, field: Place["field"]): string | null {
  return problem?.place.field === field ? problem.message : null;
}

/** The field to go to, by its id. */
export function fieldOf({ place: { field, option } }: Problem, question: QuestionDraft): string {
  if (field === "title" || field === "endsAt") return fieldId[field];
  if (field === "text" || field === "poll") return fieldId.text(question.key);
  if (field === "right") return fieldId.right(question.options[0]?.key ?? 0);
  if (field === "kind") return fieldId.text(question.key);
  if (field !== "option" && field !== "options") return fieldId.part(question.key, field);
  const meant = field === "option" ? question.options[option] : (question.options.find(isBlankOption) ?? question.options[0]);
  return fieldId.option(meant?.key ?? 0);
}

/** `detail` reads like `questions.0.options.3 long`; a single question leaves out the first two parts. */
export function placeOf(detail: string, questions: readonly QuestionDraft[]): Place {
  const [where = "", reason = ""] = detail.split(" ");
  const path = where.split(".");
  const at = (field: Place["field"], question = 0, option = 0): Place => ({ field, question, option });
  if (path[0] === "title" || path[0] === "endsAt") return at(path[0]);
  const inQuestions = path[0] === "questions";
  if (inQuestions && path[1] === undefined) return at("poll");
  const question = inQuestions ? (meantQuestions(questions)[Number(path[1])] ?? 0) : 0;
  const [field = "", index] = inQuestions ? path.slice(2) : path;
  const draft = questions[question];
  if (field === "text") return at("text", question);
  if (/^(options|emoji|pictures)$/.test(field)) {
    const option = index === undefined || !draft ? undefined : meantOptions(draft)[Number(index)];
    return option === undefined ? at("options", question) : at("option", question, option);
  }
  const part = partOf(field, index, reason || field);
  if (part) return at(part, question);
  return inQuestions ? at(draft && hasOptions(draft) ? "options" : "text", question) : at("poll", question);
}

/** Without a field it is about what must hold between several: the first of them. */
function partOf(field: string, index: string | undefined, reason: string): Part | undefined {
  if (field === "labels") return index === "1" ? "high" : "low";
  if (reason === "range") return "from";
  return PARTS.find((part) => part === field) ?? (reason === "top" ? "top" : undefined);
}

function hasOptions({ kind }: QuestionDraft): boolean {
  return kind === "choice" || kind === "ranking";
}

/** What is missing, before anything is sent: what people meet while they write. The server judges the rest. */
import { gridOf, indexOn } from "../../protocol/grid.ts";
import {
  ACCEPTED_MAX,
  ANSWER_POINTS_MAX,
  NUMBER_DECIMALS_MAX,
  NUMBER_MAX,
  OPTIONS_PER_QUESTION_MIN,
  PICTURES_BYTES_MAX,
  QUIZ_OPTIONS_MAX,
  RANKED_OPTIONS_MAX,
} from "../../protocol/limits.ts";
import { points } from "../../protocol/text.ts";
import { quizForm as quizWords, form as words } from "../../words/en.ts";
import { acceptedOf, meantOptions, meantQuestions, picturesOf, rightOf } from "./body.ts";
import { type NumberDraft, type PollDraft, QUIZ_KINDS, type QuestionDraft } from "./draft.ts";
import type { Place, Problem } from "./place.ts";
import { typedNumber } from "./typed.ts";

export function lacking(question: QuestionDraft, index = 0, isQuiz = false): Problem | null {
  const at = (field: Place["field"], message: string, option = 0): Problem => ({
    place: { field, question: index, option },
    message,
  });
  if (isQuiz && !QUIZ_KINDS.includes(question.kind)) return at("kind", quizWords.noKind[question.kind]);
  if (question.text.trim() === "") return at("text", words.lacksText);
  return lackingParts(question, at) ?? (isQuiz ? lackingRight(question, at) : null);
}

function lackingParts(question: QuestionDraft, at: At): Problem | null {
  if (question.kind === "choice" || question.kind === "ranking") return lackingOptions(question, at);
  if (question.kind === "number") return lackingNumber(question.number, at);
  return null;
}

export function lackingIn({ questions, settings, pace }: PollDraft, nowMs = Date.now()): Problem | null {
  for (const index of meantQuestions(questions)) {
    const problem = lacking(questions[index] as QuestionDraft, index, pace === "quiz");
    if (problem) return problem;
  }
  if (bytesIn(questions) > PICTURES_BYTES_MAX)
    return { place: { field: "poll", question: 0, option: 0 }, message: words.picturesTooLarge };
  const isOver = pace !== "quiz" && settings.endsAt !== null && !(Date.parse(settings.endsAt) > nowMs);
  return isOver ? { place: { field: "endsAt", question: 0, option: 0 }, message: words.endsPast } : null;
}

/** Of the pictures; four letters of a `data:` address are three bytes. */
function bytesIn(questions: readonly QuestionDraft[]): number {
  return questions.flatMap(picturesOf).reduce((sum, picture) => sum + ((picture?.src?.length ?? 0) * 3) / 4, 0);
}

type At = (field: Place["field"], message: string, option?: number) => Problem;

function lackingOptions(question: QuestionDraft, at: At): Problem | null {
  const meant = meantOptions(question);
  const wordless = meant.find((index) => question.options[index]?.text.trim() === "");
  if (wordless !== undefined) return at("option", words.lacksWords, wordless);
  if (meant.length < OPTIONS_PER_QUESTION_MIN) return at("options", words.lacksOptions);
  if (question.kind === "ranking" && meant.length > RANKED_OPTIONS_MAX) return at("options", words.ranksTooMany);
  return null;
}

function lackingNumber(draft: NumberDraft, at: At): Problem | null {
  for (const field of ["from", "to", "step"] as const) {
    const number = typedNumber(draft[field]);
    if (number === null) return at(field, words.lacksNumber);
    if (!isWritable(number)) return at(field, words.numberTooFine);
  }
  const [from, to, step] = [typedNumber(draft.from) ?? 0, typedNumber(draft.to) ?? 0, typedNumber(draft.step) ?? 0];
  if (from >= to) return at("to", words.rangeEmpty);
  if (step <= 0) return at("step", words.stepNone);
  const grid = gridOf({ from, to, step });
  if (!grid) return at("step", words.stepOff);
  if (draft.answer.trim() === "") return null;
  const answer = typedNumber(draft.answer);
  if (answer === null) return at("answer", words.lacksNumber);
  return indexOn(grid, answer) === null ? at("answer", words.answerOff) : null;
}

/** A quiz knows what is right, and a player can give it. */
function lackingRight(question: QuestionDraft, at: At): Problem | null {
  switch (question.kind) {
    case "choice": {
      if (meantOptions(question).length > QUIZ_OPTIONS_MAX) return at("options", quizWords.optionsTooMany);
      return rightOf(question).length === 0 ? at("right", quizWords.lacksRight) : null;
    }
    case "number": {
      if (question.number.answer.trim() === "") return at("answer", quizWords.lacksNumber);
      const tolerance = typedNumber(question.number.tolerance || "0");
      return tolerance === null || tolerance < 0 || !isWritable(tolerance) ? at("tolerance", quizWords.lacksTolerance) : null;
    }
    case "text": {
      const accepted = acceptedOf(question.words.accepted);
      if (accepted.length === 0) return at("accepted", quizWords.lacksAccepted);
      if (accepted.length > ACCEPTED_MAX) return at("accepted", quizWords.acceptedTooMany);
      return accepted.some((one) => points(one) > ANSWER_POINTS_MAX) ? at("accepted", quizWords.acceptedTooLong) : null;
    }
    default:
      return null;
  }
}

/** Few enough decimals, and not too large: said at the field, and not as a range that does not work. */
function isWritable(number: number): boolean {
  const scale = 10 ** NUMBER_DECIMALS_MAX;
  return Math.abs(number) <= NUMBER_MAX && Math.round(number * scale) / scale === number;
}

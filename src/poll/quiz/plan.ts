/** What a quiz needs of the questions of its poll: how long each is open, and what is right. */
import { QUIZ_SECONDS } from "../../protocol/limits.ts";
import type { Poll, Question } from "../state.ts";
import type { Key } from "./key.ts";
import type { Plan } from "./quiz.ts";

export function planOf({ questions }: Poll): Plan {
  return questions.map(({ id, seconds }) => ({ id, seconds: seconds ?? QUIZ_SECONDS }));
}

/** By the checks at making, every question of a quiz has one. */
export function keyOf(question: Question): Key {
  switch (question.kind) {
    case "choice":
      return { kind: "choice", options: question.options.length, right: question.right };
    case "number":
      return { kind: "number", answer: question.answer ?? Number.NaN, tolerance: question.tolerance };
    case "text":
      return { kind: "text", accepted: question.accepted, typos: question.typos };
    default:
      throw new Error(`${question.id} has no right answer`);
  }
}

/** What must hold between the fields of a question, and how much of a poll it takes. */
import { binsOf, gridOf, indexOn } from "./grid.ts";
import { QUIZ_OPTIONS_MAX, RANKED_OPTIONS_MAX } from "./limits.ts";
import type { NewQuestion } from "./question.ts";

/** How each kind that has a choice of looks can be drawn. */
export const LOOKS = { choice: ["bars", "columns", "donut"], text: ["wall", "cloud"] } as const;

export function hasLookOfKind(made: NewQuestion): boolean {
  return !("look" in made) || (LOOKS[made.kind] as readonly string[]).includes(made.look);
}

/** What does not fit together in a question whose fields are each right. */
export function faultOf(made: NewQuestion): "marks" | "range" | "top" | "options" | "faces" | "right" | null {
  if ("options" in made && !haveFaces(made)) return "faces";
  switch (made.kind) {
    case "choice":
      if (made.min > made.max || made.max > made.options.length + (made.other ? 1 : 0)) return "marks";
      return made.right.every((option) => option < made.options.length) ? null : "right";
    case "number": {
      const grid = gridOf(made);
      return grid && (made.answer === null || indexOn(grid, made.answer) !== null) ? null : "range";
    }
    case "ranking":
      if (made.options.length > RANKED_OPTIONS_MAX) return "options";
      return made.top === null || made.top <= made.options.length ? null : "top";
    default:
      return null;
  }
}

/** Why it is no question of a quiz: one has a right answer, and a player can give it. */
export function quizFaultOf(made: NewQuestion): "quiz-kind" | "quiz-options" | "right" | null {
  switch (made.kind) {
    case "choice": {
      if (made.other) return "quiz-kind";
      if (made.options.length > QUIZ_OPTIONS_MAX) return "quiz-options";
      const { length } = made.right;
      return length >= made.min && length <= made.max ? null : "right";
    }
    case "number":
      return made.answer === null ? "right" : null;
    case "text":
      return made.accepted.length === 0 ? "right" : null;
    default:
      return "quiz-kind";
  }
}

/** A picture or an emoji for each option, or none for any. */
function haveFaces({ options, emoji, pictures }: Extract<NewQuestion, { options: string[] }>): boolean {
  return [emoji, pictures].every((faces) => faces === null || faces.length === options.length);
}

/** How many counts its tally has: what a poll can carry is counted in these. */
export function countsIn(made: NewQuestion): number {
  switch (made.kind) {
    case "choice":
    case "ranking":
      return made.options.length;
    case "rating":
      return made.steps;
    case "number":
      return binsOf(made).count;
    case "text":
      return 0;
  }
}

/** One or several options of a list, and nothing else. Approval is `max` = all. */
import type { Choice } from "../../protocol/server.ts";
import type { QuestionOf } from "../state.ts";
import { facesOf } from "./faces.ts";
import type { Kind, Tally } from "./index.ts";

export const choice: Kind<QuestionOf<"choice">> = {
  empty: (question) => ({ ballots: 0, counts: question.options.map(() => 0) }),

  check(question, marks) {
    return marks.length < question.min || marks.length > question.max ? null : optionsIn(question, marks);
  },

  add: (tally, marks) => shifted(tally, marks, 1),
  remove: (tally, marks) => shifted(tally, marks, -1),

  isSound(question, { ballots, counts }) {
    let marks = 0;
    for (const count of counts) {
      if (count < 0 || count > ballots) return false;
      marks += count;
    }
    return counts.length === question.options.length && marks >= ballots * question.min && marks <= ballots * question.max;
  },

  shape: ({ options, min, max, other }) => [options.length, min, max, other ? 1 : 0],
  result: (_, { ballots, counts }) => ({ ballots, counts }),
  view: ({ options, min, max, other, look, right, emoji, pictures }, sight) => ({
    options,
    min,
    max,
    other,
    look,
    ...(sight === "h" && right.length > 0 && { right }),
    ...facesOf({ emoji, pictures }),
  }),
};

/** Different options of this question, in their order, or null. */
export function optionsIn({ options }: QuestionOf<"choice">, marks: Choice): number[] | null {
  const known = marks.every((mark) => Number.isInteger(mark) && (mark as number) >= 0 && (mark as number) < options.length);
  if (!known) return null;
  if (marks.length === 1) return [Math.abs(marks[0] as number)]; // -0 is an honest 0
  const sorted = [...new Set(marks as number[])].sort((a, b) => a - b).map(Math.abs);
  return sorted.length === marks.length ? sorted : null;
}

function shifted({ ballots, counts }: Tally, marks: Choice, by: 1 | -1): Tally {
  const shiftedCounts = counts.slice();
  for (const mark of marks as number[]) shiftedCounts[mark] = (shiftedCounts[mark] ?? 0) + by;
  return { ballots: ballots + by, counts: shiftedCounts };
}

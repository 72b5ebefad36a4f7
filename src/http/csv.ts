/** Results as CSV (RFC 4180), safe to open in a spreadsheet. */
import { gridOf, numberAt } from "../protocol/grid.ts";
import type { Choice, PollView, QuestionView, QuestionViewOf, TalliesView, TallyView, TallyViews } from "../protocol/server.ts";

/** One row for each option, step, bin or answer; of a ranking the first places. Hidden counts stay empty. */
export function resultsCsv(poll: PollView, tallies: TalliesView): string {
  const rows = poll.questions.flatMap((question) => {
    const { id, text, round } = question;
    const tally = tallies[id];
    return namesOf(question, tally).map((name, index) => [
      id,
      text,
      round,
      name,
      tally?.counts?.[index] ?? "",
      tally?.ballots ?? 0,
    ]);
  });
  return table([["question", "text", "round", "option", "votes", "people"], ...rows]);
}

/** What its counts stand for. */
function namesOf(question: QuestionView, tally: TallyView | undefined): (string | number)[] {
  switch (question.kind) {
    case "choice":
    case "ranking":
      return question.options;
    case "rating":
      return Array.from({ length: question.steps }, (_, index) => index + 1);
    case "number":
      return binsNamed(question);
    case "text":
      return (tally as TallyViews["text"] | undefined)?.words ?? [];
  }
}

/** The least number of a bin, and the greatest where there are several. */
function binsNamed(question: QuestionViewOf<"number">): (string | number)[] {
  const grid = gridOf(question);
  if (!grid) return [];
  const { width, count } = question.bins;
  return Array.from({ length: count }, (_, bin) => {
    const [first, last] = [bin * width, Math.min((bin + 1) * width - 1, grid.last)];
    return first === last ? numberAt(grid, first) : `${numberAt(grid, first)} to ${numberAt(grid, last)}`;
  });
}

/** One row for each ballot, without who or when. */
export function ballotsCsv(poll: PollView, ballots: readonly { question: string; round: number; choice: Choice }[]): string {
  const questions = new Map(poll.questions.map((question) => [question.id, question]));
  const rows = ballots.map(({ question, round, choice }) => {
    const asked = questions.get(question);
    const [first = "", ...more] = choice.map((mark) => asked?.options[Number(mark)] ?? mark);
    return [question, asked?.text ?? "", round, more.length > 0 ? [first, ...more].join("; ") : first];
  });
  return table([["question", "text", "round", "choice"], ...rows]);
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe before it makes it text. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

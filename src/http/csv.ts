/** Results as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { Choice, PollView, TalliesView } from "../protocol/server.ts";

/** One row for each option. Hidden counts stay empty. */
export function resultsCsv(poll: PollView, tallies: TalliesView): string {
  const rows = poll.questions.flatMap(({ id, text, round, options }) =>
    options.map((option, index) => {
      const { ballots = 0, counts } = tallies[id] ?? {};
      return [id, text, round, option, counts?.[index] ?? "", ballots];
    }),
  );
  return table([["question", "text", "round", "option", "votes", "people"], ...rows]);
}

/** One row for each ballot, without who or when. */
export function ballotsCsv(poll: PollView, ballots: readonly { question: string; round: number; choice: Choice }[]): string {
  const questions = new Map(poll.questions.map((question) => [question.id, question]));
  const rows = ballots.map(({ question, round, choice }) => {
    const asked = questions.get(question);
    return [question, asked?.text ?? "", round, choice.map((mark) => asked?.options[Number(mark)] ?? mark).join("; ")];
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

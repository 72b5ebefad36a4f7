/** Results as CSV (RFC 4180), safe to open in a spreadsheet. */
import { gridOf, numberAt } from "../protocol/grid.ts";
import type {
  Choice,
  Exported,
  PollView,
  QuestionView,
  QuestionViewOf,
  TalliesView,
  TallyView,
  TallyViews,
} from "../protocol/server.ts";
import { exports as words } from "../words/en.ts";

type Cell = string | number;

/** One row for each option, step, bin or answer; of a ranking the first places; of a question asked again the round before too. Hidden counts stay empty. */
export function resultsCsv(poll: PollView, tallies: TalliesView): string {
  const rows = poll.questions.flatMap((question) => {
    const { round } = question;
    const { ballots, counts, before } = tallies[question.id] ?? { ballots: 0 };
    const earlier = before ? rowsOf(question, before.round, namesOf(question, undefined), before.counts, before.ballots) : [];
    const own = ownAnswers(question, tallies[question.id]);
    const names = [...namesOf(question, tallies[question.id]), ...own.words];
    return [...earlier, ...rowsOf(question, round, names, counts && [...counts, ...own.counts], ballots)];
  });
  return table([["question", "text", "round", "option", "votes", "people"], ...rows]);
}

function rowsOf({ id, text }: QuestionView, round: number, names: Cell[], counts: number[] | undefined, ballots: number): Cell[][] {
  return names.map((name, index) => [id, text, round, name, counts?.[index] ?? "", ballots]);
}

/** What its counts stand for. */
function namesOf(question: QuestionView, tally: TallyView | undefined): Cell[] {
  switch (question.kind) {
    case "choice":
    case "ranking":
      return question.options.map((_, index) => optionNamed(question, index));
    case "rating":
      return Array.from({ length: question.steps }, (_, index) => index + 1);
    case "number":
      return binsNamed(question);
    case "text":
      return (tally as TallyViews["text"] | undefined)?.words ?? [];
  }
}

/** As it is shown: with its emoji. */
function optionNamed(question: QuestionViewOf<"choice" | "ranking">, index: number): string {
  const [emoji, option] = [question.emoji?.[index], question.options[index] ?? ""];
  return emoji ? `${emoji} ${option}` : option;
}

/** Beside the options, where there are any to see. */
function ownAnswers(question: QuestionView, tally: TallyView | undefined): { words: string[]; counts: number[] } {
  const own = question.kind === "choice" ? (tally as TallyViews["choice"] | undefined)?.other : undefined;
  return { words: own?.words ?? [], counts: own?.counts ?? [] };
}

/** The least number of a bin, and the greatest where there are several. */
function binsNamed(question: QuestionViewOf<"number">): Cell[] {
  const grid = gridOf(question);
  if (!grid) return [];
  const { width, count } = question.bins;
  return Array.from({ length: count }, (_, bin) => {
    const [first, last] = [bin * width, Math.min((bin + 1) * width - 1, grid.last)];
    return first === last ? numberAt(grid, first) : `${numberAt(grid, first)} to ${numberAt(grid, last)}`;
  });
}

/** One row for each ballot, without who or when; a last one says so where there are more than are here. */
export function ballotsCsv({ poll, ballots = [], cut }: Pick<Exported, "poll" | "ballots" | "cut">): string {
  const questions = new Map(poll.questions.map((question) => [question.id, question]));
  const rows = ballots.map(({ question: id, round, choice }) => {
    const question = questions.get(id);
    return [id, question?.text ?? "", round, choiceNamed(question, choice)];
  });
  const rest = cut ? [["", words.cut(ballots.length), "", ""]] : [];
  return table([["question", "text", "round", "choice"], ...rows, ...rest]);
}

/** The final tables of a quiz, one row for each player: place and points, then what was answered to each question and what it earned. */
export function playersCsv({ poll, games = [] }: Pick<Exported, "poll" | "games">): string {
  const teams = poll.quiz?.settings.teams ?? [];
  const asked = poll.questions.filter(({ id }) => games.some(({ standings }) => standings.some(({ given }) => given[id])));
  const head = ["game", "rank", "name", "team", "points", "right", "answered"];
  const heads = asked.flatMap(({ id }) => [`${id} answer`, `${id} points`, `${id} seconds`]);
  const rows = games.flatMap(({ game, standings }) =>
    standings.map(({ rank, name, team, points, rights, answers, given }): Cell[] => {
      const cells = asked.flatMap((question): Cell[] => {
        const one = given[question.id];
        return one ? [choiceNamed(question, one.choice), one.points, one.ms / 1_000] : ["", "", ""];
      });
      return [game, rank, name, (team !== null && teams[team]) || "", points, rights, answers, ...cells];
    }),
  );
  return table([[...head, ...heads], ...rows]);
}

function choiceNamed(question: QuestionView | undefined, choice: Choice): Cell {
  const named = choice.map((mark) => {
    const isOption = typeof mark === "number" && (question?.kind === "choice" || question?.kind === "ranking");
    return isOption ? optionNamed(question, mark) : mark;
  });
  const [first = ""] = named;
  return named.length > 1 ? named.join("; ") : first;
}

function table(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  if (typeof value === "number") return String(value);
  const text = safe(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What begins like a formula would be run by a spreadsheet, also behind white space and in full width; an apostrophe before it makes it text.
 * Where commas are decimal signs a spreadsheet begins another cell at each semicolon; a smile there is none.
 */
function safe(text: string): string {
  const whole = /^(?:[\s\u200b]*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text;
  return whole.replaceAll(/;([\s\u200b]*)(?=[=+\-@＝＋－＠](?!\)))/g, ";$1'");
}

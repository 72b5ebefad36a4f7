/** The final table of each game of a quiz, for its host: names and points, and what each player answered to what is revealed. */
import { addQuestion, boardOf, noTotals } from "../../poll/quiz/board.ts";
import { revealedIn } from "../../poll/quiz/phase.ts";
import type { Quiz } from "../../poll/quiz/quiz.ts";
import type { Poll } from "../../poll/state.ts";
import type { ExportedGame } from "../../protocol/server.ts";
import type { GivenRow, QuizRows } from "./rows.ts";

type Given = ExportedGame["standings"][number]["given"];

/** The first game first, with as many answers as there is room for. */
export function tablesOf(
  { questions: asked }: Poll,
  quiz: Quiz,
  rows: QuizRows,
  answersMax: number,
): { games: ExportedGame[]; cut: boolean } {
  let room = answersMax;
  const games = [...quiz.past, revealedIn(quiz)].map((questions, index): ExportedGame => {
    const game = index + 1;
    const totals = noTotals();
    const givenBy = new Map<string, Given>();
    const revealed = asked.slice(0, questions).map(({ id }) => id);
    for (const id of revealed) {
      const answers = [...rows.given(id, game)];
      addQuestion(totals, answers);
      room -= answers.length;
      if (room >= 0) for (const row of answers) givenBy.set(row.voter, { ...givenBy.get(row.voter), [id]: givenOf(row) });
    }
    const { standings, teams } = boardOf(totals, rows.membersOf(game, revealed), quiz.settings.teams.length);
    const table = standings.map(({ voter, rank, name, team, points, rights, answers }) => {
      return { rank, name, team, points, rights, answers, given: givenBy.get(voter) ?? {} };
    });
    return { game, questions, standings: table, teams };
  });
  return { games, cut: room < 0 };
}

function givenOf({ choice, points, right, ms }: GivenRow): Given[string] {
  return { choice, points, right, ms };
}

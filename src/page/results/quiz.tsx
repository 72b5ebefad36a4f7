/** A quiz on the results page: who came where in each game. Whoever has no key sees the places that everybody was told. */
import type { ExportedGame, QuizView } from "../../protocol/server.ts";
import { quizHost as words } from "../../words/en.ts";

interface Place {
  rank: number;
  name: string;
  team: number | null;
  points: number;
  rights?: number;
}

interface FinalTablesProps {
  quiz: QuizView;
  games: readonly ExportedGame[];
}

export function FinalTables({ quiz, games }: FinalTablesProps) {
  const { board, settings, game } = quiz;
  const { teams } = settings;
  if (games.length === 0) {
    if (!board) return null;
    const rest = board.of - board.top.length;
    return <Table caption={words.tableOf(game, game)} places={board.top} teams={teams} rest={rest} questions={null} />;
  }
  // The newest first: it is what people come for.
  return games
    .toReversed()
    .filter(({ questions }) => questions > 0)
    .map((one) => (
      <Table
        key={one.game}
        caption={words.tableOf(one.game, games.length)}
        places={one.standings}
        teams={teams}
        rest={0}
        questions={one.questions}
      />
    ));
}

/** Of those who answered in the newest game that told this question; null where nobody did, or it may not be known. */
export function rightsIn(games: readonly ExportedGame[], question: string): { right: number; of: number } | null {
  for (const { standings } of games.toReversed()) {
    const given = standings.flatMap((one) => one.given[question] ?? []);
    if (given.length > 0) return { right: given.filter(({ right }) => right).length, of: given.length };
  }
  return null;
}

interface TableProps {
  caption: string;
  places: readonly Place[];
  teams: readonly string[];
  /** Players behind these. */
  rest: number;
  /** How many questions count, where it is known how many of them each had right. */
  questions: number | null;
}

function Table({ caption, places, teams, rest, questions }: TableProps) {
  return (
    <div class="result">
      <table class="finaltable">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.player}</th>
            {teams.length > 0 && <th scope="col">{words.team}</th>}
            {questions !== null && (
              <th scope="col" class="finaltable-number">
                {words.rightHead}
              </th>
            )}
            <th scope="col" class="finaltable-number">
              {words.pointsHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ rank, name, team, points, rights = 0 }) => (
            <tr key={name} class={rank === 1 ? "finaltable-first" : ""}>
              <td class="number">{rank}</td>
              <td>
                <bdi>{name}</bdi>
              </td>
              {teams.length > 0 && <td>{team !== null && <bdi>{teams[team]}</bdi>}</td>}
              {questions !== null && <td class="finaltable-number number">{words.rightOf(rights, questions)}</td>}
              <td class="finaltable-number number">{words.points(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="soft small number">{words.andMore(rest)}</p>}
    </div>
  );
}

/** Who leads, as it stands. */
import type { BoardView, QuizView, StandingView } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { tintOf } from "../../ui/options.ts";

export function Leaders({ quiz: { board, settings, phase } }: { quiz: QuizView }) {
  if (!board || board.top.length === 0) return null;
  return (
    <section class="card leaders" aria-labelledby="leaders-title">
      <h2 id="leaders-title" class="card-title">
        {phase === "finished" ? words.finalBoard : words.board}
      </h2>
      {board.teams.length > 0 && <Teams board={board} names={settings.teams} />}
      <ol class="leaderlist">
        {board.top.map((standing) => (
          <Leader key={standing.name} standing={standing} teams={settings.teams} />
        ))}
      </ol>
      {board.of > board.top.length && <p class="soft small number">{words.andMore(board.of - board.top.length)}</p>}
    </section>
  );
}

function Leader({ standing: { name, team, points, rank, gained, moved }, teams }: { standing: StandingView; teams: string[] }) {
  return (
    <li class={rank <= 3 ? `leader leader-${rank}` : "leader"}>
      <span class="leader-rank number">{rank}</span>
      <span class="leader-name">
        <bdi>{name}</bdi>
        {team !== null && (
          <span class={`teamchip ${tintOf(team)}`}>
            <bdi>{teams[team]}</bdi>
          </span>
        )}
      </span>
      <span class="leader-moved number">
        {moved ? (
          <>
            <span aria-hidden="true">{moved > 0 ? `▲ ${moved}` : `▼ ${-moved}`}</span>
            <span class="visually-hidden">{words.moved(moved)}</span>
          </>
        ) : null}
      </span>
      <span class="leader-gained number">{gained > 0 && words.gained(gained)}</span>
      <span class="leader-points number">{words.points(points)}</span>
    </li>
  );
}

function Teams({ board, names }: { board: BoardView; names: string[] }) {
  return (
    <ol class="leaderlist leaderteams" aria-label={words.teams}>
      {board.teams.map(({ team, points, rank }) => (
        <li key={team} class={`leader ${tintOf(team)}`}>
          <span class="leader-rank number">{rank}</span>
          <span class="leader-name">
            <span class="teamdot" />
            <bdi>{names[team]}</bdi>
          </span>
          <span class="leader-points number">{words.points(points)}</span>
        </li>
      ))}
    </ol>
  );
}

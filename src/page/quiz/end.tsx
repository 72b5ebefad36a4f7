/** The end of a game: my place, the first three, the teams, and the way into the next game. */
import type { StandingView } from "../../protocol/server.ts";
import { play as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import { shapeOf } from "../ui/shapes.ts";
import type { Played } from "./game.ts";
import { Badge } from "./strip.tsx";

const STEPS = 3;

export function Finished(game: Played) {
  const { player, quiz, poll } = game;
  const { place } = player;
  // A place among the first without a point is none to celebrate.
  const hasWon = place !== null && place.rank <= STEPS && place.points > 0;
  const first = quiz.board?.top.filter(({ rank }) => rank <= STEPS).slice(0, STEPS) ?? [];
  return (
    <div class="play-scene play-end">
      {hasWon && <Confetti />}
      <p class="play-over">{words.end.over}</p>
      <div class={`play-medal ${hasWon ? `play-medal-${place.rank}` : ""}`}>
        <span class="number">{place ? words.rank(place.rank) : "–"}</span>
      </div>
      <h1 tabIndex={-1}>{place ? words.end.title(hasWon ? place.rank : null) : words.end.titleNone}</h1>
      <p class="soft number">{place && words.end.line(place.points, quiz.board?.of ?? quiz.players)}</p>
      {first.length > 0 && <Podium first={first} />}
      <Teams {...game} />
      <p class="soft">{words.end.again}</p>
      <a class="button-quiet" href={`/p/${poll.id}/results`}>
        {words.end.results}
      </a>
    </div>
  );
}

function Podium({ first }: { first: StandingView[] }) {
  return (
    <ol class="play-podium" aria-label={words.end.podium}>
      {first.map(({ name, rank, points }, at) => (
        <li key={at} class={`play-step play-step-${rank}`}>
          <Badge name={name} />
          <bdi class="play-step-name">{name}</bdi>
          <span class="play-step-block number">
            <b>{words.rank(rank)}</b>
            <span>{words.points(points)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Teams({ quiz, player }: Played) {
  const { teams } = quiz.settings;
  if (teams.length === 0 || !quiz.board?.teams.length) return null;
  return (
    <ol class="play-rows" aria-label={words.end.teams}>
      {quiz.board.teams.map(({ team, rank, points }) => (
        <li key={team} class={`play-row ${tintOf(team)}`}>
          <span class="play-sign play-sign-team" aria-hidden="true">
            <b>{letterOf(team)}</b>
          </span>
          <span class="play-row-text">
            <span>
              <b class="number">{words.rank(rank)}</b> <bdi>{teams[team]}</bdi>
            </span>
          </span>
          {team === player.team && <b class="play-mark">{words.end.yourTeam}</b>}
          <span class="play-row-count number">{words.points(points)}</span>
        </li>
      ))}
    </ol>
  );
}

const PIECES = 28;

/** The shapes of the answers, falling once. None where somebody wants no motion. */
function Confetti() {
  return (
    <div class="play-confetti" aria-hidden="true">
      {Array.from({ length: PIECES }, (_, piece) => (
        <svg
          key={piece}
          viewBox="0 0 24 24"
          aria-hidden="true"
          class={tintOf(piece)}
          style={{
            left: `${(piece * 37) % 100}%`,
            animationDelay: `${(piece * 83) % 900}ms`,
            animationDuration: `${2_400 + ((piece * 131) % 1_400)}ms`,
          }}
        >
          <path d={shapeOf(piece % 6)} />
        </svg>
      ))}
    </div>
  );
}

/** The five best: first as they were, then points count up and rows glide to their new places. */
import { useEffect, useState } from "preact/hooks";
import type { QuizView, StandingView, TeamView } from "../../../protocol/quiz.ts";
import { stage, quizStage as words } from "../../../words/en.ts";
import { ARROW_UP, Icon } from "../../ui/icons.tsx";
import { tintOf } from "../../ui/options.ts";
import { isCalm } from "../flip.ts";
import { Counting } from "./counting.tsx";
import type { QuizProps } from "./main.tsx";
import { rowsBefore } from "./movement.ts";

const SHOWN = 5;
const MOVE_AFTER_MS = 700; // first seen as it was, else nothing has moved

export function Leaderboard({ poll, quiz }: QuizProps) {
  const hasMoved = useLater(MOVE_AFTER_MS);
  const top = quiz.board?.top ?? [];
  const before = rowsBefore(top);
  const most = Math.max(1, ...top.map(({ points }) => points));
  return (
    <section class="scene quiz-board">
      <p class="scene-over">
        <span class="scene-title">{poll.title}</span>
        <span class="number">{stage.question((quiz.index ?? 0) + 1, quiz.of)}</span>
      </p>
      <h1>{words.leaderboard}</h1>
      <div class="quiz-board-room">
        <ol class="quiz-rows">
          {top.map((standing, at) => {
            const row = hasMoved ? at : (before[at] ?? at);
            return (
              <li
                key={standing.name}
                class={row < SHOWN ? "quiz-row" : "quiz-row quiz-row-below"}
                style={{ transform: `translateY(${row * 100}%)` }}
              >
                <span class="quiz-row-card" aria-hidden="true">
                  <span
                    class="row-bar"
                    style={{ transform: `scaleX(${(standing.points - (hasMoved ? 0 : standing.gained)) / most})` }}
                  />
                </span>
                <Standing standing={standing} hasMoved={hasMoved} teams={quiz.settings.teams} />
              </li>
            );
          })}
        </ol>
        <Teams quiz={quiz} />
      </div>
    </section>
  );
}

function useLater(afterMs: number): boolean {
  const [isLater, setLater] = useState(isCalm());
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLater;
}

function Standing({ standing, hasMoved, teams }: { standing: StandingView; hasMoved: boolean; teams: readonly string[] }) {
  const { name, team, points, rank, gained, moved } = standing;
  return (
    <>
      <span class="quiz-rank number">{rank}</span>
      <PlayerName name={name} team={team} teams={teams} />
      <span class={hasMoved ? "quiz-moved quiz-told" : "quiz-moved"}>{moved ? <Moved by={moved} /> : null}</span>
      <span class={hasMoved ? "quiz-gained quiz-told number" : "quiz-gained number"}>{gained > 0 && words.gained(gained)}</span>
      <span class="quiz-points number">
        <Counting from={points - gained} to={points} on={hasMoved} />
      </span>
    </>
  );
}

function Moved({ by }: { by: number }) {
  return (
    <span class={by > 0 ? "quiz-up" : "quiz-down"}>
      <Icon shape={ARROW_UP} />
      <span aria-hidden="true">{Math.abs(by)}</span>
      <span class="visually-hidden">{words.moved(by)}</span>
    </span>
  );
}

/** With the team below it, where there are teams. */
export function PlayerName({ name, team, teams }: { name: string; team: number | null; teams: readonly string[] }) {
  if (team === null)
    return (
      <span class="quiz-name" dir="auto">
        {name}
      </span>
    );
  return (
    <span class={`quiz-name quiz-name-teamed ${tintOf(team)}`}>
      <span dir="auto">{name}</span>
      <span class="quiz-of-team" dir="auto">
        {teams[team]}
      </span>
    </span>
  );
}

export function TeamName({ name, team }: { name: string | undefined; team: number }) {
  return (
    <span class={`quiz-team ${tintOf(team)}`} dir="auto">
      {name}
    </span>
  );
}

/** The mean of each team, the best first. */
export function Teams({ quiz }: { quiz: QuizView }) {
  const teams = quiz.board?.teams ?? [];
  if (teams.length === 0) return null;
  const most = Math.max(1, ...teams.map(({ points }) => points));
  return (
    <section class="quiz-teams">
      <h2>{words.teams}</h2>
      <ol>
        {teams.map((team) => (
          <Team key={team.team} of={team} name={quiz.settings.teams[team.team]} most={most} />
        ))}
      </ol>
    </section>
  );
}

function Team({ of, name, most }: { of: TeamView; name: string | undefined; most: number }) {
  return (
    <li class={tintOf(of.team)}>
      <span class="quiz-rank number">{of.rank}</span>
      <span class="quiz-name" dir="auto">
        {name}
      </span>
      <span class="number">{words.points(Math.round(of.points))}</span>
      <span class="quiz-team-track" aria-hidden="true">
        <span class="row-bar" style={{ transform: `scaleX(${of.points / most})` }} />
      </span>
    </li>
  );
}

/** The end: as many places as are told, and the teams. */
import { quizStage as words } from "../../../words/en.ts";
import { Hand } from "../../ui/hand.tsx";
import { PlayerName, Teams } from "./leaderboard.tsx";
import type { QuizProps } from "./main.tsx";

export function FinalTable({ poll, quiz }: QuizProps) {
  const { top, of } = quiz.board ?? { top: [], of: 0 };
  return (
    <section class="scene quiz-board quiz-final">
      <p class="scene-over">
        <span class="scene-title">{poll.title}</span>
        <span class="number">{of > 0 && words.playersIn(of)}</span>
      </p>
      <h1>{top.length > 0 ? words.finalTable : words.over}</h1>
      {top.length === 0 && (
        <p class="quiz-nobody">
          <Hand />
          {words.noPoints}
        </p>
      )}
      <div class="quiz-board-room">
        <ol class="quiz-table">
          {top.map(({ name, rank, team, points }) => (
            <li key={name} class="quiz-row">
              <span class="quiz-row-card" aria-hidden="true" />
              <span class="quiz-rank number">{rank}</span>
              <PlayerName name={name} team={team} teams={quiz.settings.teams} />
              <span class="quiz-points number">{words.points(points)}</span>
            </li>
          ))}
        </ol>
        <Teams quiz={quiz} />
      </div>
      <p class="scene-saying soft">{of > top.length ? words.best(top.length) : words.thanks}</p>
    </section>
  );
}

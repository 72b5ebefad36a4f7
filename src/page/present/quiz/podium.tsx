/** Third, second, first: one after the other, then quiet confetti. */
import type { StandingView } from "../../../protocol/quiz.ts";
import { quizStage as words } from "../../../words/en.ts";
import { Hand } from "../../ui/hand.tsx";
import { isCalm } from "../flip.ts";
import { Confetti } from "./confetti.tsx";
import { TeamName } from "./leaderboard.tsx";
import type { QuizProps } from "./main.tsx";

const STEPS = 3;

export function Podium({ poll, quiz }: QuizProps) {
  const { top, teams } = quiz.board ?? { top: [], teams: [] };
  const best = teams[0];
  return (
    <section class="quiz-podium">
      <p class="scene-title">{poll.title}</p>
      <h1>{words.podium}</h1>
      {best && (
        <p class="quiz-best-team">
          {words.bestTeam} <TeamName name={quiz.settings.teams[best.team]} team={best.team} />{" "}
          {words.points(Math.round(best.points))}
        </p>
      )}
      <ol class="quiz-steps">
        {top.slice(0, STEPS).map((standing, at) => (
          <Step key={standing.name} standing={standing} at={at} />
        ))}
      </ol>
      {!isCalm() && <Confetti />}
    </section>
  );
}

/** Equals stand equally high. */
function Step({ standing: { name, points, rank }, at }: { standing: StandingView; at: number }) {
  return (
    <li class={`quiz-step quiz-step-at-${at + 1} quiz-step-${Math.min(rank, STEPS)}`}>
      <div class="quiz-step-rise">
        {rank === 1 && <Hand waving />}
        <strong class="quiz-step-name" dir="auto">
          {name}
        </strong>
        <span class="number">{words.points(points)}</span>
        <span class="quiz-step-block number">{rank}</span>
      </div>
    </li>
  );
}

/** Always in sight while a game runs: how to come in, the time that is left, and how many have answered. */
import type { QuestionView } from "../../../protocol/server.ts";
import { quizStage as words } from "../../../words/en.ts";
import { JoinQr, JoinWords } from "../strip.tsx";
import type { QuizProps } from "./main.tsx";
import { Ring } from "./ring.tsx";

export function QuizStrip({ origin, poll, quiz, room, question }: QuizProps & { question?: QuestionView }) {
  const { phase, endsAt, until, from, settings, answered, players } = quiz;
  const all = Math.max(answered, players); // who has answered may have left
  const isAsked = phase === "question" || phase === "locked";
  return (
    <footer class="strip">
      <div class="strip-qr">
        <JoinQr origin={origin} poll={poll} />
      </div>
      <JoinWords origin={origin} poll={poll} />
      <div class="strip-figures">
        <p class="figure">
          <span class="figure-value">{question ? words.answeredOf(answered, all) : players}</span>
          <span class="figure-label">{question ? words.answered : words.players(players)}</span>
        </p>
        {isAsked && endsAt !== null && (
          <Ring
            key="time"
            hot
            endsAt={phase === "locked" ? 0 : endsAt}
            now={room.now}
            seconds={(endsAt - (from ?? endsAt)) / 1_000}
          />
        )}
        {phase === "revealed" && until !== null && (
          <Ring key="pause" hot={false} endsAt={until} now={room.now} seconds={settings.pauseSeconds ?? 0} />
        )}
      </div>
    </footer>
  );
}

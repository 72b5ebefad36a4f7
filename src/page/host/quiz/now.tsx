/** What the room sees now, and what only the host sees of it: who has chosen what, and what is right. */
import { QUIZ_SECONDS } from "../../../protocol/limits.ts";
import type { QuestionView, QuizPhase, QuizView } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { facts } from "../../facts.ts";
import { Chip } from "../../ui/chip.tsx";
import { Countdown } from "../../ui/countdown.tsx";
import { CHECK, CLOCK, EYE, LOCK, PEOPLE, PLAY } from "../../ui/icons.tsx";
import { JoinCode } from "../share.tsx";
import { AnswerKey } from "./answerkey.tsx";
import type { QuizProps } from "./console.tsx";

const SHAPES: Record<QuizPhase, string> = {
  "not-started": PEOPLE,
  countdown: CLOCK,
  question: PLAY,
  locked: LOCK,
  revealed: EYE,
  finished: CHECK,
};

export function Now(props: QuizProps) {
  const { room, poll, quiz } = props;
  const { phase, index } = quiz;
  const question = index === null ? undefined : poll.questions[index];
  const { end, of } = clockOf(quiz, question);
  return (
    <section class="card live quiznow" aria-label={words.now}>
      <div class="live-state quiznow-state">
        <Chip mood={phase === "question" ? "good" : "plain"} shape={SHAPES[phase]}>
          {words.phase[phase]}
        </Chip>
        {index !== null && phase !== "finished" && <span class="soft small number">{words.questionOf(index + 1, quiz.of)}</span>}
        {quiz.game > 1 && <span class="soft small number">{words.game(quiz.game)}</span>}
        <span class="quiznow-clock">
          <Countdown endsAt={end} now={room.now} of={of} />
        </span>
      </div>
      {question && phase !== "finished" && phase !== "countdown" ? (
        <>
          <h2>
            <bdi>{question.text}</bdi>
          </h2>
          <Answered quiz={quiz} />
          <div class={phase === "revealed" ? "live-figure" : "live-figure live-figure-hidden"}>
            <AnswerKey question={question} tally={room.tallies.value[question.id]} poll={poll.id} />
          </div>
        </>
      ) : (
        <Between {...props} />
      )}
    </section>
  );
}

/** As `Countdown` takes it. While somebody with more time thinks, the clock of the others is over. */
function clockOf(quiz: QuizView, question: QuestionView | undefined): { end: string | null; of: number | null } {
  const { phase, endsAt, until, settings } = quiz;
  const end = phase === "question" ? endsAt : phase === "locked" ? null : until;
  const of = { question: question?.seconds ?? QUIZ_SECONDS, countdown: settings.countdownSeconds, revealed: settings.pauseSeconds };
  return { end: end === null ? null : new Date(end).toISOString(), of: of[phase as keyof typeof of] ?? null };
}

function Answered({ quiz: { answered, players, phase } }: { quiz: QuizView }) {
  return (
    <div class="quizdone">
      <p class="number">{words.answered(answered, Math.max(answered, players))}</p>
      <meter class="quizdone-bar" min={0} max={Math.max(1, players)} value={answered} aria-hidden="true" />
      <p class="soft small">{phase === "revealed" ? words.allSee : words.onlyYou}</p>
    </div>
  );
}

/** Before the first question, and behind the last. */
function Between({ poll, quiz }: QuizProps) {
  const { phase, players, newest = [], settings } = quiz;
  if (phase === "finished") return <h2 class="quiznow-line">{words.over(winnersOf(quiz))}</h2>;
  return (
    <>
      <p class="quizcount number">
        <strong>{players}</strong> {words.playersHere(players)}
      </p>
      {poll.code && phase === "not-started" && <JoinCode code={poll.code} origin={facts().origin} />}
      {newest.length > 0 && (
        <ul class="quiznames" aria-label={words.newest}>
          {newest.map((name) => (
            <li key={name}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p class="soft quiznow-line">
        {phase === "countdown" ? words.aboutToStart : words.starts(settings.autoStart, settings.minPlayers)}
      </p>
    </>
  );
}

function winnersOf({ board }: QuizView): string[] {
  return board?.top.filter(({ rank, points }) => rank === 1 && points > 0).map(({ name }) => name) ?? [];
}

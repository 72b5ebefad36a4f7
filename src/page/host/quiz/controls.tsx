/** One row of big controls: the next step, and beside it what stops, ends or locks. */
import { quizHost as words } from "../../../words/en.ts";
import { CROSS, CYCLE, Icon, LOCK, NEXT, PAUSE, PLAY, STOP, UNLOCK } from "../../ui/icons.tsx";
import { isLast, quizStep } from "../../ui/quizstep.ts";
import { ask } from "../ask.tsx";
import { MainButton, type MainStep } from "../mainstep.tsx";
import { run } from "../run.ts";
import type { QuizProps } from "./console.tsx";
import { isLobbyLocked } from "./lobby.tsx";

export function QuizControls(props: QuizProps) {
  const { room, poll, quiz } = props;
  const { phase } = quiz;
  const isPlaying = phase === "question" || phase === "locked" || phase === "revealed";
  const isLocked = isLobbyLocked(props);
  return (
    <fieldset class="controls quizcontrols">
      <legend class="visually-hidden">{words.controls}</legend>
      <div class="controls-steps">
        <MainButton step={stepOf(props)} />
      </div>
      <div class="controls-more">
        {(isPlaying || phase === "countdown") && (
          <button type="button" class="button-quiet quizhold" aria-disabled={!canHold(quiz)} onClick={() => hold(props)}>
            <Icon shape={PAUSE} /> {phase === "countdown" ? words.stopCountdown : words.hold}
          </button>
        )}
        {isPlaying && (
          <button type="button" class="button-quiet" onClick={() => void finish(props)}>
            <Icon shape={CROSS} /> {words.finish}
          </button>
        )}
        {phase === "finished" && (
          <a class="button-quiet" href={`/p/${poll.id}/results`} target="_blank" rel="noopener">
            {words.results}
          </a>
        )}
        <button type="button" class="button-quiet quizlock" aria-pressed={isLocked} onClick={() => toggleLobby(props)}>
          <Icon shape={isLocked ? LOCK : UNLOCK} /> {isLocked ? words.lobbyLocked : words.lobbyOpen}
        </button>
        <span class="visually-hidden" role="status">
          {words.phase[phase]}
        </span>
      </div>
    </fieldset>
  );

  function stepOf({ quiz }: QuizProps): MainStep {
    const command = quizStep(quiz);
    const label = isLast(quiz) ? words.podium : words.step[quiz.phase];
    if (!command) return { label: quiz.phase === "not-started" ? words.noPlayers : label, shape: PLAY, off: true, act: () => {} };
    return { label, shape: STEP_SHAPES[quiz.phase], act: () => void run(room, command) };
  }
}

const STEP_SHAPES = { "not-started": PLAY, countdown: PLAY, question: STOP, locked: STOP, revealed: NEXT, finished: CYCLE };

/** Is there anything that goes on by itself? */
function canHold({ phase, until }: QuizProps["quiz"]): boolean {
  return phase === "countdown" || (phase === "revealed" && until !== null);
}

export function hold({ room, quiz }: QuizProps): void {
  if (canHold(quiz)) void run(room, { command: "quiz-hold" });
}

export function toggleLobby(props: QuizProps): void {
  void run(props.room, { command: "lobby", locked: !isLobbyLocked(props) });
}

/** A question that nobody has seen the answer to counts for nobody, so it is asked first. */
async function finish({ room, quiz: { phase } }: QuizProps): Promise<void> {
  if (phase !== "revealed" && !(await ask(words.finishAsk))) return;
  void run(room, { command: "quiz-finish" });
}

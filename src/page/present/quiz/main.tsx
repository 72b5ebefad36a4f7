/** The big screen of a quiz: one picture for each phase, and in two of them one for each beat. Loaded with the first quiz. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { QuizView } from "../../../protocol/quiz.ts";
import type { PollView, QuestionView } from "../../../protocol/server.ts";
import type { Room } from "../../room.ts";
import { Lines } from "../talk/lines.tsx";
import { Over, overOf } from "../talk/over.tsx";
import type { Told } from "../talk/told.ts";
import type { View } from "../view.ts";
import { Asked } from "./asked.tsx";
import { beatsOf, firstBeatMs } from "./beats.ts";
import { Leaderboard } from "./leaderboard.tsx";
import { QuizLobby } from "./lobby.tsx";
import { Podium } from "./podium.tsx";
import { Ready } from "./ready.tsx";
import { Saying } from "./saying.tsx";
import { gong } from "./sound.ts";
import { QuizStrip } from "./strip.tsx";
import { FinalTable } from "./table.tsx";

export interface QuizProps {
  origin: string;
  poll: PollView;
  quiz: QuizView;
  room: Room;
  told: ReadonlySignal<Told>;
  view: View;
  /** No line: what is shown may be old. */
  lost: boolean;
}

export interface AskedProps extends QuizProps {
  question: QuestionView;
}

export function QuizStage(props: QuizProps) {
  const { quiz, poll, told, view, lost } = props;
  const question = questionIn(props);
  const covered = useMemo(() => computed(() => overOf(told.value, view) !== null), [told, view]);
  useBeats(props);
  useEffect(() => {
    if (quiz.phase === "revealed") gong();
  }, [quiz.phase]);
  return (
    <>
      <Over title={poll.title} told={told} view={view} lost={lost}>
        {view.over.value === "code" ? <QuizLobby {...props} /> : <Phase {...props} />}
      </Over>
      <Lines told={told} view={view} />
      {(covered.value || hasStrip(props)) && <QuizStrip {...props} {...(isTold(quiz) && question && { question })} />}
      <Saying quiz={quiz} question={question} />
    </>
  );
}

function questionIn({ poll, quiz }: QuizProps): QuestionView | undefined {
  return quiz.index === null ? undefined : poll.questions[quiz.index];
}

function Phase(props: QuizProps) {
  const { quiz, view } = props;
  const beat = beatsOf(quiz)[view.beat.value.at];
  const question = questionIn(props);
  if (quiz.phase === "not-started") return <QuizLobby {...props} />;
  if (quiz.phase === "finished") return beat === "podium" ? <Podium {...props} /> : <FinalTable {...props} />;
  if (quiz.phase === "countdown" || !question) return <Ready {...props} />;
  if (beat === "board") return <Leaderboard {...props} />;
  return <Asked key={`${question.id} ${quiz.game}`} {...props} question={question} />;
}

/** The way in is below the picture, where it is not part of it. */
function hasStrip({ quiz, view }: QuizProps): boolean {
  return view.over.value !== "code" && (quiz.phase === "countdown" || isTold(quiz));
}

function isTold({ phase }: QuizView): boolean {
  return phase === "question" || phase === "locked" || phase === "revealed";
}

/** The second beat comes by itself, unless somebody has turned to one. */
function useBeats({ quiz, view, room }: QuizProps): void {
  const { phase, game, index } = quiz;
  const count = beatsOf(quiz).length;
  const { at, byHand } = view.beat.value;
  useEffect(() => {
    if (byHand || at > 0 || count < 2) return;
    const timer = setTimeout(
      () => {
        view.beat.value = { at: 1, byHand: false };
      },
      firstBeatMs(quiz, room.now()),
    );
    return () => clearTimeout(timer);
  }, [phase, game, index, count, at, byHand]);
}

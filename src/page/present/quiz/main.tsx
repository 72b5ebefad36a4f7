/** The big screen of a quiz: one picture for each phase, and in two of them one for each beat. Loaded with the first quiz. */
import { useEffect } from "preact/hooks";
import type { QuizView } from "../../../protocol/quiz.ts";
import type { PollView, QuestionView } from "../../../protocol/server.ts";
import type { Room } from "../../room.ts";
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
  view: View;
  /** No line: what is shown may be old. */
  lost: boolean;
}

export interface AskedProps extends QuizProps {
  question: QuestionView;
}

export function QuizStage(props: QuizProps) {
  const { quiz, view } = props;
  useBeats(props);
  useEffect(() => {
    if (quiz.phase === "revealed") gong();
  }, [quiz.phase]);
  return (
    <>
      {view.over.value === "code" ? <QuizLobby {...props} /> : <Phase {...props} />}
      <Saying quiz={quiz} question={questionIn(props)} />
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
  if (quiz.phase === "countdown" || !question) {
    return (
      <>
        <Ready {...props} />
        <QuizStrip {...props} />
      </>
    );
  }
  return (
    <>
      {beat === "board" ? <Leaderboard {...props} /> : <Asked key={`${question.id} ${quiz.game}`} {...props} question={question} />}
      <QuizStrip {...props} question={question} />
    </>
  );
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

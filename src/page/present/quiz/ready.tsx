/** Three, two, one. */
import { quizStage as words } from "../../../words/en.ts";
import { useSecondsLeft } from "../../ui/countdown.tsx";
import type { QuizProps } from "./main.tsx";
import { useTicks } from "./ring.tsx";

export function Ready({ poll, quiz, room }: QuizProps) {
  const left = useSecondsLeft(quiz.until, room.now);
  useTicks(left, true);
  return (
    <section class="quiz-ready">
      <h1 dir="auto">{poll.title || words.ready}</h1>
      {/* A new number is a new element, so that it beats. */}
      <p class="quiz-ready-number" key={left} aria-hidden="true">
        {left === null ? "" : Math.max(1, left)}
      </p>
      <p class="soft">{words.questions(quiz.of)}</p>
    </section>
  );
}

/** One sentence for each phase, for who listens to the screen. */

import type { QuizView } from "../../../protocol/quiz.ts";
import type { QuestionView } from "../../../protocol/server.ts";
import { quizStage as words } from "../../../words/en.ts";
import { rightWords } from "./right.ts";

export function Saying({ quiz, question }: { quiz: QuizView; question: QuestionView | undefined }) {
  return (
    <p class="visually-hidden" role="status">
      {said(quiz, question)}
    </p>
  );
}

function said(quiz: QuizView, question: QuestionView | undefined): string {
  const winner = quiz.board?.top[0];
  switch (quiz.phase) {
    case "countdown":
      return words.ready;
    case "question":
      return question ? question.text : "";
    case "locked":
      return words.timeUp;
    case "revealed":
      return question && quiz.key ? words.rightIs(rightWords(quiz.key, question)) : "";
    case "finished":
      return winner ? words.won(winner.name) : words.over;
    default:
      return "";
  }
}

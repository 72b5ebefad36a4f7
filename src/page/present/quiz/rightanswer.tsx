/** The right number, or the right words, with what else counts as right. */
import type { KeyView } from "../../../protocol/quiz.ts";
import type { QuestionView } from "../../../protocol/server.ts";
import { figures, quizStage as words } from "../../../words/en.ts";
import { CHECK, Icon } from "../../ui/icons.tsx";
import { rightWords } from "./right.ts";

export function Right({ answer, question }: { answer: KeyView; question: QuestionView }) {
  const also = alsoRight(answer, question);
  return (
    <p class="quiz-right">
      <span class="quiz-right-mark">
        <Icon shape={CHECK} />
        {words.right}
      </span>
      <strong dir="auto">{rightWords(answer, question)}</strong>
      {also && <span class="soft">{also}</span>}
    </p>
  );
}

function alsoRight(answer: KeyView, question: QuestionView): string {
  if (answer.kind === "number" && answer.tolerance > 0) {
    const unit = question.kind === "number" ? question.unit : "";
    return words.within(figures.value(answer.answer - answer.tolerance), figures.value(answer.answer + answer.tolerance, unit));
  }
  return answer.kind === "text" && answer.accepted.length > 1 ? words.orWords(answer.accepted.slice(1)) : "";
}

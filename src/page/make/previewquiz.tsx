/** How a question of a quiz is answered, drawn small: a clock, and big buttons with a colour, a letter and a shape. */
import { QUIZ_SECONDS } from "../../protocol/limits.ts";
import { quizForm as words } from "../../words/en.ts";
import type { QuestionDraft } from "../form/draft.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import { shapeOf } from "../ui/shapes.ts";
import { Face, PreviewAnswer, shownOptions } from "./previewanswer.tsx";

export function PreviewQuiz({ question }: { question: QuestionDraft }) {
  return (
    <>
      <p class="phone-clock number">
        <svg class="phone-ring" viewBox="0 0 40 40" aria-hidden="true">
          <circle cx="20" cy="20" r="17" />
          <circle class="phone-ringleft" cx="20" cy="20" r="17" pathLength="1" />
        </svg>
        {words.secondsName(question.seconds ?? QUIZ_SECONDS)}
      </p>
      {question.kind === "choice" ? <Tiles question={question} /> : <PreviewAnswer question={question} />}
    </>
  );
}

function Tiles({ question }: { question: QuestionDraft }) {
  return (
    <ul class="phone-tiles">
      {shownOptions(question).map((option, index) => (
        <li key={option.key} class={`phone-tile ${tintOf(index)}`}>
          <span class="phone-sign">
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={shapeOf(index)} />
            </svg>
            {letterOf(index)}
          </span>
          <Face option={option} index={index} />
        </li>
      ))}
    </ul>
  );
}

/** What is right, and who has chosen what: for the host at any time, for the room once it is told. */
import type { QuestionView, QuestionViewOf, TallyView } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { Figure } from "../../figures/figure.tsx";
import { CHECK, Icon } from "../../ui/icons.tsx";
import { letterOf, sharesOf, tintOf } from "../../ui/options.ts";
import { shapeOf } from "../../ui/shapes.ts";

interface AnswerKeyProps {
  question: QuestionView;
  tally: TallyView | undefined;
  poll: string;
}

export function AnswerKey({ question, tally, poll }: AnswerKeyProps) {
  if (question.kind === "choice") return <KeyOptions question={question} tally={tally} poll={poll} />;
  return (
    <>
      <KeyLine question={question} />
      <Figure question={question} tally={tally} poll={poll} />
    </>
  );
}

/** What is right in one line; nothing where this reader may not know it yet. */
export function KeyLine({ question }: { question: QuestionView }) {
  const right = rightOf(question);
  if (right === null) return null;
  return (
    <p class="keyline">
      <span class="keysign">
        <Icon shape={CHECK} />
      </span>
      <span>
        <span class="visually-hidden">{words.isRight}: </span>
        <bdi>{right}</bdi>
      </span>
    </p>
  );
}

/** In words; null where this reader may not know it yet, or there is nothing like it. */
export function rightOf(question: QuestionView): string | null {
  switch (question.kind) {
    case "choice":
      return question.right ? question.right.map((at) => question.options[at]).join(", ") : null;
    case "number":
      return question.answer == null ? null : words.number(question.answer, question.tolerance ?? 0, question.unit);
    case "text":
      return question.accepted?.join(", ") ?? null;
    default:
      return null;
  }
}

function KeyOptions({ question, tally, poll }: AnswerKeyProps & { question: QuestionViewOf<"choice"> }) {
  const { options, right = [], emoji, pictures } = question;
  const shares = sharesOf(tally);
  return (
    <ul class="keyoptions">
      {options.map((text, at) => {
        const isRight = right.includes(at);
        const picture = pictures?.[at];
        return (
          <li key={at} class={`keyoption ${tintOf(at)}${isRight ? " keyoption-right" : ""}`}>
            <span class="keyletter">
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d={shapeOf(at)} />
              </svg>
              {letterOf(at)}
            </span>
            <span class="keytext">
              {picture && <img src={`/api/polls/${poll}/pictures/${picture}`} alt="" />}
              {emoji?.[at] && <span aria-hidden="true">{emoji[at]}</span>}
              <bdi>{text}</bdi>
            </span>
            {isRight && (
              <span class="keysign">
                <Icon shape={CHECK} />
                <span class="visually-hidden">{words.isRight}</span>
              </span>
            )}
            <span class="keycount number">{shares?.[at]?.count ?? 0}</span>
            <span class="keybar" aria-hidden="true" style={{ transform: `scaleX(${shares?.[at]?.share ?? 0})` }} />
          </li>
        );
      })}
    </ul>
  );
}

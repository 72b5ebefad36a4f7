/** How each kind is answered, drawn small. */
import { vote as voteWords, make as words } from "../../words/en.ts";
import { choiceBody, meantOptions } from "../form/body.ts";
import { emptyOption, type OptionDraft, type QuestionDraft } from "../form/draft.ts";
import { typedNumber } from "../form/typed.ts";
import { DOWN, Icon, UP } from "../ui/icons.tsx";
import { letterOf, optionClass } from "../ui/options.ts";

export function previewHint(question: QuestionDraft): string {
  switch (question.kind) {
    case "choice": {
      const { min, max } = choiceBody(question);
      return voteWords.hint(min, max, shownOptions(question).length);
    }
    case "ranking":
      return words.previewHint.ranking(question.ranking.top);
    case "number":
      return words.previewHint.number(question.number.from, question.number.to);
    default:
      return words.previewHint[question.kind];
  }
}

export function PreviewAnswer({ question }: { question: QuestionDraft }) {
  switch (question.kind) {
    case "choice":
      return <Cards question={question} />;
    case "ranking":
      return <Order question={question} />;
    case "rating":
      return <Steps question={question} />;
    case "text":
      return <p class="phone-text soft">{words.previewAnswer}</p>;
    case "number":
      return <Guess question={question} />;
  }
}

function Cards({ question }: { question: QuestionDraft }) {
  const { max, other } = choiceBody(question);
  const shown = shownOptions(question);
  return (
    <ul class="phone-options">
      {shown.map((option, index) => (
        <li key={option.key} class={optionClass({ max }, index)}>
          <span class="option-letter">{letterOf(index)}</span>
          <Face option={option} index={index} />
        </li>
      ))}
      {other && (
        <li class={`${optionClass({ max }, shown.length)} fig-plain`}>
          <span class="option-letter">…</span>
          <span class="option-text soft">{words.previewOther}</span>
        </li>
      )}
    </ul>
  );
}

function Order({ question }: { question: QuestionDraft }) {
  const shown = shownOptions(question);
  const top = question.ranking.top ?? shown.length;
  return (
    <ol class="phone-options">
      {shown.map((option, index) => (
        <li key={option.key} class={`${optionClass({ max: 1 }, index)} phone-rank ${index < top ? "" : "phone-unranked"}`}>
          <span class="option-letter number">{index < top ? index + 1 : ""}</span>
          <Face option={option} index={index} />
          <span class="phone-moves">
            <Icon shape={UP} />
            <Icon shape={DOWN} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Steps({ question: { rating } }: { question: QuestionDraft }) {
  const steps = Array.from({ length: rating.steps }, (_, index) => index + 1);
  return (
    <div class="phone-rating tint-1">
      <div class="phone-steps">
        {steps.map((step) => (
          <span key={step} class={step === rating.steps - 1 ? "phone-step is-picked" : "phone-step"}>
            {step}
          </span>
        ))}
      </div>
      <p class="phone-ends soft small">
        <span>{rating.low}</span>
        <span>{rating.high}</span>
      </p>
    </div>
  );
}

function Guess({ question: { number } }: { question: QuestionDraft }) {
  const [from, to, step] = [typedNumber(number.from) ?? 0, typedNumber(number.to) ?? 100, typedNumber(number.step) ?? 1];
  const middle = from + Math.round((to - from) / 2 / (step || 1)) * step;
  return (
    <div class="phone-guess tint-1">
      <p class="phone-number">
        <span class="number">{Number(middle.toFixed(3))}</span> {number.unit}
      </p>
      <span class="phone-slider" />
      <p class="phone-ends soft small number">
        <span>{number.from}</span>
        <span>{number.to}</span>
      </p>
    </div>
  );
}

export function Face({ option: { text, emoji, picture }, index }: { option: OptionDraft; index: number }) {
  return (
    <span class="option-text phone-face">
      {picture?.src && <img src={picture.src} alt="" />}
      {emoji && <span class="phone-emoji">{emoji}</span>}
      <span>{text.trim() || words.previewOption(letterOf(index))}</span>
    </span>
  );
}

export function shownOptions(question: QuestionDraft): OptionDraft[] {
  const meant = meantOptions(question).map((index) => question.options[index] as OptionDraft);
  return meant.length > 0 ? meant : [emptyOption(), emptyOption()];
}

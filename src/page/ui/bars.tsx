/** One question's result as a list of option cards: the host's miniature and the results page. */
import type { QuestionView, TallyView } from "../../protocol/server.ts";
import { figure } from "../../words/en.ts";
import { letterOf, type OptionShare, optionClass, shareOf } from "./options.ts";

export function Bars({ question, tally }: { question: QuestionView; tally: TallyView | undefined }) {
  return (
    <ol class="bars">
      {question.options.map((text, option) => (
        <li key={option} class={optionClass(question, option)}>
          <OptionFace text={text} option={option} share={shareOf(tally, option)} />
        </li>
      ))}
    </ol>
  );
}

/** The inside of an option card, the same wherever an option is shown. */
export function OptionFace({ text, option, share }: { text: string; option: number; share: OptionShare | null }) {
  return (
    <>
      <span class="option-bar" style={{ transform: `scaleX(${share?.share ?? 0})` }} />
      <span class="option-letter" aria-hidden="true">
        {letterOf(option)}
      </span>
      <span class="option-text">{text}</span>
      <OptionFigures share={share} />
    </>
  );
}

function OptionFigures({ share }: { share: OptionShare | null }) {
  return (
    <span class="option-figures">
      {share && (
        <>
          <span class="option-percent">{share.percent}%</span>
          <span class="option-count">{figure(share.count)}</span>
        </>
      )}
    </span>
  );
}

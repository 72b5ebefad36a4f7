/** What an option card holds. */
import { figure } from "../../words/en.ts";
import { letterOf, type OptionShare } from "./options.ts";

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

/** What an option card holds. */
import type { ComponentChildren } from "preact";
import { figure } from "../../words/en.ts";
import { letterOf, type OptionShare } from "./options.ts";

interface FaceProps {
  text: string;
  option: number;
  share: OptionShare | null;
  /** In the place of the letter. */
  children?: ComponentChildren;
}

/** The inside of an option card, the same wherever an option is shown. */
export function OptionFace({ text, option, share, children }: FaceProps) {
  return (
    <>
      <span class="option-bar" style={{ transform: `scaleX(${share?.share ?? 0})` }} />
      <span class="option-letter" aria-hidden="true">
        {children ?? letterOf(option)}
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

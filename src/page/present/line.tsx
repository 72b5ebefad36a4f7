/** An option on one line, with its bar beside its name: lines can change places. */
import { type Named, Picture } from "../figures/face.tsx";
import { tintOf } from "../ui/options.ts";

interface Props {
  option: number;
  /** Its place, or its letter. */
  sign: string;
  name: Named | undefined;
  isShown: boolean;
  /** 0 to 1. */
  share: number;
  /** More of the bar, behind `share`: votes that came from another option. */
  gain?: { share: number; from: number } | undefined;
  was?: string | undefined;
  said?: string | undefined;
  state?: "out" | "goes" | "wins" | undefined;
}

export function Line({ option, sign, name, isShown, share, gain, was, said, state }: Props) {
  return (
    <li data-flip={`${option}`} class={`line ${tintOf(option)} ${state ? `line-${state}` : ""}`}>
      <span class="option-letter">{sign}</span>
      <span class="line-text" dir="auto">
        {name && <Picture of={name} />}
        {name?.text}
      </span>
      <span class={isShown ? "line-track line-track-shown" : "line-track"}>
        <span class="row-bar" style={{ transform: `scaleX(${share})` }} />
        {gain && (
          <span class="line-gain" data-gain={`${gain.from}`}>
            <span
              class={`row-bar ${tintOf(gain.from)}`}
              style={{ transform: `translateX(${share * 100}%) scaleX(${gain.share})` }}
            />
          </span>
        )}
      </span>
      <span class="row-figures">
        {was && <span class="row-was">{was}</span>}
        {said && <span class="row-percent">{said}</span>}
      </span>
    </li>
  );
}

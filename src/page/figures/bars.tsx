/** Rows with bars that grow to the right: the whole track is everybody. With the vote before, each row has both. */
import { figures as words } from "../../words/en.ts";
import { Letter, type Named, Picture, Words } from "./face.tsx";

/** A bar, and what is written at its end. */
export interface Measure {
  /** 0 to 1. */
  share: number;
  strong: string;
  soft: string;
}

export interface Row {
  name: Named;
  mine: boolean;
  /** Null where there is nothing to show yet. */
  now: Measure | null;
  before?: Measure | null;
  /** Points of a hundred from the vote before. */
  change?: number;
  /** 0 to 1: what of it came with the last round. */
  gained?: number;
  isOut?: boolean;
}

export function Bars({ rows }: { rows: readonly Row[] }) {
  return (
    <ol class="fig-bars">
      {rows.map(({ name, mine, now, before, change, gained, isOut }) => (
        <li key={name.letter} class={`fig-row ${name.tint} ${isOut ? "fig-out" : ""}`}>
          <Letter of={name} />
          <span class="fig-label">
            <Picture of={name} />
            <Words of={name} mine={mine} />
          </span>
          {before === undefined ? (
            <>
              <Figures measure={now} />
              <Track share={now?.share ?? 0} gained={gained} />
            </>
          ) : (
            <Both now={now} before={before} change={change} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Both({ now, before, change }: { now: Measure | null; before: Measure | null; change: number | undefined }) {
  return (
    <>
      {change !== undefined && (
        <span class="fig-change">
          <span aria-hidden="true">{words.change(change)}</span>
          <span class="fig-told">{words.changeTold(change)}</span>
        </span>
      )}
      <span class="fig-both fig-was">
        <span class="fig-which">{words.voteBefore}</span>
        <Track share={before?.share ?? 0} />
        <Figures measure={before} />
      </span>
      <span class="fig-both">
        <span class="fig-which">{words.voteNow}</span>
        <Track share={now?.share ?? 0} />
        <Figures measure={now} />
      </span>
    </>
  );
}

export function Track({ share, gained = 0 }: { share: number; gained?: number | undefined }) {
  return (
    <span class="fig-track">
      {gained > 0 && <span class="fig-bar fig-gained" style={shifted(share)} />}
      <span class="fig-bar" style={shifted(share - gained)} />
    </span>
  );
}

const shifted = (share: number) => ({ transform: `translateX(${100 * share - 100}%)` });

export function Figures({ measure }: { measure: Measure | null }) {
  return (
    <span class="fig-figures">
      {measure && (
        <>
          <strong>{measure.strong}</strong> <span>{measure.soft}</span>
        </>
      )}
    </span>
  );
}

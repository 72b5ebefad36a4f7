/** Columns on a line, the highest to the top: how often each was said. Said again as a list for those who do not see it. */
import type { ComponentChildren } from "preact";

export interface Column {
  key: string;
  tint: string;
  /** 0 to 1. */
  height: number;
  /** Above the column. */
  said: string;
  /** Below it; none in a histogram, which has an axis. */
  foot?: ComponentChildren;
  mine?: boolean;
  /** All of it in words. */
  told: string;
}

/** `over` is drawn over the columns, as wide as they are: lines at a mean. */
export function Columns({
  columns,
  over,
  isDense = false,
}: {
  columns: readonly Column[];
  over?: ComponentChildren;
  isDense?: boolean;
}) {
  return (
    <>
      <div class={`fig-columns ${isDense ? "fig-dense" : ""}`} aria-hidden="true">
        {columns.map(({ key, tint, height, said, foot, mine }) => (
          <div key={key} class={`fig-column ${tint} ${mine ? "fig-column-mine" : ""}`}>
            <div class="fig-shaft">
              <div
                class="fig-lift"
                style={{ transform: `translateY(${100 - 100 * height}%)`, visibility: height > 0 ? "visible" : "hidden" }}
              >
                <span class="fig-said">{said}</span>
              </div>
            </div>
            {foot !== undefined && <div class="fig-foot">{foot}</div>}
          </div>
        ))}
        {over}
      </div>
      <Told lines={columns.map(({ told }) => told)} />
    </>
  );
}

/** A picture's list, for screen readers. */
function Told({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="fig-told">
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}

/** An upright line with a name, at a place from 0 to 1. In `lane` 0, 1 or 2, so that names do not cover each other. */
export function Marker({
  place,
  name,
  lane,
  kind,
}: {
  place: number;
  name: string;
  lane: number;
  kind: "mean" | "median" | "right" | "mine";
}) {
  return (
    <div class={`fig-marker fig-lane-${lane} fig-marker-${kind}`} style={{ transform: `translateX(${100 * place}%)` }}>
      <span class={place > 0.5 ? "fig-flag fig-flag-left" : "fig-flag"}>{name}</span>
    </div>
  );
}

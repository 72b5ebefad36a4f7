/** How a room rates: a column for each step, the mean as a large figure and as a mark on the scale. */
import type { QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import { figure, figures, stage as words } from "../../words/en.ts";
import { heightsOf } from "../figures/maths.ts";
import { Column } from "./columns.tsx";

interface Props {
  question: QuestionViewOf<"rating">;
  tally: TallyViews["rating"] | undefined;
}

const COUNT_MIN = 3; // the first vote fills a third of the room, not all of it

export function Rating({ question: { steps, labels }, tally }: Props) {
  const { counts = [], mean = null, median = null, before } = tally ?? {};
  const heights = heightsOf(counts, Math.max(COUNT_MIN, ...counts));
  const were = before && heightsOf(before.counts, Math.max(COUNT_MIN, ...before.counts));
  return (
    <div class="rating">
      {mean !== null && (
        <p class="rating-mean">
          <span class="rating-value">{words.mean(mean)}</span>
          <span class="soft">{words.meanOf(steps)}</span>
          {median !== null && (
            <span class="soft">
              {figures.median} {figure(median)}
            </span>
          )}
        </p>
      )}
      <div class="rating-scale">
        <ol class="columns">
          {Array.from({ length: steps }, (_, step) => (
            <Column
              key={`${step}`}
              tint="tint-1"
              height={heights[step] ?? 0}
              was={were?.[step]}
              head={counts[step] ? figure(counts[step]) : undefined}
              foot={<span class="rating-step">{step + 1}</span>}
            />
          ))}
        </ol>
        {mean !== null && (
          <div class="rating-line" style={{ marginInline: `${50 / steps}%` }} aria-hidden="true">
            <span class="rating-mark" style={{ transform: `translateX(${((mean - 1) / (steps - 1)) * 100}%)` }} />
          </div>
        )}
        <p class="rating-labels">
          <span dir="auto">{labels[0]}</span>
          <span dir="auto">{labels[1]}</span>
        </p>
      </div>
    </div>
  );
}

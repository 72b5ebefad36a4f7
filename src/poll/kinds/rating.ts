/** A step on a scale, from 1. */
import type { QuestionOf } from "../state.ts";
import { addUp, shifted } from "./counts.ts";
import type { Kind, Tally } from "./index.ts";

export const rating: Kind<QuestionOf<"rating">> = {
  empty: ({ steps }) => ({ ballots: 0, counts: new Array<number>(steps).fill(0) }),

  check({ steps }, [step, ...more]) {
    return more.length === 0 && Number.isInteger(step) && (step as number) >= 1 && (step as number) <= steps
      ? [step as number]
      : null;
  },

  add: (tally, [step]) => shifted(tally, (step as number) - 1, 1),
  remove: (tally, [step]) => shifted(tally, (step as number) - 1, -1),

  isSound: ({ steps }, tally) => tally.counts.length === steps && addUp(tally),

  shape: ({ steps }) => [steps],

  result(_, tally) {
    return { ballots: tally.ballots, counts: tally.counts, mean: meanOf(tally), median: medianOf(tally) };
  },

  view: ({ steps, labels }) => ({ options: [], min: 1, max: 1, steps, labels }),
};

function meanOf({ ballots, counts }: Tally): number | null {
  if (ballots === 0) return null;
  const sum = counts.reduce((sum, count, index) => sum + count * (index + 1), 0);
  return Math.round((sum / ballots) * 1_000) / 1_000;
}

function medianOf({ ballots, counts }: Tally): number | null {
  if (ballots === 0) return null;
  const stepAt = (position: number) => {
    let step = 0;
    for (let passed = 0; passed <= position; step++) passed += counts[step] ?? 0;
    return step;
  };
  return (stepAt(Math.floor((ballots - 1) / 2)) + stepAt(Math.floor(ballots / 2))) / 2;
}

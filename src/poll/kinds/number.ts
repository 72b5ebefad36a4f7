/** A number of a range: a guess, an amount, a year. */
import { binsOf, type Grid, gridOf, indexOn, numberAt, roundedAt } from "../../protocol/grid.ts";
import type { Choice, TallyViews } from "../../protocol/server.ts";
import { bytesOf } from "../bytes.ts";
import type { QuestionOf } from "../state.ts";
import { addUp, shifted } from "./counts.ts";
import type { Digest, Kind, Tally } from "./index.ts";

type Asked = QuestionOf<"number">;

/** As large as its bins, whatever is guessed. */
export interface NumberTally extends Tally {
  /** Of the places on the grid: a whole number, so adding and taking away never leaves a rest. */
  sum: number;
}

export interface NumberDigest extends Digest {
  median: number | null;
  nearest: { value: number; people: number } | null;
}

export const number: Kind<Asked, NumberTally, NumberDigest> = {
  empty: (question) => ({ ballots: 0, counts: new Array<number>(binsOf(question).count).fill(0), sum: 0 }),

  check(question, [guess, ...more]) {
    if (more.length > 0 || typeof guess !== "number" || indexOn(gridFor(question), guess) === null) return null;
    return [guess === 0 ? 0 : guess]; // -0 is an honest 0
  },

  add: (tally, choice, question) => moved(tally, choice, question, 1),
  remove: (tally, choice, question) => moved(tally, choice, question, -1),

  isSound(question, tally) {
    const { ballots, counts, sum } = tally;
    const fits = Number.isSafeInteger(sum) && sum >= 0 && sum <= ballots * gridFor(question).last;
    return fits && counts.length === binsOf(question).count && addUp(tally);
  },

  shape: ({ from, to, step }) => [from, to, step],

  digest(question, ballots) {
    const grid = gridFor(question);
    const places: number[] = [];
    for (const [guess] of ballots) places.push(indexOn(grid, guess as number) ?? 0);
    const sorted = Float64Array.from(places).sort();
    return { of: sorted.length, median: medianOf(grid, sorted), nearest: nearestTo(question.answer, grid, sorted) };
  },

  result(question, { ballots, counts, sum }, digest, sight) {
    const mean = ballots === 0 ? null : roundedAt(gridFor(question), sum / ballots);
    const result: TallyViews["number"] = { ballots, counts, mean };
    if (!digest) return result;
    const { of, median, nearest } = digest;
    // The nearest guess would give the answer away.
    return { ...result, median, of, ...(question.answer !== null && seesAnswer(question, sight) && { nearest }) };
  },

  cut(result, bytesMax) {
    const { ballots, counts } = result;
    return bytesOf(result) <= bytesMax ? result : { ballots, counts, cut: true };
  },

  view(question, sight) {
    const { unit, from, to, step, answer, tolerance } = question;
    const range = { unit, from, to, step, bins: binsOf(question) };
    const own = sight === "h" && tolerance > 0 ? { tolerance } : {};
    return { options: [], min: 1, max: 1, ...range, ...(seesAnswer(question, sight) && { answer }), ...own };
  },
};

/** The right answer is the host's until the results are shown and no guess can follow it. */
function seesAnswer({ phase }: Asked, sight: string): boolean {
  return sight === "h" || (sight === "y" && phase === "closed");
}

function gridFor(question: Asked): Grid {
  const grid = gridOf(question);
  if (!grid) throw new Error(`${question.id} has no range`);
  return grid;
}

function moved(tally: NumberTally, [guess]: Choice, question: Asked, by: 1 | -1): NumberTally {
  const place = indexOn(gridFor(question), guess as number) ?? 0;
  const bin = Math.floor(place / binsOf(question).width);
  return { ...shifted(tally, bin, by), sum: tally.sum + by * place };
}

function medianOf(grid: Grid, sorted: Float64Array): number | null {
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  return lower === undefined || upper === undefined ? null : numberAt(grid, (lower + upper) / 2);
}

function nearestTo(answer: number | null, grid: Grid, sorted: Float64Array): NumberDigest["nearest"] {
  const right = answer === null ? null : indexOn(grid, answer);
  if (right === null || sorted.length === 0) return null;
  let nearest = sorted[0] ?? 0;
  let people = 0;
  for (const place of sorted) {
    if (place === nearest) people += 1;
    else if (Math.abs(place - right) < Math.abs(nearest - right)) {
      nearest = place;
      people = 1;
    }
  }
  return { value: numberAt(grid, nearest), people };
}

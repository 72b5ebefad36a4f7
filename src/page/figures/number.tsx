/** Guesses of a number: a histogram on its axis, with mean, median, and the right answer where it may be seen. */
import type { ComponentChildren } from "preact";
import type { Choice, QuestionViewOf, TallyView, TallyViews } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { Columns, Marker } from "./columns.tsx";
import { Facts } from "./facts.tsx";
import { heightsOf, placeOf, ticks, tidy } from "./maths.ts";
import { Rounds } from "./rounds.tsx";

const TICKS_MAX = 6; // on a phone numbers of six digits still stand apart
const SAID_BINS_MAX = 15; // narrower columns have no room for their counts

interface Props {
  question: QuestionViewOf<"number">;
  tally: TallyView;
  mine: Choice | undefined;
}

export function NumberFigure({ question, tally, mine }: Props) {
  const { counts = [], before } = tally;
  const { mean, median, nearest } = tally as Partial<TallyViews["number"]>;
  const { unit, answer } = question;
  const facts: (readonly [string, string])[] = [];
  if (typeof mean === "number") facts.push([words.mean, meanSaid(question, mean)]);
  if (typeof median === "number") facts.push([words.median, words.value(median, unit)]);
  if (typeof answer === "number") facts.push([words.right, words.value(answer, unit)]);
  if (nearest) facts.push([words.nearest, words.nearestSaid(words.value(nearest.value, unit), nearest.people)]);
  return (
    <>
      <Rounds before={before && <Histogram question={question} counts={before.counts} />}>
        <Histogram question={question} counts={counts}>
          {typeof mean === "number" && <Marker place={placeOf(question, mean)} name={words.mean} lane={0} kind="mean" />}
          {typeof median === "number" && <Marker place={placeOf(question, median)} name={words.median} lane={1} kind="median" />}
          {typeof answer === "number" && <Marker place={placeOf(question, answer)} name={words.right} lane={2} kind="right" />}
          {typeof mine?.[0] === "number" && <Marker place={placeOf(question, mine[0])} name={words.mine} lane={3} kind="mine" />}
        </Histogram>
      </Rounds>
      {facts.length > 0 && <Facts facts={facts} />}
    </>
  );
}

interface HistogramProps {
  question: QuestionViewOf<"number">;
  counts: readonly number[];
  children?: ComponentChildren;
}

function Histogram({ question, counts, children }: HistogramProps) {
  const { from, to, unit } = question;
  const heights = heightsOf(counts);
  const columns = counts.map((count, bin) => ({
    key: String(bin),
    tint: "fig-accent",
    height: heights[bin] ?? 0,
    said: count > 0 && counts.length <= SAID_BINS_MAX ? count.toLocaleString("en") : "",
    told: `${binName(question, bin)}: ${words.answers(count)}`,
  }));
  return (
    <div class="fig-histogram">
      <Columns columns={columns} over={children} isDense />
      <div class="fig-axis" aria-hidden="true">
        {ticks(from, to, TICKS_MAX).map((tick) => (
          <span key={tick} style={{ transform: `translateX(${100 * placeOf(question, tick)}%)` }}>
            <span>{words.tick(tick)}</span>
          </span>
        ))}
      </div>
      {unit && (
        <p class="fig-unit" aria-hidden="true">
          <bdi>{unit}</bdi>
        </p>
      )}
    </div>
  );
}

/** The least number of a bin, and the greatest where there are several. */
function binName({ from, to, step, bins, unit }: QuestionViewOf<"number">, bin: number): string {
  const first = tidy(from + bin * bins.width * step);
  const last = tidy(Math.min(first + (bins.width - 1) * step, to));
  return first === last ? words.value(first, unit) : words.bin(words.value(first), words.value(last, unit));
}

/** Not more exact than a thousandth of what could be said. */
export function meanSaid({ from, to, unit }: QuestionViewOf<"number">, mean: number): string {
  const digits = Math.max(0, Math.min(3, 3 - Math.floor(Math.log10(to - from))));
  return words.value(Number(mean.toFixed(digits)), unit);
}

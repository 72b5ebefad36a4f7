/** How a room guesses: a column for each bin, with marks where the mean, the median and, once it may be seen, the right value stand. */
import type { QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import { figure, stage, figures as words } from "../../words/en.ts";
import { heightsOf, placeOf, ticks } from "../figures/maths.ts";
import { Column } from "./columns.tsx";

interface Props {
  question: QuestionViewOf<"number">;
  tally: TallyViews["number"] | undefined;
}

const COUNT_MIN = 3;
const HEADS_MAX = 12; // more bins are too narrow for figures above them
const AXIS_CHARS = 60; // of ticks, side by side over the width of a screen

export function Histogram({ question, tally }: Props) {
  const { bins, from, to, unit, answer } = question;
  const { counts, mean, median, nearest, before } = tally ?? {};
  const heights = heightsOf(counts ?? [], Math.max(COUNT_MIN, ...(counts ?? [])));
  const were = before && heightsOf(before.counts, Math.max(COUNT_MIN, ...before.counts));
  const marks = [
    { name: "mean", value: mean },
    { name: "median", value: median },
    { name: "right", value: answer },
  ] as const;
  const said = (value: number) => words.value(rounded(value, to - from), unit);
  const longest = Math.max(words.tick(from).length, words.tick(to).length) + 3;
  return (
    <div class="histogram">
      <ul class="marks">
        {marks.map(
          ({ name, value }) =>
            typeof value === "number" && (
              <li key={name} class={`mark mark-${name}`}>
                <span class="mark-swatch" aria-hidden="true" />
                <span class="soft">{words[name]}</span> <strong>{said(value)}</strong>
              </li>
            ),
        )}
        {nearest && (
          <li class="mark">
            <span class="soft">{words.nearest}</span> <strong>{said(nearest.value)}</strong>
            <span class="soft">{stage.saidBy(nearest.people)}</span>
          </li>
        )}
      </ul>
      <div class={bins.count <= HEADS_MAX ? "histogram-room histogram-said" : "histogram-room"}>
        <ol class="columns columns-close">
          {Array.from({ length: bins.count }, (_, bin) => (
            <Column
              key={`${bin}`}
              tint="tint-1"
              height={heights[bin] ?? 0}
              was={were?.[bin]}
              head={bins.count <= HEADS_MAX && counts?.[bin] ? figure(counts[bin]) : undefined}
            />
          ))}
        </ol>
        {["histogram-mark", "histogram-tip"].map((part) =>
          marks.map(
            ({ name, value }) =>
              typeof value === "number" && (
                <span key={name} class={`${part} mark-${name}`} style={alongAt(placeOf(question, value))} aria-hidden="true" />
              ),
          ),
        )}
      </div>
      <p class="axis" aria-hidden="true">
        {ticks(from, to, Math.max(2, Math.floor(AXIS_CHARS / longest))).map((tick) => (
          <span key={tick} class="axis-tick" style={alongAt(placeOf(question, tick))}>
            <span>{words.tick(tick)}</span>
          </span>
        ))}
      </p>
    </div>
  );
}

/** What stands here is as wide as the room, and its start is what points. */
function alongAt(place: number) {
  return { transform: `translateX(${(place * 100).toFixed(2)}%)` };
}

/** As many decimals as the range deserves. */
function rounded(value: number, range: number): number {
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(range))));
  return Number(value.toFixed(digits));
}

/** A rating: how many chose each step, and where the mean stands. */
import type { Choice, QuestionViewOf, TallyView, TallyViews } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { percentsOf } from "../ui/options.ts";
import { Columns, Marker } from "./columns.tsx";
import { Facts } from "./facts.tsx";
import { heightsOf, meanStep } from "./maths.ts";
import { Rounds } from "./rounds.tsx";

interface Props {
  question: QuestionViewOf<"rating">;
  tally: TallyView;
  mine: Choice | undefined;
}

export function RatingFigure({ question, tally, mine }: Props) {
  const { counts = [], ballots, before } = tally;
  const { mean, median } = tally as Partial<TallyViews["rating"]>;
  const facts = [
    [words.mean, mean],
    [words.median, median],
  ] as const;
  const known = facts.flatMap(([name, value]) =>
    typeof value === "number" ? [[name, words.value(Math.round(value * 100) / 100)] as const] : [],
  );
  return (
    <>
      <Rounds before={before && <Steps question={question} counts={before.counts} ballots={before.ballots} mine={undefined} />}>
        <Steps question={question} counts={counts} ballots={ballots} mine={mine} />
      </Rounds>
      {known.length > 0 && <Facts facts={known} />}
    </>
  );
}

interface StepsProps {
  question: QuestionViewOf<"rating">;
  counts: readonly number[];
  ballots: number;
  mine: Choice | undefined;
}

function Steps({ question: { labels, steps }, counts, ballots, mine }: StepsProps) {
  const heights = heightsOf(counts);
  const percents = percentsOf(counts, Math.max(1, ballots));
  const mean = meanStep(counts);
  const columns = counts.map((count, at) => ({
    key: String(at),
    tint: "fig-accent",
    height: heights[at] ?? 0,
    said: count > 0 ? words.percent(percents[at] ?? 0) : "",
    mine: mine?.[0] === at + 1,
    foot: at + 1,
    told: `${words.step(at + 1, at === 0 ? (labels[0] ?? "") : at === steps - 1 ? (labels[1] ?? "") : "")}: ${words.percent(percents[at] ?? 0)}, ${words.votes(count)}${mine?.[0] === at + 1 ? `, ${words.mine}` : ""}`,
  }));
  const over = mean !== null && (
    <Marker place={(mean - 0.5) / steps} name={`${words.mean} ${words.value(Math.round(mean * 10) / 10)}`} lane={0} kind="mean" />
  );
  return (
    <div class="fig-scale">
      <Columns columns={columns} over={over} />
      {labels.some(Boolean) && (
        <p class="fig-ends" aria-hidden="true">
          <bdi>{labels[0]}</bdi>
          <bdi>{labels[1]}</bdi>
        </p>
      )}
    </div>
  );
}

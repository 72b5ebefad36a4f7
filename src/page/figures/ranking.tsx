/** A ranking: all options in the order of the method that leads, with what put them there, and why the first is first. */
import type { Choice, QuestionViewOf, RankingTallyView, TallyView } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { Bars, Figures, type Measure, Track } from "./bars.tsx";
import { rowsOf } from "./choice.tsx";
import { Letter, namesOf, Picture, Words } from "./face.tsx";
import { RunoffRound } from "./runoff.tsx";

interface Props {
  question: QuestionViewOf<"ranking">;
  tally: TallyView;
  poll: string;
  mine: Choice | undefined;
  /** From 0: only this round of the instant-runoff. */
  round: number | undefined;
}

export function RankingFigure({ question, tally, poll, mine, round }: Props) {
  const result = tally as RankingTallyView;
  const shown = round === undefined ? undefined : result.irv?.rounds[round];
  if (shown) return <RunoffRound question={question} tally={result} poll={poll} round={round ?? 0} />;
  const { order, why, before } = result;
  const firstPlaces = <Bars rows={rowsOf({ question, tally, poll, mine: mine?.slice(0, 1) })} />;
  if (!order?.length) return firstPlaces;
  return (
    <>
      {why && <p class="fig-why">{words.why(why, question.options)}</p>}
      <Order question={question} tally={result} order={order} poll={poll} mine={mine} />
      {before && (
        <div class="fig-part">
          <p class="fig-heading">{words.firstPlaces}</p>
          {firstPlaces}
        </div>
      )}
    </>
  );
}

interface OrderProps extends Omit<Props, "tally" | "round"> {
  tally: RankingTallyView;
  order: readonly number[];
}

/** Rows stand in the order of the list and are moved to their places, so that a change of places is seen; what is read aloud is in the order of the places. */
function Order({ question, tally, order, poll, mine }: OrderProps) {
  const measures = question.options.map((_, option) => measureOf(question, tally, option));
  const names = namesOf(question, poll);
  return (
    <>
      <div class="fig-order" aria-hidden="true">
        {names.map((name, option) => {
          const place = order.indexOf(option);
          const minePlace = mine ? mine.indexOf(option) + 1 : 0;
          return (
            <div
              key={name.letter}
              class={`fig-placed ${name.tint}`}
              style={{ transform: `translateY(${100 * (place - option)}%)` }}
            >
              <span class={place === 0 ? "fig-place fig-place-first" : "fig-place"}>{words.place(place + 1)}</span>
              <Letter of={name} />
              <span class="fig-label">
                <Picture of={name} />
                <Words of={name} />
                {minePlace > 0 && <span class="fig-mine">{words.minePlace(minePlace)}</span>}
              </span>
              <Figures measure={measures[option] ?? null} />
              <Track share={measures[option]?.share ?? 0} />
            </div>
          );
        })}
      </div>
      <ol class="fig-told">
        {order.map((option) => (
          <li key={option}>
            {question.options[option]} {measures[option]?.strong} {measures[option]?.soft}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What the method that leads says of an option; null where a frame had no room for it. */
export function measureOf(question: QuestionViewOf<"ranking">, tally: RankingTallyView, option: number): Measure | null {
  switch (question.method) {
    case "irv":
      return votesIn(tally, option);
    case "borda": {
      const points = tally.borda?.points[option];
      const most = tally.ballots * (question.options.length - 1);
      return points === undefined ? null : { share: points / most, strong: words.points(points), soft: "" };
    }
    case "schulze": {
      if (!tally.pairs) return null;
      const won = tally.pairs[option]?.filter((votes, other) => votes > (tally.pairs?.[other]?.[option] ?? 0)).length ?? 0;
      const of = question.options.length - 1;
      return { share: won / of, strong: words.duels(won, of), soft: "" };
    }
  }
}

/** In its last round. Rounds that were left out would be counted wrong. */
function votesIn({ irv, why }: RankingTallyView, option: number): Measure | null {
  if (!irv || why?.method !== "irv" || irv.rounds.length !== why.round) return null;
  const last = irv.rounds.findLastIndex(({ counts }) => typeof counts[option] === "number");
  const round = irv.rounds[last];
  if (!round) return null;
  const votes = round.counts[option] ?? 0;
  return { share: votes / irv.of, strong: words.votes(votes), soft: round.out === option ? words.outIn(last + 1) : "" };
}

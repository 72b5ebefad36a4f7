/** Columns on a common line: of a choice, of the steps of a rating, of the bins of a histogram. */
import type { ComponentChildren } from "preact";
import type { QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import { figure, stage as words } from "../../words/en.ts";
import { namesOf, Picture } from "../figures/face.tsx";
import { shareOf, tintOf } from "../ui/options.ts";

interface ColumnProps {
  /** 0 to 1 of the room. */
  height: number;
  /** In the round before. */
  was?: number | undefined;
  tint?: string;
  head?: ComponentChildren;
  foot?: ComponentChildren;
}

/** The bar is as high as the room and slides up from below, with its figure on top: only transforms move. */
export function Column({ height, was, tint = "", head, foot }: ColumnProps) {
  const slid = (share: number) => ({
    transform: `translateY(${((1 - share) * 100).toFixed(2)}%)`,
    visibility: share > 0 ? ("visible" as const) : ("hidden" as const),
  });
  return (
    <li class={`column ${tint}`}>
      <span class="column-track">
        {was !== undefined && (
          <span class="column-rise column-rise-was" style={slid(was)}>
            <span class="column-bar" />
          </span>
        )}
        <span class="column-rise" style={slid(height)}>
          {head !== undefined && <span class="column-head">{head}</span>}
          <span class="column-bar" />
        </span>
      </span>
      {foot !== undefined && <span class="column-foot">{foot}</span>}
    </li>
  );
}

export function Columns({
  poll,
  question,
  tally,
}: {
  poll: string;
  question: QuestionViewOf<"choice">;
  tally: TallyViews["choice"] | undefined;
}) {
  const shares = question.options.map((_, option) => shareOf(tally, option));
  const were = question.options.map((_, option) => shareOf(tally?.before, option));
  const top = ceiling(Math.max(...[...shares, ...were].map((share) => share?.share ?? 0)));
  return (
    <ol class="columns">
      {namesOf(question, poll).map((name, option) => {
        const share = shares[option];
        const was = were[option];
        return (
          <Column
            key={`${option}`}
            tint={tintOf(option)}
            height={(share?.share ?? 0) / top}
            was={was ? was.share / top : undefined}
            head={
              share && (
                <>
                  <span class="row-percent">{words.percent(share.percent)}</span>
                  <span class="row-count">{figure(share.count)}</span>
                </>
              )
            }
            foot={
              <span class="column-text" dir="auto">
                <Picture of={name} />
                {name.text}
              </span>
            }
          />
        );
      })}
    </ol>
  );
}

/** The top of the room is a share that stays the same for a while: heights mean something, and no vote moves all of them. */
function ceiling(share: number): number {
  return [0.25, 0.5, 0.75].find((top) => share <= top) ?? 1;
}

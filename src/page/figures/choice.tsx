/** A choice as bars, columns or a ring; answers of people's own under one «Other». */
import type { Choice, QuestionView, QuestionViewOf, TallyView, TallyViews } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { sharesOf } from "../ui/options.ts";
import { Bars, type Measure, type Row } from "./bars.tsx";
import { Columns } from "./columns.tsx";
import { Donut } from "./donut.tsx";
import { Letter, type Named, namesOf, Picture, Words } from "./face.tsx";
import { heightsOf } from "./maths.ts";
import { Own } from "./own.tsx";

const COLUMNS_MAX = 12; // more are no wider than their letters on a phone

interface Props {
  question: QuestionViewOf<"choice">;
  tally: TallyView;
  poll: string;
  mine: Choice | undefined;
}

export function ChoiceFigure({ question, tally, poll, mine }: Props) {
  const { other, counts = [] } = tally as TallyViews["choice"];
  const rows = rowsOf({ question, tally, poll, mine });
  const all = other ? [...counts, other.people] : counts;
  return (
    <>
      {tally.before ? (
        <Bars rows={rows} />
      ) : question.look === "donut" ? (
        <Donut rows={rows} counts={all} people={tally.ballots} />
      ) : question.look === "columns" && rows.length <= COLUMNS_MAX ? (
        <Upright rows={rows} counts={all} />
      ) : (
        <Bars rows={rows} />
      )}
      {other?.words && <Own words={other.words} counts={other.counts ?? []} people={other.people} mine={mine} />}
    </>
  );
}

/** A ranking has such rows too: its first places. */
export function rowsOf({ question, tally, poll, mine = [] }: Omit<Props, "question"> & { question: QuestionView }): Row[] {
  const { other } = tally as TallyViews["choice"];
  const names = namesOf(question, poll);
  if (other) names.push({ ...plain, text: words.other });
  const now = sharesOf(tally);
  const before = tally.before && sharesOf(tally.before);
  return names.map((name, at) => {
    const isMine = at < question.options.length ? mine.includes(at) : mine.some((mark) => typeof mark === "string");
    const was = before?.[at];
    const change = was && now && { change: (now[at]?.percent ?? 0) - was.percent };
    return { name, mine: isMine, now: measureOf(now?.[at]), ...(before && was && { before: measureOf(was), ...change }) };
  });
}

const plain: Named = { text: "", letter: "…", tint: "fig-plain", isSquare: false, emoji: null, picture: null };

function measureOf(share: { share: number; percent: number; count: number } | undefined): Measure | null {
  return share ? { share: share.share, strong: words.percent(share.percent), soft: share.count.toLocaleString("en") } : null;
}

/** Words stand under their columns where there is room, else in a key below. */
function Upright({ rows, counts }: { rows: readonly Row[]; counts: readonly number[] }) {
  const heights = heightsOf(counts);
  const columns = rows.map(({ name, mine, now }, at) => ({
    key: name.letter,
    tint: name.tint,
    height: heights[at] ?? 0,
    said: now?.strong ?? "",
    mine,
    foot: (
      <>
        <Letter of={name} />
        <Picture of={name} />
        <span class="fig-foot-text">
          <Words of={name} mine={mine} />
        </span>
      </>
    ),
    told: `${name.text}: ${now?.strong ?? ""}, ${words.votes(counts[at] ?? 0)}${mine ? `, ${words.mine}` : ""}`,
  }));
  return (
    <div class={rows.length > 6 ? "fig-upright fig-keyed" : "fig-upright"}>
      <Columns columns={columns} />
      <ol class="fig-key" aria-hidden="true">
        {rows.map(({ name, mine }) => (
          <li key={name.letter} class={name.tint}>
            <Letter of={name} />
            <Words of={name} mine={mine} />
          </li>
        ))}
      </ol>
    </div>
  );
}

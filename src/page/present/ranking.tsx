/** The order that the leading method gives, the winner on top; options glide when they overtake each other. */
import { useRef } from "preact/hooks";
import type { QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import { figures, stage as words } from "../../words/en.ts";
import { namesOf } from "../figures/face.tsx";
import { letterOf } from "../ui/options.ts";
import { useFlip } from "./flip.ts";
import { Line } from "./line.tsx";
import { usePages } from "./pages.ts";
import type { View } from "./view.ts";

export interface RankingProps {
  poll: string;
  question: QuestionViewOf<"ranking">;
  tally: TallyViews["ranking"] | undefined;
  view: View;
  tight: number;
}

export function Ranking({ poll, question, tally, view, tight }: RankingProps) {
  const { options } = question;
  const counted = (tally?.order?.length ?? 0) > 0;
  const order = counted && tally?.order ? tally.order : options.map((_, option) => option);
  const { first, perPage } = usePages(view, options.length, tight);
  const names = namesOf(question, poll);
  const score = scoreOf(question, tally);
  const before = tally?.before?.counts;
  const list = useRef<HTMLOListElement>(null);
  const shown = order.slice(first, first + perPage);
  useFlip(list, shown.join());
  return (
    <ol class="lines" ref={list}>
      {shown.map((option, row) => (
        <Line
          key={option}
          option={option}
          sign={counted ? figures.place(first + row + 1) : letterOf(option)}
          name={names[option]}
          isShown={!!tally?.counts}
          share={score(option).share}
          was={before && words.placeWas(placeIn(before, option))}
          said={counted ? score(option).said : undefined}
        />
      ))}
    </ol>
  );
}

type Score = (option: number) => { share: number; said: string };

/** What the leading method counts: votes when an option went out or won, points, or duels won. */
function scoreOf({ method, options }: QuestionViewOf<"ranking">, tally: TallyViews["ranking"] | undefined): Score {
  if (method === "borda" && tally?.borda) {
    const { points } = tally.borda;
    return scored(points, Math.max(1, ...points), figures.points);
  }
  if (method === "schulze" && tally?.pairs) {
    const { pairs } = tally;
    const won = options.map(
      (_, one) => options.filter((_, other) => (pairs[one]?.[other] ?? 0) > (pairs[other]?.[one] ?? 0)).length,
    );
    return scored(won, options.length - 1, (duels) => figures.duels(duels, options.length - 1));
  }
  const rounds = tally?.irv?.rounds ?? [];
  const last = options.map((_, option) => rounds.findLast(({ counts }) => counts[option] != null)?.counts[option] ?? 0);
  const votes = rounds.length > 0 ? last : (tally?.counts ?? []);
  return scored(votes, Math.max(1, tally?.irv?.of ?? tally?.ballots ?? 0), figures.votes);
}

function scored(values: readonly number[], most: number, say: (value: number) => string): Score {
  return (option) => ({ share: (values[option] ?? 0) / most, said: say(values[option] ?? 0) });
}

/** By first places, which is all that is kept of an earlier round. */
function placeIn(counts: readonly number[], option: number): number {
  return counts.filter((count) => count > (counts[option] ?? 0)).length + 1;
}

/** One round of an instant-runoff: votes, what came from the option that went last, and who goes now. */
import type { QuestionViewOf, RankingTallyView, Round } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { Bars, type Row } from "./bars.tsx";
import { namesOf } from "./face.tsx";

interface Props {
  question: QuestionViewOf<"ranking">;
  tally: RankingTallyView;
  poll: string;
  /** From 0. */
  round: number;
}

export function RunoffRound({ question, tally, poll, round }: Props) {
  const rounds = tally.irv?.rounds ?? [];
  const shown = rounds[round];
  if (!shown) return null;
  const of = tally.irv?.of ?? 0;
  const gains = new Map(rounds[round - 1]?.moved);
  const rows = namesOf(question, poll).map((name, option): Row => {
    const votes = shown.counts[option] ?? null;
    const gain = gains.get(option) ?? 0;
    const now = votes === null ? { share: 0, strong: words.out, soft: "" } : measureOf(votes, gain, of);
    return { name, mine: false, now, gained: gain / of, isOut: votes === null || shown.out === option };
  });
  return (
    <div class="fig-round">
      <p class="fig-heading">{words.round(round + 1)}</p>
      <Bars rows={rows} />
      <p class="fig-why">{roundSaid(question.options, shown)}</p>
      {shown.exhausted > 0 && <p class="fig-note">{words.exhausted(shown.exhausted)}</p>}
    </div>
  );
}

function measureOf(votes: number, gain: number, of: number) {
  return { share: votes / of, strong: votes.toLocaleString("en"), soft: gain > 0 ? words.moved(gain) : "" };
}

/** What happens at the end of a round. */
function roundSaid(options: readonly string[], { counts, out, tie }: Round): string {
  if (out !== null) return tie ? words.goesTied(options[out] ?? "", tie) : words.goes(options[out] ?? "");
  const standing = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const most = Math.max(...counts.map((count) => count ?? 0));
  return words.wins(options[counts.indexOf(most)] ?? "", most, standing);
}

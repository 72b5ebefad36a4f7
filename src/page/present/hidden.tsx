/** Votes come in and nobody sees yet what they say: only how many. */
import { figure, stage as words } from "../../words/en.ts";

export function Hidden({ ballots }: { ballots: number }) {
  return (
    <p class="hidden-count">
      <span class="hidden-value">{figure(ballots)}</span>
      <span class="soft">{words.haveVoted(ballots)}</span>
    </p>
  );
}

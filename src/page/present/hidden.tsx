/** Where there is nothing to read yet. */
import { figure, stage as words } from "../../words/en.ts";
import { Hand } from "../ui/hand.tsx";

/** Votes come in and nobody sees yet what they say: only how many. */
export function Hidden({ ballots }: { ballots: number }) {
  return (
    <p class="hidden-count">
      <span class="hidden-value">{figure(ballots)}</span>
      <span class="soft">{words.haveVoted(ballots)}</span>
    </p>
  );
}

/** The first answer is still to come. */
export function Nothing() {
  return (
    <p class="nothing">
      <Hand />
    </p>
  );
}

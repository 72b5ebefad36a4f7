/** What people wrote where they found no option of theirs. */
import type { Choice } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { Wall } from "./text.tsx";

interface Props {
  words: readonly string[];
  counts: readonly number[];
  people: number;
  mine: Choice | undefined;
}

export function Own({ words: said, counts, people, mine }: Props) {
  if (people === 0) return null;
  const others = people - counts.reduce((sum, count) => sum + count, 0);
  return (
    <div class="fig-part">
      <p class="fig-heading">{words.ownAnswers}</p>
      <Wall said={said} counts={counts} others={Math.max(0, others)} mine={mine} />
    </div>
  );
}

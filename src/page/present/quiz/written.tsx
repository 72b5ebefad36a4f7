/** What people wrote, the most frequent first, as many as fit. */
import type { TallyViews } from "../../../protocol/server.ts";
import { figure } from "../../../words/en.ts";
import { tintOf } from "../../ui/options.ts";

const WORDS_MAX = 12;

export function Written({ tally }: { tally: TallyViews["text"] | undefined }) {
  const { words = [], counts = [] } = tally ?? {};
  return (
    <ol class="quiz-written">
      {words.slice(0, WORDS_MAX).map((word, at) => (
        <li key={word} class={`wall-card ${tintOf(at)}`} dir="auto">
          <span>{word}</span>
          <span class="wall-count">{figure(counts[at] ?? 0)}</span>
        </li>
      ))}
    </ol>
  );
}

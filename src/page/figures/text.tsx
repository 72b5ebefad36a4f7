/** Open answers: cards on a wall, or words that are larger the more people said them. The stage lays clouds out in two dimensions. */
import type { Choice, QuestionViewOf, TallyView, TallyViews } from "../../protocol/server.ts";
import { figures as words } from "../../words/en.ts";
import { Mine } from "./face.tsx";
import { weightOf } from "./maths.ts";

interface Said {
  said: readonly string[];
  counts: readonly number[];
  /** Answers that are not in `said`. */
  others: number;
  mine: Choice | undefined;
}

export function TextFigure({
  question,
  tally,
  mine,
}: {
  question: QuestionViewOf<"text">;
  tally: TallyView;
  mine: Choice | undefined;
}) {
  const { words: said = [], counts = [], others = 0 } = tally as Partial<TallyViews["text"]>;
  const all = { said, counts, others, mine };
  return question.look === "cloud" ? <WordList {...all} /> : <Wall {...all} />;
}

export function Wall({ said, counts, others, mine }: Said) {
  return (
    <>
      <ul class="fig-wall">
        {said.map((text, at) => (
          <li key={text} class={mine?.includes(text) ? "fig-card fig-card-mine" : "fig-card"}>
            <bdi>{text}</bdi>
            {(counts[at] ?? 0) > 1 && <Times count={counts[at] ?? 0} />}
            {mine?.includes(text) && <Mine />}
          </li>
        ))}
      </ul>
      <More count={others} />
    </>
  );
}

function WordList({ said, counts, others }: Said) {
  const most = counts[0] ?? 0;
  return (
    <>
      <ul class="fig-words">
        {said.map((text, at) => {
          const count = counts[at] ?? 0;
          return (
            <li key={text} class={`tint-${wordTint(text)}`} style={{ fontSize: `${1 + 1.6 * weightOf(count, most)}em` }}>
              <bdi>{text}</bdi>
              <Times count={count} />
            </li>
          );
        })}
      </ul>
      <More count={others} />
    </>
  );
}

function Times({ count }: { count: number }) {
  return (
    <span class="fig-times">
      <span aria-hidden="true">{words.times(count)}</span>
      <span class="fig-told">{words.answers(count)}</span>
    </span>
  );
}

function More({ count }: { count: number }) {
  return count > 0 ? <p class="fig-note">{words.more(count)}</p> : null;
}

/** A word keeps its colour wherever it moves. */
export function wordTint(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return (sum % 8) + 1;
}

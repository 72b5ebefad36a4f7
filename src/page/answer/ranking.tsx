/** Options put in order: dragged by the number tile, by the buttons beside, or lifted with the keyboard. */
import { signal } from "@preact/signals";
import type { QuestionViewOf } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { dragRow } from "../form/reorder.ts";
import { mark } from "../vote/ballots.ts";
import { sayNow } from "../vote/hear.ts";
import { scrollAlong } from "./autoscroll.ts";
import { type Asked, isFixed } from "./props.ts";
import { RankedRow, UnrankedRow } from "./rankrows.tsx";
import { placed, type Ranked, rankedFrom, stepped, unranked } from "./ranks.ts";

type Lists = Asked<QuestionViewOf<"ranking">>;

/** Lifted with the keyboard, and the order that Escape brings back. */
const lifted = signal<{ option: number; before: Ranked } | null>(null);

export function Ranking(props: Lists) {
  const { question, ballot, poll } = props;
  const { options, top } = question;
  const ranked = rankedFrom(ballot.marked, options.length, top);
  const rest = top === null ? [] : unranked(ranked, options.length);
  const fixed = isFixed(props);
  const moves = movesOf(question, ranked);
  const row = { poll: poll.id, question, fixed, ranked, moves, lifted: lifted.value?.option ?? null };
  return (
    <div class="ranking">
      <p id="ranking-keys" class="visually-hidden">
        {words.ranking.keys}
      </p>
      <ol class="rank-list" aria-label={top === null ? words.ranking.all : words.ranking.top(top)}>
        {ranked.map((option, place) => (
          <RankedRow key={option} {...row} option={option} place={place} />
        ))}
        {Array.from({ length: fixed || top === null ? 0 : top - ranked.length }, (_, free) => (
          <li key={`free-${free}`} class="rank-free" aria-hidden="true">
            <span class="rank-tile">{ranked.length + free + 1}</span>
            {free === 0 && <span>{words.ranking.free}</span>}
          </li>
        ))}
        {rest.length > 0 && !(fixed && ranked.length > 0 && rest.length === 0) && (
          <li key="rest" class="rank-rest">
            {words.ranking.rest}
          </li>
        )}
        {rest.map((option) => (
          <UnrankedRow key={option} {...row} option={option} />
        ))}
      </ol>
    </div>
  );
}

/** What a row can do with itself. */
export interface Moves {
  step(option: number, by: -1 | 1): void;
  add(option: number): void;
  drag(down: PointerEvent, option: number): void;
  key(event: KeyboardEvent, option: number): void;
  drop(): void;
}

function movesOf(question: QuestionViewOf<"ranking">, ranked: Ranked): Moves {
  const { options, max, top } = question;
  const keep = (next: Ranked, option: number) => {
    mark(question, next);
    const place = next.indexOf(option);
    sayNow(
      place < 0 ? words.ranking.out(options[option] ?? "") : words.ranking.moved(options[option] ?? "", place + 1, next.length),
    );
  };
  const step = (option: number, by: -1 | 1) => keep(stepped(ranked, option, by, max, top), option);
  return {
    step,
    add: (option) => keep(placed(ranked, option, ranked.length, max), option),
    drag(down, option) {
      const list = (down.currentTarget as HTMLElement).closest<HTMLElement>(".rank-list");
      const row = (down.currentTarget as HTMLElement).closest("li");
      if (!list || !row) return;
      const sequence = [...list.children].map((child) =>
        child.matches(".rank-rest") ? REST : Number(child.getAttribute("data-option") ?? FREE),
      );
      const from = [...list.children].indexOf(row);
      scrollAlong(down);
      dragRow(down, list, from, (to) => keep(afterDrag(sequence, from, to, max), option));
    },
    key: (event, option) => byKey(event, option, { question, ranked, step, keep }),
    drop: () => {
      lifted.value = null;
    },
  };
}

const REST = -1;
const FREE = -2;

/** The rows as they stand after the drop; the line between the two groups is one of them. */
function afterDrag(sequence: readonly number[], from: number, to: number, most: number): Ranked {
  const rows = sequence.toSpliced(from, 1).toSpliced(to, 0, sequence[from] ?? FREE);
  const line = rows.indexOf(REST);
  return rows
    .slice(0, line < 0 ? rows.length : line)
    .filter((option) => option >= 0)
    .slice(0, most);
}

interface Keyed {
  question: QuestionViewOf<"ranking">;
  ranked: Ranked;
  step: Moves["step"];
  keep: (next: Ranked, option: number) => void;
}

/** Space lifts and drops, arrows carry what is lifted, Escape brings back what was. */
function byKey(event: KeyboardEvent, option: number, { question, ranked, step, keep }: Keyed): void {
  const text = question.options[option] ?? "";
  const held = lifted.peek();
  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
  if (event.key === " " || event.key === "Enter") {
    lifted.value = held ? null : { option, before: ranked };
    sayNow(held ? words.ranking.dropped(text) : words.ranking.lifted(text));
  } else if (held && by) step(option, by);
  else if (held && event.key === "Escape") {
    lifted.value = null;
    keep(held.before, option);
  } else return;
  event.preventDefault();
  document.getElementById(`rank-${option}`)?.focus();
}

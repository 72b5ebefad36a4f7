/** A walk through an instant-runoff count: who goes out, and where the votes of the last one went. */
import { useRef } from "preact/hooks";
import type { Round } from "../../protocol/server.ts";
import { stage, figures as words } from "../../words/en.ts";
import { namesOf } from "../figures/face.tsx";
import { letterOf } from "../ui/options.ts";
import { GLIDE, type Spot, useFlip } from "./flip.ts";
import { Line } from "./line.tsx";
import type { RankingProps } from "./ranking.tsx";

const LINES_MAX = 10; // more stand too low to win
const LINES_TIGHT = 6;
const ROOM = 1.06; // the longest bar leaves a little room

export function Runoff({ poll, question, tally, view, tight }: RankingProps) {
  const { rounds = [], order = [] } = tally?.irv ?? {};
  const at = Math.min(view.step.value ?? 0, rounds.length - 1);
  const list = useRef<HTMLOListElement>(null);
  const round = rounds[at];
  const last = rounds[at - 1];
  const shown = standing(order, round).slice(0, tight > 0 ? LINES_TIGHT : LINES_MAX);
  useFlip(list, `${at}:${shown.join()}`, (before) => fly(list.current, before, last));
  if (!round) return null;
  const names = namesOf(question, poll);
  const half = ((tally?.irv?.of ?? 0) - round.exhausted) / 2;
  const most = Math.max(half, ...rounds.flatMap(({ counts }) => counts.map((count) => count ?? 0))) * ROOM || 1;
  return (
    <div class="runoff">
      <p class="runoff-title">
        <strong>{stage.roundOf(at + 1, rounds.length)}</strong>
      </p>
      <div class="runoff-room">
        <ol class="lines" ref={list}>
          {shown.map((option) => {
            const count = round.counts[option] ?? null;
            const gain = last?.moved?.find(([to]) => to === option)?.[1] ?? 0;
            return (
              <Line
                key={option}
                option={option}
                sign={letterOf(option)}
                name={names[option]}
                isShown={false}
                share={Math.max(0, (count ?? 0) - gain) / most}
                gain={gain > 0 && last?.out != null ? { share: gain / most, from: last.out } : undefined}
                was={gain > 0 ? words.moved(gain) : undefined}
                said={count === null ? words.out : stage.count(count)}
                state={
                  count === null
                    ? "out"
                    : round.out === option
                      ? "goes"
                      : round.out === null && order[0] === option
                        ? "wins"
                        : undefined
                }
              />
            );
          })}
        </ol>
        <span class="runoff-half" style={{ transform: `translateX(${(half / most) * 100}%)` }} aria-hidden="true">
          <span>{stage.half}</span>
        </span>
      </div>
    </div>
  );
}

/** Who stands, the most votes on top; then who is out, the last one first. */
function standing(order: readonly number[], round: Round | undefined): number[] {
  if (!round) return [];
  const votes = (option: number) => round.counts[option] ?? -1;
  // `order` breaks ties as the count did, and has the ones that are out in their order.
  return [...order].sort((one, other) => votes(other) - votes(one));
}

/** The votes of who went out start where they were counted before. */
function fly(list: HTMLElement | null, before: ReadonlyMap<string, Spot>, last: Round | undefined): void {
  const start = before.get(`${last?.out}`);
  if (!list || !start) return;
  for (const gain of list.querySelectorAll<HTMLElement>("[data-gain]")) {
    const row = gain.closest<HTMLElement>("[data-flip]");
    const down = start.y - (row?.offsetTop ?? 0);
    gain.animate([{ transform: `translateY(${down}px)` }, { transform: "none" }], {
      ...GLIDE,
      duration: 400,
      composite: "replace",
    });
  }
}

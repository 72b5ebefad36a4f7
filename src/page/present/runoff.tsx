/** A walk through an instant-runoff count: who goes out, and where the votes of the last one went. */
import { useRef } from "preact/hooks";
import type { Round } from "../../protocol/server.ts";
import { stage, figures as words } from "../../words/en.ts";
import { letterOf, tintOf } from "../ui/options.ts";
import { GLIDE, type Spot, useFlip } from "./flip.ts";
import type { RankingProps } from "./ranking.tsx";

const ROOM = 1.06; // the longest bar leaves a little room

export function Runoff({ question, tally, view, tight }: RankingProps) {
  const { rounds = [], order = [] } = tally?.irv ?? {};
  const at = Math.min(view.step.value ?? 0, rounds.length - 1);
  const list = useRef<HTMLOListElement>(null);
  const round = rounds[at];
  const last = rounds[at - 1];
  const shown = standing(order, round).slice(0, tight > 0 ? 6 : 10);
  useFlip(list, `${at}:${shown.join()}`, (before) => fly(list.current, before, last));
  if (!round) return null;
  const half = ((tally?.irv?.of ?? 0) - round.exhausted) / 2;
  const most = Math.max(half, ...rounds.flatMap(({ counts }) => counts.map((count) => count ?? 0))) * ROOM || 1;
  return (
    <div class="runoff">
      <p class="runoff-title">
        <strong>{stage.roundOf(at + 1, rounds.length)}</strong>
      </p>
      <div class="runoff-room">
        <ol class="runoff-rows" ref={list}>
          {shown.map((option) => (
            <RunoffRow
              key={option}
              option={option}
              text={question.options[option] ?? ""}
              count={round.counts[option] ?? null}
              gain={last?.moved?.find(([to]) => to === option)?.[1] ?? 0}
              from={last?.out ?? null}
              most={most}
              goes={round.out === option}
              wins={round.out === null && order[0] === option}
            />
          ))}
        </ol>
        <span class="runoff-half" style={{ transform: `translateX(${(half / most) * 100}%)` }} aria-hidden="true">
          <span>{stage.half}</span>
        </span>
      </div>
    </div>
  );
}

interface RowProps {
  option: number;
  text: string;
  count: number | null;
  gain: number;
  /** Whose votes the gain was. */
  from: number | null;
  most: number;
  goes: boolean;
  wins: boolean;
}

function RunoffRow({ option, text, count, gain, from, most, goes, wins }: RowProps) {
  const own = Math.max(0, (count ?? 0) - gain) / most;
  const state = count === null ? "runoff-out" : goes ? "runoff-goes" : wins ? "runoff-wins" : "";
  return (
    <li data-flip={`${option}`} class={`runoff-row ${tintOf(option)} ${state}`}>
      <span class="option-letter" aria-hidden="true">
        {letterOf(option)}
      </span>
      <span class="row-text" dir="auto">
        {text}
      </span>
      <span class="runoff-track">
        <span class="row-bar" style={{ transform: `scaleX(${own})` }} />
        {gain > 0 && from !== null && (
          <span class="runoff-gain" data-gain={`${from}`}>
            <span class={`row-bar ${tintOf(from)}`} style={{ transform: `translateX(${own * 100}%) scaleX(${gain / most})` }} />
          </span>
        )}
      </span>
      <span class="row-figures">
        {gain > 0 && <span class="row-was">{words.moved(gain)}</span>}
        <span class="row-percent">{count === null ? words.out : stage.count(count)}</span>
      </span>
    </li>
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

/** A ring of shares with its options beside it; the round before is a thin ring inside. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { figure, stage as words } from "../../words/en.ts";
import { shareOf, tintOf } from "../ui/options.ts";
import { isCalm, SPRING_MS } from "./flip.ts";
import { type ChoiceProps, OtherRow, Row } from "./rows.tsx";

export function Donut({ poll, question, tally }: Omit<ChoiceProps, "view" | "tight">) {
  const options = [...question.options.keys()];
  const slices = question.other ? [...options, options.length] : options;
  const shares = slices.map((slice) => shareOf(tally, slice)?.share ?? 0);
  const were = options.map((option) => shareOf(tally?.before, option)?.share ?? 0);
  const tints = slices.map((slice) => (slice < options.length ? tintOf(slice) : "fig-plain"));
  return (
    <div class="donut">
      <svg class="donut-ring" viewBox="-50 -50 100 100" aria-hidden="true">
        <circle class="donut-track" r="39" />
        <Ring inner={30} outer={48} shares={shares} tints={tints} />
        {tally?.before && <Ring inner={22} outer={28} shares={were} tints={tints} />}
      </svg>
      {tally?.counts && (
        <p class="donut-middle">
          <span class="figure-value">{figure(tally.ballots)}</span>
          <span class="figure-label">{words.voted}</span>
        </p>
      )}
      <ol class={`scene-options donut-options scene-rows-${Math.max(4, shares.length)}`}>
        {options.map((option) => (
          <Row key={option} poll={poll} question={question} tally={tally} option={option} bar={false} />
        ))}
        {question.other && <OtherRow question={question} tally={tally} bar={false} />}
      </ol>
    </div>
  );
}

interface RingProps {
  inner: number;
  outer: number;
  shares: readonly number[];
  tints: readonly string[];
}

/** Slices cannot grow by transforms: a few short paths are drawn anew for each frame of the way, and none while nothing moves. */
function Ring({ inner, outer, shares, tints }: RingProps) {
  const group = useRef<SVGGElement>(null);
  const drawn = useRef<readonly number[]>(shares);
  useLayoutEffect(() => {
    const from = drawn.current;
    const draw = (part: number) => {
      drawn.current = shares.map((share, slice) => (from[slice] ?? 0) * (1 - part) + share * part);
      let start = 0;
      for (const [slice, share] of drawn.current.entries()) {
        group.current?.children[slice]?.setAttribute("d", arc(inner, outer, start, start + share));
        start += share;
      }
    };
    if (isCalm() || from === shares) return draw(1);
    const began = performance.now();
    let frame = 0;
    const step = (now: number) => {
      const part = Math.max(0, Math.min(1, (now - began) / SPRING_MS));
      draw(1 - (1 - part) ** 3);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [shares.join()]);
  return (
    <g ref={group}>
      {shares.map((_, slice) => (
        <path key={`${slice}`} class={`donut-slice ${tints[slice]}`} />
      ))}
    </g>
  );
}

const GAP = 0.003; // of the ring: slices stay apart for who does not see their colours

/** A piece of the ring, clockwise from the top. */
function arc(inner: number, outer: number, from: number, to: number): string {
  if (to - from < GAP) return "";
  const [start, end] = to - from > 1 - GAP ? [0, 0.9999] : [from + GAP / 2, to - GAP / 2];
  const large = end - start > 0.5 ? 1 : 0;
  const at = (radius: number, turn: number) => {
    const angle = 2 * Math.PI * turn;
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  const out = `M${at(outer, start)}A${outer} ${outer} 0 ${large} 1 ${at(outer, end)}`;
  return `${out}L${at(inner, end)}A${inner} ${inner} 0 ${large} 0 ${at(inner, start)}Z`;
}

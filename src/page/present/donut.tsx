/** A ring of shares with its options beside it; the round before is a thin ring inside. */
import type { TallyView } from "../../protocol/server.ts";
import { figure, stage as words } from "../../words/en.ts";
import { shareOf, tintOf } from "../ui/options.ts";
import { type ChoiceProps, OtherRow, Row } from "./rows.tsx";

export function Donut({ poll, question, tally }: Omit<ChoiceProps, "view" | "tight">) {
  const entries = question.options.length + (question.other ? 1 : 0);
  return (
    <div class="donut">
      <svg class="donut-ring" viewBox="0 0 100 100" aria-hidden="true">
        <Ring radius={39} width={18} tally={tally} entries={entries} />
        {tally?.before && <Ring radius={25} width={6} tally={tally.before} entries={entries} />}
      </svg>
      {tally?.counts && (
        <p class="donut-middle">
          <span class="figure-value">{figure(tally.ballots)}</span>
          <span class="figure-label">{words.voted}</span>
        </p>
      )}
      <ol class={`scene-options donut-options scene-rows-${Math.max(4, entries)}`}>
        {question.options.map((_, option) => (
          <Row key={`${option}`} poll={poll} question={question} tally={tally} option={option} bar={false} />
        ))}
        {question.other && <OtherRow question={question} tally={tally} bar={false} />}
      </ol>
    </div>
  );
}

interface RingProps {
  radius: number;
  width: number;
  tally: (TallyView & { other?: { people: number } }) | undefined;
  entries: number;
}

/** Slices turn to their place and grow there. The length of a dash is painted, not composited; one small picture stands it. */
function Ring({ radius, width, tally, entries }: RingProps) {
  const own = tally?.ballots ? (tally.other?.people ?? 0) / tally.ballots : 0;
  const shares = Array.from({ length: entries }, (_, option) => shareOf(tally, option)?.share || 0);
  if (own > 0) shares[entries - 1] = own;
  let turned = 0;
  return (
    <g fill="none" stroke-width={width}>
      <circle class="donut-track" cx="50" cy="50" r={radius} />
      {shares.map((share, option) => {
        const from = turned;
        turned += share;
        return (
          <circle
            key={`${option}`}
            class={`donut-slice ${tintOf(option)}`}
            cx="50"
            cy="50"
            r={radius}
            pathLength={1}
            style={{
              strokeDasharray: `${Math.max(0, share - GAP)} 1`,
              transform: `rotate(${(from + GAP / 2) * 360 - 90}deg)`,
              opacity: share > 0 ? 1 : 0,
            }}
          />
        );
      })}
    </g>
  );
}

const GAP = 0.004; // of the ring: slices stay apart for who does not see their colours

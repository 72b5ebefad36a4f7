/** A ring of the answers with its key beside it. Rests are one grey slice: more than eight colours tell nothing apart. */
import { figures as words } from "../../words/en.ts";
import type { Row } from "./bars.tsx";
import { Letter, Picture, Words } from "./face.tsx";

const SLICES_MAX = 8; // as many as there are colours
const LETTER_FROM = 0.06; // of the ring: a smaller slice has no room for it
const MIDDLE = 21;
const RADIUS = 100 / (2 * Math.PI); // a ring 100 long, so that lengths are percentages

interface Slice {
  key: string;
  tint: string;
  from: number;
  share: number;
  letter: string;
}

export function Donut({ rows, counts, people }: { rows: readonly Row[]; counts: readonly number[]; people: number }) {
  const slices = slicesOf(rows, counts);
  return (
    <div class="fig-donut">
      <svg viewBox="0 0 42 42" aria-hidden="true">
        <circle class="fig-ring" cx={MIDDLE} cy={MIDDLE} r={RADIUS} />
        {slices.map(({ key, tint, from, share }) => (
          <circle
            key={key}
            class={`fig-slice ${tint}`}
            cx={MIDDLE}
            cy={MIDDLE}
            r={RADIUS}
            style={{ strokeDasharray: `${100 * share} ${100 - 100 * share}`, strokeDashoffset: `${25 - 100 * from}` }}
          />
        ))}
        {slices.length > 1 && slices.map(({ key, from }) => <Gap key={key} at={from} />)}
        {slices.map((slice) => slice.share >= LETTER_FROM && <SliceLetter key={slice.key} slice={slice} />)}
        <text class="fig-middle" x={MIDDLE} y={MIDDLE}>
          {people.toLocaleString("en")}
        </text>
      </svg>
      <ol class="fig-key">
        {rows.map(({ name, mine, now }) => (
          <li key={name.letter} class={name.tint}>
            <Letter of={name} />
            <span class="fig-label">
              <Picture of={name} />
              <Words of={name} mine={mine} />
            </span>
            <span class="fig-figures">
              <strong>{now?.strong}</strong> <span>{now?.soft}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Gap({ at }: { at: number }) {
  return <path class="fig-gap" d="M21 8.500V1.600" style={{ transform: `rotate(${at}turn)` }} />;
}

function SliceLetter({ slice: { from, share, letter } }: { slice: Slice }) {
  const turn = 2 * Math.PI * (from + share / 2);
  const place = `translate(${MIDDLE + RADIUS * Math.sin(turn)}px, ${MIDDLE - RADIUS * Math.cos(turn)}px)`;
  return (
    <text class="fig-slice-letter" style={{ transform: place }}>
      {letter}
    </text>
  );
}

/** Of all marks: a ring is always whole, also where people gave several answers. */
function slicesOf(rows: readonly Row[], counts: readonly number[]): Slice[] {
  const marks = counts.reduce((sum, count) => sum + count, 0);
  if (marks === 0) return [];
  const said = rows.map(({ name }, at) => ({
    key: name.letter,
    tint: name.tint,
    letter: name.letter,
    share: (counts[at] ?? 0) / marks,
  }));
  const shown = said.filter(({ share }) => share > 0);
  const largest = new Set(shown.toSorted((one, other) => other.share - one.share).slice(0, SLICES_MAX - 1));
  const kept = shown.length > SLICES_MAX ? shown.filter((slice) => largest.has(slice)) : shown;
  const rest = 1 - kept.reduce((sum, { share }) => sum + share, 0);
  if (kept.length < shown.length) kept.push({ key: words.others, tint: "fig-plain", letter: "…", share: rest });
  let from = 0;
  return kept.map((slice) => {
    const placed = { ...slice, from };
    from += slice.share;
    return placed;
  });
}

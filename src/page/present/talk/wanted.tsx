/** What the room asks most, on this screen only: rows that glide to their places as votes come in. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { STAGE_ASKS_MAX } from "../../../protocol/limits.ts";
import { figure, talkStage as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { Hand } from "../../ui/hand.tsx";
import { ARROW_UP, Icon, NEXT, SCREEN } from "../../ui/icons.tsx";
import { isSameOrder } from "../../ui/sameorder.ts";
import { useResizes } from "../fitted.ts";
import { useFlip } from "../flip.ts";
import { useSettled } from "../settled.ts";
import { Above } from "./staged.tsx";
import type { Asked } from "./told.ts";

interface Props {
  /** The most votes first. */
  asks: readonly Asked[];
  title: string;
  lost: boolean;
}

export function Wanted({ asks, title, lost }: Props) {
  const order = useSettled(
    asks.slice(0, STAGE_ASKS_MAX).map(({ id }) => id),
    isSameOrder,
  );
  // What the host takes away goes at once; places wait.
  const rows = order.flatMap((id) => asks.find((ask) => ask.id === id) ?? []);
  const { box, shown } = useReadable(rows);
  useFlip(box, `${shown}:${rows.map(({ id }) => id).join()}`);
  return (
    <section class="scene wanted">
      <Above title={title} lost={lost} />
      <h1>{words.wanted}</h1>
      {rows.length === 0 && (
        <p class="wanted-none">
          <Hand />
          {words.none}
        </p>
      )}
      <ol class="wanted-rows" ref={box}>
        {rows.map((ask, at) => (
          <Row key={ask.id} ask={ask} hidden={at >= shown} />
        ))}
      </ol>
    </section>
  );
}

function Row({ ask: { id, text, votes, pinned, next }, hidden }: { ask: Asked; hidden: boolean }) {
  return (
    <li class="wanted-row" data-flip={`${id}`} hidden={hidden}>
      <span class="wanted-votes">
        <Icon shape={ARROW_UP} />
        <span class="number">{figure(votes)}</span>
        <span class="visually-hidden">{words.votes(votes)}</span>
      </span>
      <span class="wanted-text" dir="auto">
        {text}
      </span>
      {pinned ? <Chip shape={SCREEN}>{words.now}</Chip> : next && <Chip shape={NEXT}>{words.nextShort}</Chip>}
    </li>
  );
}

/** Of the text, in the stage's unit; the last is 1/30 of the height, and a little. */
const SIZES = [5.6, 5, 4.4, 3.9, 3.5] as const;

/** How many rows can be read: all of them as large as they fit, else at the smallest size as many as there is room for. */
function useReadable(rows: readonly Asked[]) {
  const box = useRef<HTMLOListElement>(null);
  const shown = useSignal(rows.length);
  const memory = useRef({ size: 0, resized: 0 });
  const resized = useResizes(box);
  useLayoutEffect(() => {
    // More rows only ever make them smaller, until the screen changes: nothing swells and shrinks.
    if (memory.current.resized !== resized) memory.current = { size: 0, resized };
    if (box.current) shown.value = fitted(box.current, memory.current);
  }, [rows.map(({ text, pinned, next }) => `${text}${pinned}${next}`).join("\n"), resized]);
  return { box, shown: shown.value };
}

function fitted(box: HTMLElement, memory: { size: number }): number {
  const rows = [...box.children] as HTMLElement[];
  const hidden = rows.map((row) => row.hidden);
  for (const row of rows) row.hidden = false;
  for (; ; memory.size++) {
    box.style.setProperty("--size", `${SIZES[memory.size]}`);
    if (box.scrollHeight <= box.clientHeight || memory.size === SIZES.length - 1) break;
  }
  const fits = rows.filter((row) => row.offsetTop + row.offsetHeight <= box.clientHeight).length;
  for (const [at, row] of rows.entries()) row.hidden = hidden[at] ?? false; // what is shown is the view's to say
  return fits;
}

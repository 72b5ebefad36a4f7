/** Whole answers on cards, the most frequent first, as large as there is room for; what does not fit takes turns. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TallyViews } from "../../protocol/server.ts";
import { figures } from "../../words/en.ts";
import { isSameOrder } from "../ui/sameorder.ts";
import { useResizes } from "./fitted.ts";
import { useFlip } from "./flip.ts";
import { useTurns } from "./pages.ts";
import { useSettled } from "./settled.ts";
import type { View } from "./view.ts";

interface Props {
  tally: TallyViews["text"] | undefined;
  view: View;
}

/** Of the text, in the stage's unit; the last one is 1/30 of the height. */
const SIZES = [7.5, 6.8, 6.2, 5.6, 5, 4.6, 4.2, 3.8, 3.5] as const;

export function Wall({ tally, view }: Props) {
  const words = useSettled<readonly string[]>(tally?.words ?? [], isSameOrder);
  const counts = new Map((tally?.words ?? []).map((word, index) => [word, tally?.counts[index] ?? 1]));
  const room = useRef<HTMLUListElement>(null);
  const memory = useRef<Memory>({ size: 0, resized: 0 });
  const starts = useSignal<readonly number[]>([0]);
  const others = tally?.others ?? 0;
  const resized = useResizes(room);
  useLayoutEffect(() => {
    if (memory.current.resized !== resized) memory.current = { size: 0, resized };
    if (room.current) starts.value = arranged(room.current, memory.current);
  }, [words, resized, others > 0]);
  const page = view.page.value % starts.value.length;
  const from = starts.value[page] ?? 0;
  const to = starts.value[page + 1] ?? Number.POSITIVE_INFINITY;
  useTurns(view, starts.value.length);
  useFlip(room, `${page}:${words.join("\n")}`);
  return (
    <ul class="wall" ref={room}>
      {words.map((word, index) => {
        const count = counts.get(word) ?? 1;
        return (
          <li key={word} data-flip={word} class={`wall-card tint-${(hash(word) % 8) + 1}`} hidden={index < from || index >= to}>
            <span dir="auto">{word}</span>
            {count > 1 && <strong class="wall-count">{figures.times(count)}</strong>}
          </li>
        );
      })}
      {others > 0 && <li class="wall-more soft">{figures.more(others)}</li>}
    </ul>
  );
}

/** How large the answers of this wall are: more answers only ever make them smaller, until the screen changes. */
interface Memory {
  size: number;
  resized: number;
}

/** The largest size in which all cards fit, or the smallest in pages. */
function arranged(room: HTMLElement, memory: Memory): number[] {
  const cards = [...room.querySelectorAll<HTMLElement>(".wall-card")];
  const hidden = cards.map((card) => card.hidden);
  for (const card of cards) card.hidden = false;
  const starts = measured(room, cards, memory);
  for (const [index, card] of cards.entries()) card.hidden = hidden[index] ?? false; // what is shown is the view's to say
  return starts;
}

/** Where each page begins. All places are read at once, after one change of size. */
function measured(room: HTMLElement, cards: readonly HTMLElement[], memory: Memory): number[] {
  for (; ; memory.size++) {
    room.style.setProperty("--size", `${SIZES[memory.size]}`);
    if (room.scrollHeight <= room.clientHeight) return [0];
    if (memory.size === SIZES.length - 1) break;
  }
  const height = room.clientHeight;
  const starts = [0];
  let top = 0;
  const places = cards.map(({ offsetTop, offsetHeight }) => ({ offsetTop, bottom: offsetTop + offsetHeight }));
  const reserve = (room.querySelector<HTMLElement>(".wall-more")?.offsetHeight ?? 0) * 1.15;
  for (const [index, { offsetTop, bottom }] of places.entries()) {
    if (bottom - top <= height - reserve || index === starts.at(-1)) continue;
    starts.push(index);
    top = offsetTop;
  }
  return starts;
}

function hash(word: string): number {
  let mixed = 7;
  for (const letter of word) mixed = (mixed * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return mixed;
}

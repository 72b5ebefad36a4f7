/** Words as large as they are frequent. A word keeps its place for as long as it can, and grows there. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { TallyViews } from "../../protocol/server.ts";
import { figures } from "../../words/en.ts";
import { Arranger, type Box, type Word } from "./arranger.ts";
import { useSettled } from "./settled.ts";

interface Props {
  tally: TallyViews["text"] | undefined;
}

export function Cloud({ tally }: Props) {
  const room = useRef<HTMLUListElement>(null);
  const box = useBox(room);
  const said = useSettled(countsOf(tally), isSame);
  const placed = useSignal<readonly Word[]>([]);
  // Another screen: the places mean nothing there.
  const arranger = useMemo(() => {
    const font = room.current && getComputedStyle(room.current).fontFamily;
    return box && font ? new Arranger(box, font, (words) => (placed.value = words)) : null;
  }, [box]);
  useEffect(() => void arranger?.arrange(said), [arranger, said]);
  return (
    <ul class="cloud" ref={room}>
      {placed.value.map(({ text, x, y, size, tint }) => (
        <li key={text} class={`cloud-word tint-${tint}`} style={{ transform: moved(x, y, size) }}>
          <span>{text}</span> <span class="visually-hidden">{figures.times(said.get(text) ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

const PER_UNIT = 5; // of the layout's pixels
const BASE = 10 * PER_UNIT; // the size in which words are set before they are scaled

/** From the middle of the room; a word's own middle lies on it, with its baseline where the layout put it. */
function moved(x: number, y: number, size: number): string {
  return `translate(calc(${x / PER_UNIT} * var(--u)), calc(${y / PER_UNIT} * var(--u))) scale(${size / BASE})`;
}

function countsOf(tally: TallyViews["text"] | undefined): ReadonlyMap<string, number> {
  return new Map((tally?.words ?? []).map((word, index) => [word, tally?.counts[index] ?? 0]));
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([word, count]) => other.get(word) === count);
}

/** Measured once, and again only when the screen changes. */
function useBox(room: { current: HTMLElement | null }): Box | null {
  const box = useSignal<Box | null>(null);
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return;
    const measure = () => {
      const unit = Number.parseFloat(getComputedStyle(element).fontSize) / BASE;
      const [width, height] = [Math.round(element.clientWidth / unit), Math.round(element.clientHeight / unit)];
      if (width > 0 && (box.peek()?.width !== width || box.peek()?.height !== height)) box.value = { width, height };
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return box.value;
}

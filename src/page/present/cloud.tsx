/** Words as large as they are frequent. A word keeps its place for as long as it can, and grows there. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { TallyViews } from "../../protocol/server.ts";
import { figures } from "../../words/en.ts";
import type { Placed } from "./cloudlayout.ts";
import { useSettled } from "./settled.ts";

interface Props {
  tally: TallyViews["text"] | undefined;
}

interface Box {
  /** In tenths of the stage's unit, so that a miniature is the same cloud. */
  width: number;
  height: number;
}

const SMALLEST = 36; // tenths of a unit: text of 1/30 of the height, and a little
const LARGEST = 240;
const SHRINK = 0.88; // and the next smaller size is tried
const EM_OF_A_LETTER = 0.68; // in the boldest fonts
const TINTS = 8;

export function Cloud({ tally }: Props) {
  const room = useRef<HTMLUListElement>(null);
  const box = useBox(room);
  const said = useSettled(countsOf(tally), isSame);
  const placed = useSignal<readonly Placed[]>([]);
  const memory = useRef<Memory | null>(null);
  useEffect(() => {
    if (!box || !room.current || said.size === 0) {
      placed.value = [];
      return;
    }
    // Another screen: the places mean nothing there.
    if (memory.current?.box !== box) memory.current = { box, largest: LARGEST, spots: new Map() };
    const { spots } = memory.current;
    let current = true;
    void arrange(said, memory.current, getComputedStyle(room.current).fontFamily).then((laid) => {
      if (!current) return;
      for (const { text, x, y } of laid) spots.set(text, { x, y, tint: spots.get(text)?.tint ?? (spots.size % TINTS) + 1 });
      placed.value = laid;
    });
    return () => {
      current = false;
    };
  }, [said, box]);
  return (
    <ul class="cloud" ref={room}>
      {placed.value.map(({ text, x, y, size }) => (
        <li key={text} class={`cloud-word tint-${memory.current?.spots.get(text)?.tint}`} style={{ transform: moved(x, y, size) }}>
          <span>{text}</span> <span class="visually-hidden">{figures.times(said.get(text) ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

const BASE = 100; // tenths of a unit: the size in which words are set before they are scaled

/** From the middle of the room; a word's own middle lies on it, with its baseline where the layout put it. */
function moved(x: number, y: number, size: number): string {
  return `translate(calc(${x / 10} * var(--u)), calc(${y / 10} * var(--u))) scale(${size / BASE})`;
}

function countsOf(tally: TallyViews["text"] | undefined): ReadonlyMap<string, number> {
  return new Map((tally?.words ?? []).map((word, index) => [word, tally?.counts[index] ?? 0]));
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([word, count]) => other.get(word) === count);
}

/** What the cloud remembers between two layouts. */
interface Memory {
  box: Box;
  /** The largest word of the last layout: more words only ever make it smaller, so nothing swells and shrinks. */
  largest: number;
  spots: Map<string, { x: number; y: number; tint: number }>;
}

/** Smaller and smaller until everything has room; the smallest words stay readable from the back. */
async function arrange(said: ReadonlyMap<string, number>, memory: Memory, font: string): Promise<readonly Placed[]> {
  const { layOut } = await import("./cloudlayout.ts");
  const { box, spots } = memory;
  const most = Math.max(...said.values());
  let best: readonly Placed[] = [];
  for (let largest = Math.min(memory.largest, widest(said, box)); largest > SMALLEST; largest *= SHRINK) {
    const words = [...said].map(([text, count]) => ({ text, size: Math.max(SMALLEST, largest * weight(count, most)) }));
    const placed = await layOut(words, [box.width, box.height], font, spots);
    if (placed.length > best.length) {
      best = placed;
      memory.largest = largest;
    }
    if (placed.length === words.length) break;
  }
  return best;
}

/** Of the largest size: by area, so that a word said twice as often looks twice as much. */
function weight(count: number, most: number): number {
  return Math.sqrt(count / most);
}

/** The most frequent words must fit the width. */
function widest(said: ReadonlyMap<string, number>, { width }: Box): number {
  const most = Math.max(...said.values());
  const widths = [...said].map(([word, count]) => word.length * weight(count, most));
  return (width * 0.9) / (Math.max(...widths) * EM_OF_A_LETTER);
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

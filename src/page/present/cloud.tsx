/** Words as large as they are frequent. A word keeps its place for as long as it can, and grows there. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { TallyViews } from "../../protocol/server.ts";
import { figures } from "../../words/en.ts";
import { weightOf } from "../figures/maths.ts";
import type { Placed, Spots } from "./cloudlayout.ts";
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
const LARGEST = 190;
const SHRINKS = [1, 0.82, 0.66, 0.5, 0.38] as const; // of the largest, until all words have room
const TINTS = 8;

export function Cloud({ tally }: Props) {
  const room = useRef<HTMLUListElement>(null);
  const box = useBox(room);
  const said = useSettled(countsOf(tally), isSame);
  const placed = useSignal<readonly Placed[]>([]);
  const known = useRef<Map<string, { x: number; y: number; tint: number }>>(new Map());
  useEffect(() => {
    if (!box || !room.current || said.size === 0) {
      placed.value = [];
      return;
    }
    let current = true;
    void arrange(said, box, getComputedStyle(room.current).fontFamily, known.current).then((laid) => {
      if (!current) return;
      for (const { text, x, y } of laid) {
        const tint = known.current.get(text)?.tint ?? (known.current.size % TINTS) + 1;
        known.current.set(text, { x, y, tint });
      }
      placed.value = laid;
    });
    return () => {
      current = false;
    };
  }, [said, box?.width, box?.height]);
  return (
    <ul class="cloud" ref={room}>
      {placed.value.map(({ text, x, y, size }) => (
        <li key={text} class={`cloud-word tint-${known.current.get(text)?.tint}`} style={{ transform: moved(x, y, size) }}>
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

/** Smaller and smaller until everything has room; the smallest words stay readable from the back. */
async function arrange(said: ReadonlyMap<string, number>, box: Box, font: string, known: Spots): Promise<readonly Placed[]> {
  const { layOut } = await import("./cloudlayout.ts");
  const most = Math.max(...said.values());
  let best: readonly Placed[] = [];
  for (const shrunk of SHRINKS) {
    const largest = largestFor(said, box) * shrunk;
    const words = [...said].map(([text, count]) => ({
      text,
      size: SMALLEST + (largest - SMALLEST) * weight(count, most, said.size),
    }));
    const placed = await layOut(words, [box.width, box.height], font, known);
    if (placed.length > best.length) best = placed;
    if (placed.length === words.length) break;
  }
  return best;
}

/** Where every word was said equally often none is small. */
function weight(count: number, most: number, words: number): number {
  if (most > 1) return weightOf(count, most);
  return words < 12 ? 0.45 : 0.2;
}

/** The longest of the frequent words must fit the width. */
function largestFor(said: ReadonlyMap<string, number>, { width, height }: Box): number {
  const most = Math.max(...said.values());
  const longest = Math.max(...[...said].filter(([, count]) => count * 2 > most).map(([word]) => word.length));
  return Math.max(SMALLEST, Math.min(LARGEST, height * 0.42, (width * 0.85) / (longest * 0.66)));
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

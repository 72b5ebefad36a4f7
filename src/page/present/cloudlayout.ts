/** Lays out a cloud by d3-cloud, which packs words without overlaps. It loads with the first cloud that is shown. */
import cloud from "d3-cloud";

export interface Weighed {
  text: string;
  /** In the units of the box. */
  size: number;
}

export interface Placed extends Weighed {
  x: number;
  y: number;
}

export type Spots = ReadonlyMap<string, { x: number; y: number }>;

const SPRITE_PX = 32; // the library counts its board in words of 32 bits
const PADDING_PX = 3;
const WORK_MS = 6; // then the bars, the clock and the keys get their turn

/**
 * Each word starts at the place that it had, and takes the nearest that is free; the library asks for chance twice to begin a word, and once
 * more to choose which way round it searches. What has no room is left out.
 */
export function layOut(words: readonly Weighed[], box: [number, number], font: string, known: Spots): Promise<Placed[]> {
  const size: [number, number] = [Math.floor(box[0] / SPRITE_PX) * SPRITE_PX, Math.floor(box[1])];
  const ordered = words.map((word) => ({ ...word, size: Math.floor(word.size) })).sort((one, other) => other.size - one.size);
  let asked = 0;
  const chance = () => {
    const [index, part] = [Math.floor(asked / 3), asked++ % 3];
    if (part === 2) return index % 2;
    const word = ordered[index];
    const at = word && (known.get(word.text) ?? fresh(word.text, size));
    const along = part === 0 ? (at?.x ?? 0) / size[0] : (at?.y ?? 0) / size[1];
    return 2 * along + 0.5; // the middle of the box is 0 here, and 0.5 there
  };
  return new Promise((resolve) => {
    cloud<Weighed & { x?: number; y?: number }>()
      .size(size)
      .words(ordered)
      .font(font)
      .fontWeight(800)
      .fontSize(({ size }) => size)
      .padding(PADDING_PX)
      .timeInterval(WORK_MS)
      .rotate(() => 0)
      .random(chance)
      .on("end", (placed) => resolve(placed.map(({ text, size, x = 0, y = 0 }) => ({ text, size, x, y }))))
      .start();
  });
}

/** The same on every screen: near the middle, each word in a direction of its own. */
function fresh(text: string, [width, height]: [number, number]): { x: number; y: number } {
  let mixed = 0;
  for (const letter of text) mixed = (mixed * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  const angle = (mixed / 9_973) * 2 * Math.PI;
  return { x: (Math.cos(angle) * width) / 10, y: (Math.sin(angle) * height) / 10 };
}

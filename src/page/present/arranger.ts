/** Finds how large the words of a cloud can be, and remembers where each one stands. */
import type { Placed } from "./cloudlayout.ts";

/** In fifths of the stage's unit, so that a miniature is the same cloud, and a wall of pixels costs no more than a laptop. */
export interface Box {
  width: number;
  height: number;
}

export interface Word extends Placed {
  tint: number;
}

type Counts = ReadonlyMap<string, number>;

const SMALLEST = 18; // text of 1/30 of the height, and a little
const LARGEST = 120;
const SHRINK = 0.88; // and the next smaller size is tried
const FILLED = 0.62; // of the box by the boxes of words: more never fits
const EM_OF_A_LETTER = 0.68; // in the boldest fonts
const TINTS = 8;

/** One layout at a time: what comes in meanwhile waits, and only the newest of it is laid out. */
export class Arranger {
  readonly #box: Box;
  readonly #font: string;
  readonly #place: (words: readonly Word[]) => void;
  readonly #spots = new Map<string, { x: number; y: number; tint: number }>();
  /** The largest word of the last layout: more words only ever make it smaller, so nothing swells and shrinks. */
  #largest = LARGEST;
  #wanted: Counts | null = null;
  #isBusy = false;

  constructor(box: Box, font: string, place: (words: readonly Word[]) => void) {
    this.#box = box;
    this.#font = font;
    this.#place = place;
  }

  async arrange(said: Counts): Promise<void> {
    this.#wanted = said;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) {
        const placed = await this.#layOut(next);
        this.#place(placed.map((word) => ({ ...word, tint: this.#settle(word) })));
      }
    } finally {
      this.#isBusy = false; // the library did not load: with the next words it is asked for once more
    }
  }

  #take(): Counts | null {
    const wanted = this.#wanted;
    this.#wanted = null;
    return wanted;
  }

  /** Its colour, which a word keeps as it keeps its place. */
  #settle({ text, x, y }: Placed): number {
    const tint = this.#spots.get(text)?.tint ?? (this.#spots.size % TINTS) + 1;
    this.#spots.set(text, { x, y, tint });
    return tint;
  }

  /** Smaller and smaller until everything has room, or newer words wait; the smallest stay readable from the back. */
  async #layOut(said: Counts): Promise<readonly Placed[]> {
    if (said.size === 0) return [];
    const { layOut } = await import("./cloudlayout.ts");
    const { width, height } = this.#box;
    this.#largest = Math.min(this.#largest, largestFor(said, this.#box));
    for (;;) {
      const words = [...said].map(([text, count]) => ({ text, size: sizeOf(said, count, this.#largest) }));
      const placed = await layOut(words, [width, height], this.#font, this.#spots);
      if (placed.length === words.length || this.#wanted || this.#largest <= SMALLEST) return placed;
      this.#largest *= SHRINK;
    }
  }
}

/** By area: a word said twice as often looks twice as much. */
function sizeOf(said: Counts, count: number, largest: number): number {
  return Math.max(SMALLEST, largest * Math.sqrt(count / Math.max(...said.values())));
}

/** What may just fit: each word the width, all of them the area. */
function largestFor(said: Counts, { width, height }: Box): number {
  const ems = [...said].map(([text, count]) => ({
    long: text.length * EM_OF_A_LETTER,
    size: sizeOf(said, count, LARGEST) / LARGEST,
  }));
  const widest = Math.max(...ems.map(({ long, size }) => long * size));
  const area = ems.reduce((sum, { long, size }) => sum + long * size ** 2, 0);
  return Math.min(LARGEST, (width * 0.9) / widest, Math.sqrt((FILLED * width * height) / area));
}

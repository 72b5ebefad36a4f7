/** A result as a picture to send: painted here, in the colours that the page has now. */
import { figures as figureWords, product } from "../../../words/en.ts";
import { HAND } from "../../ui/mark.ts";
import { broken, fitted } from "./lines.ts";
import type { Drawing } from "./model.ts";

export const SIZES = { wide: { width: 1200, height: 630 }, square: { width: 1080, height: 1080 } } as const;
export type Size = keyof typeof SIZES;

export interface Poster {
  title: string;
  question: string;
  people: string;
  drawing: Drawing;
}

const MARGIN = 64;
const FOOT = 48;

export function painted(poster: Poster, size: Size): HTMLCanvasElement {
  const { width, height } = SIZES[size];
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  new Painter(context, width, height).paint(poster);
  return canvas;
}

class Painter {
  readonly #on: CanvasRenderingContext2D;
  readonly #width: number;
  readonly #height: number;
  readonly #style = getComputedStyle(document.documentElement);

  constructor(on: CanvasRenderingContext2D, width: number, height: number) {
    this.#on = on;
    this.#width = width;
    this.#height = height;
  }

  paint({ title, question, people, drawing }: Poster): void {
    this.#on.fillStyle = this.#colour("--paper");
    this.#on.fillRect(0, 0, this.#width, this.#height);
    let top = MARGIN;
    if (title) {
      this.#font(26, 600, "--ink-soft");
      this.#write(fitted(this.#on, title, this.#inner), MARGIN, top, "top");
      top += 44;
    }
    top = this.#question(question, top) + 28;
    const bottom = this.#height - MARGIN - FOOT - 20;
    if (drawing.shape === "rows") this.#rows(drawing, top, bottom);
    else if (drawing.shape === "columns") this.#columns(drawing, top, bottom);
    else this.#words(drawing, top, bottom);
    this.#foot(people);
  }

  get #inner(): number {
    return this.#width - 2 * MARGIN;
  }

  /** Smaller where it is long, three lines at most. */
  #question(text: string, top: number): number {
    for (const pixels of [56, 46, 38]) {
      this.#font(pixels, 800, "--ink");
      const lines = broken(this.#on, text, this.#inner);
      if (lines.length > 2 && pixels > 38) continue;
      const shown = lines.length > 3 ? [...lines.slice(0, 2), fitted(this.#on, lines.slice(2).join(" "), this.#inner)] : lines;
      for (const [at, line] of shown.entries()) this.#write(line, MARGIN, top + at * pixels * 1.18, "top");
      return top + shown.length * pixels * 1.18;
    }
    return top;
  }

  #rows({ rows, more }: Extract<Drawing, { shape: "rows" }>, top: number, bottom: number): void {
    const step = Math.min(104, (bottom - top) / (rows.length + (more ? 0.6 : 0)));
    const text = Math.min(32, step * 0.42);
    for (const [at, { letter, tint, text: words, figure, share }] of rows.entries()) {
      const y = top + at * step;
      const disc = Math.min(56, step * 0.72);
      const colour = this.#tint(tint);
      this.#on.fillStyle = colour;
      this.#box(MARGIN, y + (step - disc) / 2, disc, disc, disc / 2);
      this.#font(disc * 0.46, 800, "--on-option");
      this.#write(letter, MARGIN + disc / 2, y + step / 2, "middle", "center");
      const left = MARGIN + disc + 20;
      const right = this.#width - MARGIN;
      this.#font(text, 800, "--ink");
      this.#write(figure, right, y + step * 0.36, "middle", "right");
      const room = right - left - this.#on.measureText(figure).width - 24;
      this.#font(text, 600, "--ink");
      this.#write(fitted(this.#on, words, room), left, y + step * 0.36, "middle");
      const bar = Math.max(8, step * 0.18);
      this.#on.fillStyle = this.#colour("--sunk");
      this.#box(left, y + step * 0.66, right - left, bar, bar / 2);
      this.#on.fillStyle = colour;
      if (share > 0) this.#box(left, y + step * 0.66, Math.max(bar, (right - left) * Math.min(1, share)), bar, bar / 2);
    }
    if (more) this.#note(figureWords.more(more), top + rows.length * step + step * 0.3);
  }

  #columns({ columns, ends, line }: Extract<Drawing, { shape: "columns" }>, top: number, bottom: number): void {
    this.#font(34, 800, "--ink");
    this.#write(fitted(this.#on, line, this.#inner), MARGIN, top, "top");
    const hasFeet = columns.some(({ foot }) => foot !== "");
    const ground = bottom - (hasFeet ? 80 : 44);
    const [ceiling, width] = [top + 92, this.#inner / columns.length];
    const gap = Math.min(16, width * 0.15);
    for (const [at, { foot, said, height }] of columns.entries()) {
      const x = MARGIN + at * width;
      const tall = (ground - ceiling) * height;
      this.#on.fillStyle = this.#colour("--accent");
      if (tall > 0) this.#box(x + gap / 2, ground - tall, width - gap, tall, [Math.min(10, tall), Math.min(10, tall), 0, 0]);
      this.#font(24, 800, "--ink");
      this.#write(said, x + width / 2, ground - tall - 8, "bottom", "center");
      this.#write(foot, x + width / 2, ground + 12, "top", "center");
    }
    this.#on.fillStyle = this.#colour("--line-strong");
    this.#on.fillRect(MARGIN, ground, this.#inner, 3);
    this.#font(24, 400, "--ink-soft");
    const under = ground + (hasFeet ? 48 : 14);
    this.#write(fitted(this.#on, ends[0], this.#inner / 2 - 20), MARGIN, under, "top");
    this.#write(fitted(this.#on, ends[1], this.#inner / 2 - 20), this.#width - MARGIN, under, "top", "right");
  }

  /** Line by line, in the middle, as many as there is room for. */
  #words({ words, more }: Extract<Drawing, { shape: "words" }>, top: number, bottom: number): void {
    let [y, left] = [top, words.length];
    let line: { text: string; tint: string; pixels: number; width: number }[] = [];
    const flush = (): void => {
      const width = line.reduce((sum, word) => sum + word.width + 32, -32);
      const tall = Math.max(0, ...line.map(({ pixels }) => pixels)) * 1.2;
      let x = (this.#width - width) / 2;
      for (const word of line) {
        this.#font(word.pixels, 800, "--ink");
        this.#on.fillStyle = this.#tint(word.tint);
        this.#write(word.text, x, y + tall * 0.8, "alphabetic");
        x += word.width + 32;
      }
      y += tall + 8;
      left -= line.length;
      line = [];
    };
    const scale = Math.min(1.7, Math.max(1, Math.sqrt(14 / words.length))); // few words fill the picture too
    for (const { text, tint, weight } of words) {
      const pixels = scale * (30 + 50 * weight);
      this.#font(pixels, 800, "--ink");
      const shown = fitted(this.#on, text, this.#inner);
      const width = this.#on.measureText(shown).width;
      if (line.length > 0 && line.reduce((sum, word) => sum + word.width + 32, width) > this.#inner) flush();
      if (y + pixels * 1.2 > bottom - 40) break;
      line.push({ text: shown, tint, pixels, width });
    }
    if (line.length > 0) flush();
    if (left + more > 0) this.#note(figureWords.more(left + more), bottom - 14);
  }

  #note(text: string, y: number): void {
    this.#font(24, 400, "--ink-soft");
    this.#write(text, MARGIN, y, "middle");
  }

  #foot(people: string): void {
    const y = this.#height - MARGIN - FOOT / 2;
    this.#font(28, 600, "--ink-soft");
    this.#write(people, MARGIN, y, "middle");
    this.#font(30, 800, "--ink");
    this.#write(product.name, this.#width - MARGIN, y, "middle", "right");
    const left = this.#width - MARGIN - this.#on.measureText(product.name).width - 52;
    this.#on.save();
    this.#on.translate(left, y - 20);
    this.#on.scale(40 / 24, 40 / 24);
    this.#on.fillStyle = this.#on.strokeStyle = this.#colour("--accent");
    this.#on.lineWidth = 3;
    this.#on.lineCap = this.#on.lineJoin = "round";
    const hand = new Path2D(HAND);
    this.#on.fill(hand);
    this.#on.stroke(hand);
    this.#on.restore();
  }

  #write(text: string, x: number, y: number, baseline: CanvasTextBaseline, align: CanvasTextAlign = "left"): void {
    this.#on.textBaseline = baseline;
    this.#on.textAlign = align;
    this.#on.fillText(text, x, y);
  }

  #box(x: number, y: number, width: number, height: number, radius: number | number[]): void {
    this.#on.beginPath();
    this.#on.roundRect(x, y, width, height, radius);
    this.#on.fill();
  }

  #font(pixels: number, weight: number, colour: string): void {
    this.#on.font = `${weight} ${pixels}px ${this.#style.getPropertyValue("--font")}`;
    this.#on.fillStyle = this.#colour(colour);
  }

  #tint(tint: string): string {
    const [, option] = /^tint-(\d)$/.exec(tint) ?? [];
    return this.#colour(option ? `--option-${option}` : "--line-strong");
  }

  #colour(name: string): string {
    return this.#style.getPropertyValue(name).trim();
  }
}

/** A number as people type it. */
import { gridOf, indexOn, numberAt, type Range } from "../../protocol/grid.ts";

/** What is wrong with a typed number: `none` was typed, it is no number, out of the range, or between two steps. */
export type NumberFault = "none" | "no-number" | "range" | "step";

/** Spaces and apostrophes group digits, and so do commas that stand before three of them; any other comma is a decimal one. Null for no number. */
export function numberFrom(typed: string): number | null {
  const bare = typed.replaceAll(/[\s\u00a0\u202f'’_]/g, "").replace(/^[−–]/, "-");
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare);
  const plain = grouped ? bare.replaceAll(",", "") : bare.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

export function numberFault(range: Range, typed: number | string | undefined): NumberFault | null {
  if (typed === undefined || typed === "") return "none";
  const number = typeof typed === "number" ? typed : numberFrom(typed);
  if (number === null) return "no-number";
  if (number < range.from || number > range.to) return "range";
  const grid = gridOf(range);
  return grid && indexOn(grid, number) === null ? "step" : null;
}

/** The two numbers of the range that lie around this one. */
export function around(range: Range, number: number): [number, number] {
  const grid = gridOf(range);
  if (!grid) return [range.from, range.to];
  const below = Math.floor((number - range.from) / range.step);
  return [numberAt(grid, below), numberAt(grid, Math.min(below + 1, grid.last))];
}

/** The next number of the range, up or down; from none it is the middle. */
export function nextNumber(range: Range, from: number | null, by: -1 | 1): number {
  const grid = gridOf(range);
  if (!grid) return range.from;
  if (from === null) return numberAt(grid, Math.round(grid.last / 2));
  const at = (from - range.from) / range.step;
  const next = by > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1;
  return numberAt(grid, Math.max(0, Math.min(grid.last, next)));
}

const SLIDER_STEPS_MAX = 200; // more than a thumb can tell apart on 300 px

export function hasSlider(range: Range): boolean {
  return (gridOf(range)?.last ?? 0) <= SLIDER_STEPS_MAX;
}

const TYPED_CHARS_MIN = 3; // a field of one digit looks like a box to tick

/** Of the field in characters: its longest number. */
export function typedWidth({ from, to, step }: Range): number {
  const decimals = String(step).split(".")[1]?.length ?? 0;
  const whole = Math.max(String(Math.trunc(from)).length, String(Math.trunc(to)).length);
  return Math.max(TYPED_CHARS_MIN, whole + (decimals > 0 ? decimals + 1 : 0));
}

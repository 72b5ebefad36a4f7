/** What is asked of the figures: the product's promises, and a share of what the engine can give at all. */
import type { Row } from "./table.ts";

interface Target {
  of: "ours" | "ratio";
  min?: number;
  max?: number;
}

/** By the name of the row. Times hold for a quiet machine; shares hold on any, since both sides meet the same load. */
const TARGETS: Record<string, Target> = {
  "closed 100 x 50: votes/s": { of: "ratio", min: 0.8 },
  "closed 1000 x 5: votes/s": { of: "ratio", min: 0.8 },
  "burst: ack p99 ms": { of: "ours", max: 200 },
  "burst: all right after ms": { of: "ours", max: 400 },
  "rows per vote, crowded": { of: "ours", max: 1.05 },
  "rows, lone vote": { of: "ours", max: 4 },
  "rows, resend": { of: "ours", max: 0 },
};

/** In words for the table; nothing where nothing is asked. */
export function verdict(row: Row): string {
  const target = TARGETS[row.name];
  if (!target) return "";
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = target;
  const value = row[target.of];
  const met = value !== null && value >= min && value <= max;
  const bound = target.min === undefined ? `at most ${max}` : `at least ${min}`;
  return `${met ? "met" : "MISSED"}: ${target.of === "ratio" ? "ratio " : ""}${bound}`;
}

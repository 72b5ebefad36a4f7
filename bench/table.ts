/** The table, for people and for programs. */
import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, platform } from "node:os";
import { fileURLToPath } from "node:url";
import { verdict } from "./targets.ts";

export interface Row {
  name: string;
  ours: number | null;
  floor: number | null;
  /** Ours to the floor's, round by round. */
  ratio: number | null;
}

const OUT = fileURLToPath(new URL("out/", import.meta.url));

export function printTable(rows: readonly Row[], rounds: number): void {
  const cells = [["", "Showhands", "engine floor", "ratio", ""], ...rows.map(cellsOf)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) => (column % 4 === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  console.log(`\n\n${lines.map((line) => line.join("  ")).join("\n")}\n\nMedians of ${rounds} interleaved rounds on ${machine()}.`);
}

export async function writeResults(rows: readonly Row[], rounds: number): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const results = {
    at: new Date().toISOString(),
    machine: machine(),
    rounds,
    rows: rows.map((row) => ({ ...row, verdict: verdict(row) })),
  };
  await writeFile(`${OUT}bench.json`, `${JSON.stringify(results, null, 2)}\n`);
}

function cellsOf(row: Row): string[] {
  const { name, ours, floor, ratio } = row;
  return [name, figure(ours), figure(floor), ratio === null ? "" : ratio.toFixed(2), verdict(row)];
}

function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "-";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function machine(): string {
  return `${cpus().length} cores shared by server and load, ${platform()} ${arch()}, Node ${process.versions.node}`;
}

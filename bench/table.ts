/** The table, for people and for programs. */
import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, loadavg, platform } from "node:os";
import { dirname } from "node:path";
import type { Verdict } from "./targets.ts";

export interface Row {
  run: string;
  figure: string;
  /** Medians, by the names of the columns. */
  values: Readonly<Record<string, number | null>>;
}

/** Our own name in the table. */
const TITLES: Record<string, string> = { ours: "Showhands", floor: "engine floor" };

export function printTable(rows: readonly Row[], columns: readonly string[], rounds: number): void {
  const cells = [["", ...columns.map((column) => TITLES[column] ?? column)]];
  let run = "";
  for (const row of rows) {
    if (row.run !== run) cells.push([row.run]);
    run = row.run;
    cells.push([`  ${row.figure}`, ...columns.map((column) => (column in row.values ? figure(row.values[column] ?? null) : ""))]);
  }
  const widths = ["", ...columns].map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  console.log(`\n\n${lines.map((line) => line.join("  ").trimEnd()).join("\n")}`);
  console.log(`\nMedians of ${rounds} interleaved rounds on ${machine()}.`);
}

export function printVerdicts(verdicts: readonly Verdict[]): void {
  const width = Math.max(...verdicts.map(({ what }) => what.length));
  console.log("");
  for (const { what, asked, value, met, too } of verdicts) {
    const mark = met === "not measured" ? "-     " : met ? "met   " : "MISSED";
    const others = too.length > 0 ? `; so does ${too.join(" and ")}` : "";
    console.log(`${mark}  ${what.padEnd(width)}  ${figure(value).padStart(7)}  ${asked}${others}`);
  }
}

export async function writeResults(
  file: string,
  rounds: number,
  rows: readonly Row[],
  verdicts: readonly Verdict[],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const results = {
    at: new Date().toISOString(),
    machine: machine(),
    loadAverage: loadavg(),
    rounds,
    verdicts,
    rows,
  };
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "-";
  if (value === 0) return "0";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function machine(): string {
  return `${cpus().length} cores shared by server and load, ${platform()} ${arch()}, Node ${process.versions.node}`;
}

/** The table, for people and for programs. Markdown, which reads well in a terminal too. */
import { mkdir, writeFile } from "node:fs/promises";
import { arch, cpus, loadavg, platform } from "node:os";
import { dirname } from "node:path";
import type { Verdict } from "./targets.ts";

export interface Row {
  run: string;
  figure: string;
  /** Medians, by the names of the columns. */
  values: Readonly<Record<string, number | null>>;
  /** What they are the medians of. */
  each: Readonly<Record<string, readonly (number | null)[]>>;
}

const TITLES: Record<string, string> = { ours: "Showhands", floor: "engine floor" };

/** Figures in which one can be ahead: whether more is better. */
const MORE_IS_BETTER: Record<string, boolean> = {
  "votes/s": true,
  "server CPU µs per vote": false,
  "server CPU ms per vote": false,
  "ack p99 ms": false,
  "every screen p99 ms": false,
  "all right after ms": false,
  "connects/s": true,
  "memory per idle socket KB": false,
};
/** What the README shows of it, in its words. */
const HEADLINES: readonly (readonly [what: string, run: string, figure: string])[] = [
  ["acknowledged votes a second, 100 voters with 50 in flight each", "closed-100", "votes/s"],
  ["… with a broadcast every 50 ms for everybody", "closed-100-tick", "votes/s"],
  ["acknowledged votes a second, 1,000 voters with 5 in flight each", "closed-1000", "votes/s"],
  ["… with a broadcast every 50 ms for everybody", "closed-1000-tick", "votes/s"],
  ["server CPU for each of these votes, µs", "closed-1000-tick", "server CPU µs per vote"],
  ["1,000 phones, 400 votes a second: to ack, 99th percentile, ms", "pace-1000-400", "ack p99 ms"],
  ["… to every screen", "pace-1000-400", "every screen p99 ms"],
  ["1,000 phones, 500 votes a second: to ack", "pace-1000-500", "ack p99 ms"],
  ["… to every screen", "pace-1000-500", "every screen p99 ms"],
  ["server CPU for each of these votes, ms", "pace-1000-500", "server CPU ms per vote"],
  ["5,000 phones, 500 votes a second: to ack", "pace-5000-500", "ack p99 ms"],
  ["… to every screen", "pace-5000-500", "every screen p99 ms"],
  ["1,000 phones all vote within 1 s: to ack", "burst-1000", "ack p99 ms"],
  ["… every screen right after the last vote", "burst-1000", "all right after ms"],
  ["5,000 phones all vote within 2 s: to ack", "burst-5000", "ack p99 ms"],
  ["… every screen right after the last vote", "burst-5000", "all right after ms"],
  ["9,000 phones through relays all vote within 10 s: to ack", "burst-9000", "ack p99 ms"],
  ["… every screen right after the last vote", "burst-9000", "all right after ms"],
  ["memory for each idle socket, KB", "burst-1000", "memory per idle socket KB"],
];

const SHARE_FULL = 0.9; // of a core; the rest goes to whoever else is on the machine
const NOISE = 1.05; // less than this is no lead
const ANSWERED_LESS_PERCENT = 1; // who leaves more than this unanswered is ahead in nothing

export function headlinesOf(rows: readonly Row[]): string {
  const taken = HEADLINES.flatMap(([what, run, figure]) => {
    const row = rows.find((row) => row.run === run && row.figure === figure);
    return row ? [{ what, row }] : [];
  });
  const columns = columnsOf(taken.map(({ row }) => row));
  return markdown([["what", ...columns.map(titleOf)], ...taken.map(({ what, row }) => [what, ...cellsOf(row, columns)])], 1);
}

export function tableOf(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  return markdown(
    [["run", "figure", ...columns.map(titleOf)], ...rows.map((row) => [row.run, row.figure, ...cellsOf(row, columns)])],
    2,
  );
}

/** In the order of their first row, which has them all. */
function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
}

export function titleOf(column: string): string {
  return TITLES[column] ?? column;
}

function cellsOf({ values }: Row, columns: readonly string[]): string[] {
  return columns.map((column) => (column in values ? shown(values[column] ?? null) : ""));
}

export function verdictsOf(verdicts: readonly Verdict[]): string {
  const cells = verdicts.map(({ what, asked, value, met, too }) => [
    met === "not measured" ? met : met ? "met" : "MISSED",
    what,
    asked,
    too.length > 0 ? `${shown(value)}; so has ${too.join(" and ")}` : shown(value),
  ]);
  return markdown([["", "what", "asked", "Showhands"], ...cells], 4);
}

/** Said as plainly as the rest: every figure in which a peer beats ours. */
export function aheadOf(rows: readonly Row[], peers: readonly string[]): string {
  const lines = rows.flatMap(({ run, figure, values }) => {
    const mine = values.ours;
    const more = MORE_IS_BETTER[figure];
    if (!mine || more === undefined) return [];
    const unanswered = rows.find((row) => row.run === run && row.figure === "unanswered %")?.values ?? {};
    const ahead = peers.flatMap((peer) => {
      const theirs = values[peer];
      if (!theirs || (unanswered[peer] ?? 0) > ANSWERED_LESS_PERCENT) return [];
      const lead = more ? theirs / mine : mine / theirs;
      return lead > NOISE ? `${peer} ${shown(theirs)} (${lead.toFixed(1)} times)` : [];
    });
    return ahead.length > 0 ? `- ${run}, ${figure}: ours ${shown(mine)}, ${ahead.join(", ")}` : [];
  });
  return lines.length > 0 ? lines.join("\n") : "- in nothing that was measured here";
}

/** Where the load was at the limit of its core and the server was not, it is the load that was measured. */
export function overloadedOf(rows: readonly Row[]): string {
  const taken = rows.filter(({ figure }) => figure === "crowd CPU share");
  const names = taken.flatMap(({ run, values }) => {
    const servers = rows.find((row) => row.run === run && row.figure === "server CPU share")?.values ?? {};
    const isLimit = (column: string) => (values[column] ?? 0) > SHARE_FULL && (servers[column] ?? 0) < SHARE_FULL;
    return Object.keys(values).flatMap((column) => (isLimit(column) ? `${run} of ${titleOf(column)}` : []));
  });
  const most = Math.max(0, ...taken.flatMap(({ values }) => Object.values(values)).map((share) => share ?? 0));
  const limit = names.length > 0 ? `it was the limit in ${names.join(", ")}` : "nowhere was it the limit";
  return `The load, a process of its own, took at most ${shown(most)} of a core: ${limit}.`;
}

const LOAD_BEFORE = loadavg().map((value) => value.toFixed(1));

export function machine(): string {
  return `${cpus().length} cores shared by server and load, ${platform()} ${arch()}, Node ${process.versions.node}; load average before ${LOAD_BEFORE.join(" ")}`;
}

export async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function markdown(cells: readonly (readonly string[])[], texts: number): string {
  const [head = [], ...rows] = cells;
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column < texts ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function shown(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "-";
  if (value === 0) return "0";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

/**
 * `npm run bench`: the product beside the floor of its engine and beside what people would use instead, on one machine, in interleaved rounds.
 * `-- --quick` takes one short round and leaves out what is slow; `-- --only <run>` takes one run, `-- --columns ours,floor` some of the columns.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installPeers } from "./peer.ts";
import type { Figures } from "./room.ts";
import { RUNS, type Run } from "./runs.ts";
import { median } from "./spread.ts";
import { ALL } from "./subjects.ts";
import { printTable, printVerdicts, type Row, writeResults } from "./table.ts";
import { judge, TARGETS } from "./targets.ts";

const WHOLE = { rounds: 3, watchedMs: 3_000 };
const QUICK = { rounds: 1, watchedMs: 1_000 };
const PUBLISHED = fileURLToPath(new URL("../docs/bench.json", import.meta.url));
const PASSING = fileURLToPath(new URL("out/bench.json", import.meta.url));

/** Figures of one run and one contender, a round behind the other; null where it failed. */
type Measured = Map<string, (Figures | null)[]>;

export async function main(args: readonly string[]): Promise<void> {
  const options = { quick: { type: "boolean" }, only: { type: "string" }, columns: { type: "string" } } as const;
  const { quick = false, only, columns: wanted } = parseArgs({ args: [...args], options }).values;
  const { rounds, watchedMs } = quick ? QUICK : WHOLE;
  const columns = ALL.map(({ name }) => name).filter((name) => !wanted || wanted.split(",").includes(name));
  const runs = RUNS.filter(({ name, slow }) => (only ? name === only : !(quick && slow)));
  if (runs.length === 0) throw new Error(`no run is called ${only}: ${RUNS.map(({ name }) => name).join(", ")}`);
  installPeers();
  const measured: Measured = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) if (round === 0 || !run.once) await measure(run, round, columns, watchedMs, measured);
  }
  const rows = runs.flatMap((run) => rowsOf(run, columns, measured));
  const verdicts = TARGETS.map((target) => {
    const roundsOf = (column: string) =>
      (measured.get(key(target.run, column)) ?? []).map((figures) => figures?.[target.figure] ?? null);
    const isMeasured = runs.some(({ name }) => name === target.run) && columns.includes(target.over ?? "ours");
    return judge(target, isMeasured, (column, over) =>
      over ? middle(ratios(roundsOf(column), roundsOf(over))) : middle(roundsOf(column)),
    );
  });
  printTable(rows, columns, rounds);
  printVerdicts(only ? verdicts.filter(({ met }) => met !== "not measured") : verdicts);
  const isWhole = !quick && !only && !wanted;
  await writeResults(isWhole ? PUBLISHED : PASSING, rounds, rows, verdicts);
  if (verdicts.some(({ met }) => met === false)) process.exitCode = 1; // a promise that is not kept is no success
}

async function measure(run: Run, round: number, columns: readonly string[], watchedMs: number, measured: Measured): Promise<void> {
  const contenders = run.of.filter(({ name }) => columns.includes(name));
  // Turn about who goes first: the machine's temper drifts within a round too.
  for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
    const place = key(run.name, contender.name);
    const figures = await run.measure(contender, watchedMs).catch((failed: Error) => {
      console.error(`\n${place}: ${failed.message}`);
      return null;
    });
    measured.set(place, [...(measured.get(place) ?? []), figures]);
    process.stdout.write(figures ? "." : "x");
  }
}

const key = (run: string, column: string) => `${run} of ${column}`;

function rowsOf(run: Run, columns: readonly string[], measured: Measured): Row[] {
  const taken = columns.flatMap((column) => {
    const figures = measured.get(key(run.name, column));
    return figures ? [{ column, figures }] : [];
  });
  const names = new Set(taken.flatMap(({ figures }) => figures.flatMap((round) => Object.keys(round ?? {}))));
  return [...names].map((figure) => ({
    run: run.name,
    figure,
    values: Object.fromEntries(
      taken.map(({ column, figures }) => [column, middle(figures.map((round) => round?.[figure] ?? null))]),
    ),
  }));
}

/** Both lists are in the order of the rounds: what was measured next to each other is compared. */
function ratios(values: readonly (number | null)[], others: readonly (number | null)[]): (number | null)[] {
  return values.map((value, round) => {
    const other = others[round];
    return value !== null && other ? value / other : null;
  });
}

function middle(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length > 0 ? median(known) : null;
}

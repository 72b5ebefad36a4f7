/**
 * `npm run bench`: the product beside the floor of its engine and beside what people would use instead, on one machine, in interleaved rounds.
 * `-- --quick` takes one short round and leaves out what is slow; `-- --only <run>` takes one run, `-- --columns ours,floor` some of the columns.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installPeers } from "./peer.ts";
import type { Figures } from "./room.ts";
import { RUNS, RUNS_ABOUT, type Run } from "./runs.ts";
import { median } from "./spread.ts";
import { ALL, OURS } from "./subjects.ts";
import { aheadOf, headlinesOf, machine, overloadedOf, type Row, tableOf, titleOf, verdictsOf, write } from "./table.ts";
import { judge, TARGETS, type Verdict } from "./targets.ts";

const WHOLE = { rounds: 3, length: 1 };
const QUICK = { rounds: 1, length: 0.5 };
const PUBLISHED = fileURLToPath(new URL("../docs/bench", import.meta.url));
const PASSING = fileURLToPath(new URL("out/bench", import.meta.url));

const PEERS = ALL.map(({ name }) => name).slice(2); // behind ours and the floor

/** Figures of one run and one contender, a round behind the other; why, where it failed. */
type Measured = Map<string, (Figures | Error)[]>;

export async function main(args: readonly string[]): Promise<void> {
  const options = { quick: { type: "boolean" }, only: { type: "string" }, columns: { type: "string" } } as const;
  const { quick = false, only, columns: wanted } = parseArgs({ args: [...args], options }).values;
  const { rounds, length } = quick ? QUICK : WHOLE;
  const columns = ALL.map(({ name }) => name).filter((name) => !wanted || wanted.split(",").includes(name));
  const runs = RUNS.filter(({ name, slow }) => (only ? name === only : !(quick && slow)));
  if (runs.length === 0) throw new Error(`no run is called ${only}: ${RUNS.map(({ name }) => name).join(", ")}`);
  installPeers();
  const measured: Measured = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) if (round === 0 || !run.once) await measure(run, round, columns, length, measured);
  }
  const rows = runs.flatMap((run) => rowsOf(run, columns, measured));
  const verdicts = verdictsOn(runs, columns, measured);
  const failures = [...measured].flatMap(([place, all]) =>
    all.flatMap((round) => (round instanceof Error ? `${place}: ${round.message}` : [])),
  );
  const text = report(rows, only ? verdicts.filter(({ met }) => met !== "not measured") : verdicts, failures, rounds);
  console.log(`\n\n${text}`);
  const file = quick || only || wanted ? PASSING : PUBLISHED;
  await write(`${file}.md`, `${text}\n`);
  const results = { at: new Date().toISOString(), machine: machine(), rounds, failures, verdicts, rows };
  await write(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`);
  if (verdicts.some(({ met }) => met === false)) process.exitCode = 1; // a promise that is not kept is no success
}

function verdictsOn(runs: readonly Run[], columns: readonly string[], measured: Measured): Verdict[] {
  return TARGETS.map((target) => {
    const roundsOf = (column: string) =>
      (measured.get(key(target.run, column)) ?? []).map((round) => figureOf(round, target.figure));
    const needed = [OURS.name, ...(target.over ? [target.over] : []), ...(target.unlike ?? [])];
    const isMeasured = runs.some(({ name }) => name === target.run) && needed.every((column) => columns.includes(column));
    return judge(target, isMeasured, (column, over) =>
      over ? middle(ratios(roundsOf(column), roundsOf(over))) : middle(roundsOf(column)),
    );
  });
}

function report(rows: readonly Row[], verdicts: readonly Verdict[], failures: readonly string[], rounds: number): string {
  const contenders = ALL.filter(({ name }) => rows.some(({ values }) => name in values));
  return `# Measured

By \`npm run bench\`, ${new Date().toISOString().slice(0, 10)}: medians of ${rounds} interleaved rounds on ${machine()}.
${overloadedOf(rows)} Each server is a fresh process with an empty disk.

${headlinesOf(rows)}

${contenders.map(({ name, about }) => `- **${titleOf(name)}**: ${about}`).join("\n")}

## What was asked

${verdictsOf(verdicts)}

${failures.length > 0 ? `Failed, and left out of the medians: ${failures.join("; ")}.` : "Nothing failed."}

## Where a peer is ahead

${aheadOf(rows, PEERS)}

## Everything

${RUNS_ABOUT}

${tableOf(rows)}`;
}

async function measure(run: Run, round: number, columns: readonly string[], length: number, measured: Measured): Promise<void> {
  const contenders = run.of.filter(({ name }) => columns.includes(name));
  // Turn about who goes first: the machine's temper drifts within a round too.
  for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
    const place = key(run.name, contender.name);
    const round = await run.measure(contender, length).catch((failed: Error) => failed);
    measured.set(place, [...(measured.get(place) ?? []), round]);
    process.stdout.write(round instanceof Error ? "x" : ".");
  }
}

function figureOf(round: Figures | Error, figure: string): number | null {
  return round instanceof Error ? null : (round[figure] ?? null);
}

const key = (run: string, column: string) => `${run} of ${column}`;

function rowsOf(run: Run, columns: readonly string[], measured: Measured): Row[] {
  const taken = columns.flatMap((column) => {
    const all = measured.get(key(run.name, column));
    return all ? [{ column, all }] : [];
  });
  const names = new Set(taken.flatMap(({ all }) => all.flatMap((round) => (round instanceof Error ? [] : Object.keys(round)))));
  return [...names].map((figure) => {
    const each = Object.fromEntries(taken.map(({ column, all }) => [column, all.map((round) => figureOf(round, figure))]));
    const values = Object.fromEntries(Object.entries(each).map(([column, rounds]) => [column, middle(rounds)]));
    return { run: run.name, figure, values, each };
  });
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

/** `npm run bench`: the product beside the floor of the engine, on one machine, in interleaved rounds. `-- --quick` for one short round. */

import { type Bundled, closedRun, type Figures, type Run, roomRun } from "./runs.ts";
import { bundle } from "./server.ts";
import { median } from "./spread.ts";
import { FLOOR, OURS } from "./subjects.ts";
import { printTable, type Row, writeResults } from "./table.ts";

const ROUNDS = 5;
const WATCHED_MS = 4_000;
const QUICK = { rounds: 1, watchedMs: 2_000 };

export async function main(args: readonly string[]): Promise<void> {
  const { rounds, watchedMs } = args.includes("--quick") ? QUICK : { rounds: ROUNDS, watchedMs: WATCHED_MS };
  const runs: Run[] = [roomRun, closedRun(100, 50, watchedMs), closedRun(1_000, 5, watchedMs)];
  const subjects = await Promise.all(
    [OURS, FLOOR].map(async (subject): Promise<Bundled> => ({ subject, code: await bundle(subject) })),
  );
  const measured = new Map<string, Figures[]>(subjects.map(({ subject }) => [subject.name, []]));
  for (let round = 0; round < rounds; round++) {
    // Turn about who goes first: the machine's temper drifts within a round too.
    const order = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const run of runs) {
      for (const bundled of order) {
        measured.get(bundled.subject.name)?.push(await run(bundled));
        process.stdout.write(".");
      }
    }
  }
  const rows = rowsOf(measured.get(OURS.name) ?? [], measured.get(FLOOR.name) ?? []);
  printTable(rows, rounds);
  await writeResults(rows, rounds);
}

function rowsOf(ours: readonly Figures[], floor: readonly Figures[]): Row[] {
  const names = [...new Set(ours.flatMap((figures) => Object.keys(figures)))];
  return names.map((name) => {
    const [mine, least] = [middle(ours, name), middle(floor, name)];
    return { name, ours: mine, floor: least, ratio: mine === null || !least ? null : mine / least };
  });
}

function middle(measured: readonly Figures[], name: string): number | null {
  const values = measured.flatMap((figures) => figures[name] ?? []);
  return values.length > 0 ? median(values) : null;
}

/** `npm run bench`: the product beside the floor of the engine, on one machine, in interleaved rounds. `-- --quick` for fewer and shorter rounds. */

import { type Bundled, closedRun, type Figures, type Run, roomRun } from "./runs.ts";
import { bundle } from "./server.ts";
import { median } from "./spread.ts";
import { FLOOR, OURS } from "./subjects.ts";
import { printTable, type Row, writeResults } from "./table.ts";

const ROUNDS = 5;
const WATCHED_MS = 4_000;
const QUICK = { rounds: 3, watchedMs: 2_000 };

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

/** Both lists are in the order of the rounds' runs: what was measured next to each other is compared. */
function rowsOf(ours: readonly Figures[], floor: readonly Figures[]): Row[] {
  const names = [...new Set(ours.flatMap((figures) => Object.keys(figures)))];
  return names.map((name) => {
    const ratios = ours.flatMap((figures, index) => {
      const [mine, least] = [figures[name], floor[index]?.[name]];
      return mine && least ? mine / least : [];
    });
    return { name, ours: middle(ours, name), floor: middle(floor, name), ratio: ratios.length > 0 ? median(ratios) : null };
  });
}

function middle(measured: readonly Figures[], name: string): number | null {
  const values = measured.flatMap((figures) => figures[name] ?? []);
  return values.length > 0 ? median(values) : null;
}

/** A process that lives through worlds, seed after seed, and says what broke. */
import { Disk } from "./disk.ts";
import { now, takeOver } from "./globals.ts";
import { step } from "./steps.ts";
import { type Outcome, World } from "./world.ts";

export interface Order {
  seeds: readonly [from: number, to: number];
  /** Every so many. */
  stride: number;
  steps: number;
  /** After the first world that breaks. */
  stops: boolean;
  traced: boolean;
  /** Who changes what was read once for all is told so. */
  strict: boolean;
}

export interface Report extends Omit<Outcome, "broken" | "trace"> {
  worlds: number;
  broken: { seed: number; what: string; trace: string[] }[];
}

let world: World | null = null;
const order = JSON.parse(process.argv[2] ?? "") as Order;
takeOver(() => world?.server.newSockets() ?? {}, order.strict);

function live(seed: number, disk: Disk, steps: number, traced: boolean): Outcome {
  world = new World(seed, disk, traced);
  let taken = 0;
  for (; taken < steps && !world.judge.broken; taken++) step(world);
  if (!world.judge.broken) world.heal();
  return world.outcome(taken);
}

function main({ seeds: [from, to], stride, steps, stops, traced }: Order): Report {
  const disk = new Disk();
  if (!traced) Error.stackTraceLimit = 0; // many are made and few are read
  const report: Report = { worlds: 0, steps: 0, acknowledged: 0, frames: 0, rows: 0, crashes: 0, broken: [] };
  const parent = process.ppid;
  for (let seed = from; seed < to; seed += stride) {
    if (process.ppid !== parent) process.exit(1); // nobody waits for it any more
    const outcome = live(seed, disk, steps, traced);
    report.worlds++;
    for (const figure of ["steps", "acknowledged", "frames", "rows", "crashes"] as const) report[figure] += outcome[figure];
    if (outcome.broken) report.broken.push({ seed, what: outcome.broken, trace: outcome.trace });
    if (outcome.broken && stops) break;
  }
  return report;
}

// Not within the import of this file: promises that wait would not go on there.
setImmediate(() => process.stdout.write(JSON.stringify(main(order))));
now.clock.owner = null;

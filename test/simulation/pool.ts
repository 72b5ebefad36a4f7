/** Bundles the worlds with the product's own code, planted bugs and all, and lives through them on as many cores as there are. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { relative } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Order, Report } from "./run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const HERE = "test/simulation";
const LANES_MAX = 2;
/** A lane for each core: helpers that compile and collect beside it would only take turns with the other lane. A world's garbage dies young. */
const FLAGS = ["--single-threaded", "--max-semi-space-size=64"];

/** For what is not there in Node, or must hang on the seed. */
const STAND_INS: Readonly<Record<string, string>> = {
  "sim:hub": "newhub.ts",
  "cloudflare:workers": "workers.ts",
  "node:crypto": "crypto.ts",
};

/** A line of the product, and what a bug would make of it. */
export interface Planted {
  file: string;
  from: string;
  to: string;
}

export async function bundle(planted?: Planted): Promise<string> {
  const built = await build({
    absWorkingDir: root,
    entryPoints: [`${HERE}/run.ts`],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "es2024",
    plugins: [standIns, ...(planted ? [plant(planted)] : [])],
    logLevel: "warning",
  });
  return built.outputFiles[0]?.text ?? "";
}

const standIns: Plugin = {
  name: "stand-ins",
  setup({ onResolve }) {
    onResolve({ filter: /^(?:sim:hub|cloudflare:workers|node:crypto)$/ }, ({ path, importer }) => {
      const file = `${root}${HERE}/${STAND_INS[path]}`;
      return importer === file ? { path, external: true } : { path: file };
    });
  },
};

function plant({ file, from, to }: Planted): Plugin {
  return {
    name: "planted",
    setup({ onLoad }) {
      onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
        if (relative(root, path) !== file) return undefined;
        const text = readFileSync(path, "utf8");
        if (text.split(from).length !== 2) throw new Error(`${file} has no longer one place where it says ${from}`);
        return { contents: text.replace(from, () => to), loader: "ts" };
      });
    },
  };
}

/** All seeds of a range, each lane every so many of them. */
export async function liveThrough(code: string, order: Omit<Order, "stride">): Promise<Report> {
  const lanes = Math.min(LANES_MAX, availableParallelism(), order.seeds[1] - order.seeds[0]);
  const all = Array.from({ length: lanes }, (_, lane) => {
    const seeds = [order.seeds[0] + lane, order.seeds[1]] as const;
    return started(code, { ...order, seeds, stride: lanes });
  });
  const reports: Report[] = [];
  await Promise.all(
    all.map(async (lane) => {
      const said = await text(lane.stdout);
      if (lane.killed) return;
      const report = JSON.parse(said) as Report;
      reports.push(report);
      // One has found what all look for.
      if (order.stops && report.broken.length > 0) for (const other of all) if (other !== lane) other.kill();
    }),
  );
  const sum = (figure: keyof Omit<Report, "broken">) => reports.reduce((all, report) => all + report[figure], 0);
  const broken = reports.flatMap((report) => report.broken).toSorted((one, other) => one.seed - other.seed);
  const [worlds, steps, crashes] = [sum("worlds"), sum("steps"), sum("crashes")];
  return { worlds, steps, crashes, acknowledged: sum("acknowledged"), frames: sum("frames"), rows: sum("rows"), broken };
}

function started(code: string, order: Order): ChildProcessByStdio<Writable, Readable, null> {
  const lane = spawn(process.execPath, [...FLAGS, "-", JSON.stringify(order)], { stdio: ["pipe", "pipe", "inherit"] });
  lane.stdin.on("error", () => {}); // one that is ended early need not have read all
  lane.stdin.end(code);
  return lane;
}

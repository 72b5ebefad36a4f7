/** `npm test`: style, types, dead code, then every test, Chromium included. Arguments go to vitest. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main as build } from "./build.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const PROJECTS = ["src/poll", "src/page", "src", "test", "test/hub", "bench/workers"];

export async function main(args: readonly string[]): Promise<void> {
  await build();
  if (args.length === 0) {
    run("biome", ["check", "."]);
    for (const project of PROJECTS) run("tsc", ["-p", project]);
    run("knip", []);
  }
  const report = join(tmpdir(), `showhands-tests-${process.pid}.json`);
  const status = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args], "go on");
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  process.exit(status);
}

/** A tool of ours, found where npm put it. */
function run(tool: string, args: readonly string[], onFailure: "stop" | "go on" = "stop"): number {
  const { status } = spawnSync(join(root, "node_modules/.bin", tool), args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CI: "true" },
  });
  if (status !== 0 && onFailure === "stop") {
    console.error(`\n${tool} found something to mend; see above.`);
    process.exit(status ?? 1);
  }
  return status ?? 1;
}

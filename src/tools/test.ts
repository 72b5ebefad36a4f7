/** `npm test`: style, types, dead code, then every test, Chromium included. Arguments go to vitest. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main as build } from "./build.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const PROJECTS = ["src/poll", "src/page", "src", "test", "test/hub", "bench/workers"];

export async function main(args: readonly string[]): Promise<void> {
  await build();
  if (args.length === 0) await lookItOver();
  const report = join(tmpdir(), `showhands-tests-${process.pid}.json`);
  const { status } = await run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args]);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  process.exit(status);
}

/** Everything that is to be said about the code itself, said at once. */
async function lookItOver(): Promise<void> {
  const left = [["knip"], ["biome", "check", "."], ...PROJECTS.map((project) => ["tsc", "-p", project])];
  let worst = 0;
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [tool = "", ...args] = next;
      const { status, said } = await run(tool, args, "pipe");
      if (status !== 0) console.error(`\n${said}\n${next.join(" ")} found something to mend; see above.`);
      worst ||= status;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  if (worst) process.exit(worst);
}

/** A tool of ours, found where npm put it; what it says goes through, or is kept for later. */
function run(tool: string, args: readonly string[], output: "inherit" | "pipe" = "inherit") {
  const child = spawn(join(root, "node_modules/.bin", tool), args, {
    cwd: root,
    stdio: ["inherit", output, output],
    env: { ...process.env, CI: "true" },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (said += part));
  return new Promise<{ status: number; said: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, said }));
  });
}

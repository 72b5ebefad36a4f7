/** `npm test`: style, types, dead code, then every test, Chromium included. Arguments go to vitest. */
import { readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { main as build } from "./build.ts";
import { newProofs } from "./proofs.ts";
import { run } from "./run-tool.ts";

const PROJECTS = ["src/poll", "src/page", "src", "test", "test/hub", "bench/workers"];

export async function main(args: readonly string[]): Promise<void> {
  await build();
  if (args.length === 0) await lookItOver();
  const report = join(tmpdir(), `showhands-tests-${process.pid}.json`);
  const proofs = newProofs();
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = await run("vitest", ["run", ...reporters, ...args], { env: { PROOF_FILE: proofs.file } });
  proofs.print();
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
      const { status, said } = await run(tool, args, { output: "pipe" });
      if (status !== 0) console.error(`\n${said}\n${next.join(" ")} found something to mend; see above.`);
      worst ||= status;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  if (worst) process.exit(worst);
}

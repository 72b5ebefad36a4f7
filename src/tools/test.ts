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
  const isKept = proofs.print();
  sumUp(JSON.parse(readFileSync(report, "utf8")) as Report);
  process.exit(isKept ? status : 1);
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: Failed[] }[];
}

interface Failed {
  fullName: string;
  status: string;
  failureMessages: string[];
}

/** What failed stands last, where whoever sees only the end of a long log finds it. */
function sumUp({ numPassedTests, numFailedTests, testResults }: Report): void {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((one) => one.status === "failed");
    for (const { fullName, failureMessages } of failed) console.log(`\nFAILED ${name}\n${fullName}\n${failureMessages.join("\n")}`);
    if (status === "failed" && failed.length === 0) console.log(`\nFAILED ${name}\n${message}`);
  }
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
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

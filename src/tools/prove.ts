/** `npm run prove`: the whole of what `npm test` tries in short, with its figures and seeds in a table. Arguments go to vitest in place of all proofs. */
import { main as build } from "./build.ts";
import { newProofs } from "./proofs.ts";
import { run } from "./run-tool.ts";

const PROOFS = ["test/faults", "test/simulation", "test/browser/phonelife"];

export async function main(args: readonly string[]): Promise<void> {
  const began = performance.now();
  await build();
  const proofs = newProofs();
  const env = { PROVE: "whole", PROOF_FILE: proofs.file };
  const where = args.length > 0 ? args : PROOFS;
  const { status } = await run("vitest", ["run", "--project", "faults", "--project", "browser", ...where], { env });
  const isKept = proofs.print();
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`\n${Math.floor(seconds / 60)} min ${seconds % 60} s in all`);
  process.exit(isKept ? status : 1);
}

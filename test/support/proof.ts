/**
 * What a proof has tried and found: a line of the table that `npm run prove` prints. The same tests run in a short form within `npm test`.
 */
import { appendFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

export interface Proof {
  what: string;
  /** How much of it was tried, in words: "45,000 votes, 50 kills". */
  tried: string;
  /** Acknowledged and not counted. */
  lost?: number;
  /** Counted more than once, or never sent. */
  doubled?: number;
  /** Attempts that got what they must not. */
  gotIn?: number;
  /** Said again with the same seed, the same happens. */
  seed?: number | string;
  /** What else was measured: "all right 2.1 s after healing". */
  figures?: string;
}

/** Numbers of the whole proof, or of its short form. */
export function size<Amount>(whole: Amount, short: Amount): Amount {
  return process.env.PROVE === "whole" ? whole : short;
}

/** A run of its own each time, and the same one again where somebody names its seed. */
export function seedOf(): number {
  return process.env.SEED ? Number(process.env.SEED) : Math.floor(Math.random() * 2 ** 31);
}

/** Into the table, also where the test goes on to fail: what was found is worth the most then. */
export function prove(proof: Proof): void {
  const line = JSON.stringify({ ...proof, seconds: Math.round(performance.now() / 1_000) });
  const file = process.env.PROOF_FILE;
  if (file) appendFileSync(file, `${line}\n`);
  else console.log(line);
}

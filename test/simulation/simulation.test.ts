/**
 * The hub and the pages as they are, in worlds of their own: clock, network, storage and people by chance, and by a seed the same again.
 * `SEED=7` lives through that one world and tells of it.
 */
import { expect, test } from "vitest";
import { prove, seedOf, size } from "../support/proof.ts";
import { PLANTED } from "./planted.ts";
import { bundle, liveThrough } from "./pool.ts";

const STEPS = 200;
const WORLDS = process.env.SEED ? 1 : size(10_000, 400);
const PLANTED_WORLDS_MAX = 1_000;
const STRICT = WORLDS < 10_000; // to freeze takes time, and what is changed at all is changed in the first worlds
const SECONDS = 1_000;

test("[V1] [V2] [V9] [W6] [S1] [Z1] [N20] [N22] [N41] [P15] [P21] [P25] any crash, network, sleep and change of mind: counted and said once, seen rightly, and all agree", {
  retry: 0, // its clock is its own: what broke is broken
}, async () => {
  const seed = seedOf();
  const code = await bundle();
  const began = performance.now();
  const lived = await liveThrough(code, {
    seeds: [seed, seed + WORLDS],
    steps: STEPS,
    stops: false,
    traced: WORLDS === 1,
    strict: STRICT,
  });
  const seconds = ((performance.now() - began) / SECONDS).toFixed(1);
  const [first] = lived.broken;
  prove({
    what: "simulation",
    tried: `${lived.worlds.toLocaleString("en")} worlds of ${STEPS} steps, ${lived.acknowledged.toLocaleString("en")} acks, ${lived.crashes.toLocaleString("en")} crashes`,
    lost: lived.broken.filter(({ what }) => what.includes("lost")).length,
    doubled: lived.broken.filter(({ what }) => /counts|nobody ever|twice/.test(what)).length,
    gotIn: lived.broken.filter(({ what }) => what.includes("told")).length,
    seed: first?.seed ?? seed,
    figures: `${lived.broken.length} broken, ${lived.frames.toLocaleString("en")} frames looked through, ${seconds} s`,
  });
  if (first?.trace.length) console.log(first.trace.join("\n"));
  expect(lived.broken.map(({ seed, what }) => `SEED=${seed}: ${what}`)).toEqual([]);
  expect(lived.acknowledged).toBeGreaterThan(WORLDS);
});

test.each(Object.entries(PLANTED))("%s: found", async (what, planted) => {
  const order = { seeds: [1, 1 + PLANTED_WORLDS_MAX], steps: STEPS, stops: true, traced: false, strict: false } as const;
  const { broken, worlds } = await liveThrough(await bundle(planted), order);
  console.log(`${what}: in world ${worlds}: ${broken[0]?.what}`);
  expect(broken).not.toEqual([]);
});

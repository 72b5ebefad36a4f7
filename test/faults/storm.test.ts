/**
 * All lines of a big room are cut at once. The phones are the product's own page logic; a few voters who were not cut go on voting, and must be
 * answered as if nothing had happened.
 */
import { expect, test } from "vitest";
import { bundle, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { Person, within } from "../support/crowd.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll } from "../support/server.ts";
import { startSteady } from "../support/steady.ts";

const PHONES = size(2_000, 2_000); // 5% of fewer is within what chance does
const PLANTED_PHONES = 300;
const ENTER_AT_ONCE = 100;
const STEADY = 10;
const VOTE_EVERY_MS = 500; // each vote of theirs is news for all
const BACK_WITHIN_MS = 15_000;
const WINDOW_MS = 100;
const SHARE_MAX = 0.05;
const ACK_WITHIN_MS = 3_000; // while the same two cores play 2,000 phones

interface Outcome {
  backMs: number;
  /** Of the first attempts, the greatest share within one window, as each phone has it planned. */
  share: number;
  /** And as one machine that plays all phones gets to it. */
  met: number;
  /** For each answer of those who were not cut. */
  waits: number[];
}

async function cutARoom(phones: number, chance: () => number): Promise<Outcome> {
  const server = await serve(OURS, await bundle(OURS));
  const { id } = await makePoll(server.url, { question: "Where to?", options: ["Pizza", "Sushi"] });
  const people: Person[] = [];
  while (people.length < phones) {
    const next = Array.from({ length: Math.min(ENTER_AT_ONCE, phones - people.length) }, () => new Person(server.url, id, chance));
    people.push(...next);
    expect(await within(BACK_WITHIN_MS, () => next.every(({ isHere }) => isHere))).toBeLessThan(BACK_WITHIN_MS);
  }
  const address = `${server.url.replace("http", "ws")}/ws/${id}`;
  const stop = await startSteady({ address, voters: STEADY, everyMs: VOTE_EVERY_MS });
  const due = new Map<Person, number>();
  for (const person of people) {
    person.room.wire.subscribe(({ retryAt }) => void (retryAt && !due.has(person) && due.set(person, retryAt)));
    person.browser.cut();
  }
  const backMs = await within(BACK_WITHIN_MS, () => people.every(({ isHere, browser }) => isHere && browser.attempts.length > 1));
  const waits = await stop();
  const share = busiest([...due.values()]) / phones;
  const met = busiest(people.map(({ browser }) => browser.attempts[1] ?? 0)) / phones;
  for (const person of people) person.leave();
  await server.kill();
  return { backMs, share, met, waits };
}

/** The most that fall into one window, wherever it begins. */
function busiest(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  let most = 0;
  let first = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? 0) >= WINDOW_MS) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

function p99(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.POSITIVE_INFINITY;
}

async function proveStorm(what: string, phones: number, chanceFrom: (seed: number) => () => number): Promise<Outcome> {
  const seed = seedOf();
  const outcome = await cutARoom(phones, chanceFrom(seed));
  const { backMs, share, met, waits } = outcome;
  prove({
    what,
    tried: `${phones} sockets cut at once`,
    lost: waits.filter((wait) => wait === Number.POSITIVE_INFINITY).length,
    seed,
    figures: `all back in ${(backMs / 1_000).toFixed(1)} s, busiest ${WINDOW_MS} ms ${percent(share)} as the phones plan it (${percent(met)} as one machine that plays all of them gets to it), ${waits.length} votes of others meanwhile, p99 ${Math.round(p99(waits))} ms`,
  });
  return outcome;
}

test("[B2] [P1] 2,000 lines cut at once are back within 15 s, spread, and the others vote on", async () => {
  const { backMs, share, waits } = await proveStorm("storm", PHONES, chanceOf);
  expect(backMs).toBeLessThan(BACK_WITHIN_MS);
  expect(share).toBeLessThanOrEqual(SHARE_MAX);
  expect(waits.length).toBeGreaterThanOrEqual(STEADY);
  expect(p99(waits)).toBeLessThan(ACK_WITHIN_MS);
}, 120_000);

test("[B2] planted bug: no jitter, and everybody comes back at the same moment", async () => {
  const { share } = await proveStorm("planted: no jitter", PLANTED_PHONES, () => () => 0.5);
  expect(share).toBeGreaterThan(SHARE_MAX * 4);
}, 60_000);

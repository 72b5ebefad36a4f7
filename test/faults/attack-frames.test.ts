/** Bad frames of every kind against the real engine: generated from the published description, and by name. */
import { expect, test } from "vitest";
import { asyncapi } from "../protocol/descriptions.ts";
import { sayAll } from "../support/attacker.ts";
import { BAD_FRAMES } from "../support/bad-frames.ts";
import { Control } from "../support/control.ts";
import { badFramesFrom, type Sent } from "../support/mutations.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll } from "../support/server.ts";
import { startVictim, type Victim } from "../support/victim.ts";

const MINUTES = 60_000;
const GENERATED = size(100_000, 4_000);
const PLANTED = 40;
const PLANTED_WITHIN_MS = 2_000; // what the planted bug leaves unanswered is not waited for
const EACH_LINE = 11; // ten are answered, the next one ends it
const LINES_AT_ONCE = 6;
const HONEST_MS = 3_000;
const UNSAID_SHARE = 0.1; // lines on which nobody says hello first
const MEDIAN_MS_SLACK = 15; // six lines and a voter share two cores with all that draws up the frames
const HELLO = { type: "hello", voter: "AbCdEfGhIjKlMnOpQrSt_-" };
const POLL = {
  questions: [
    { text: "Where to?", options: ["Pizza", "Sushi"] },
    { text: "And then?", options: ["Home", "Out"] },
  ],
  talk: { chat: "open", questions: "open", reactions: true },
};

/** What the engine itself closes with: a frame above its 32 MiB, bytes that are no text, a broken protocol. */
const CLOSED_BY_ENGINE = new Set([1002, 1006, 1007, 1009]);
const documented = new Set([...asyncapi.channels.poll["x-close-codes"].map(({ code }) => code)]);
const FITTING = new Set(["bad-message", "too-large", "hello-first", "not-allowed"]);

const ENGINE_BYTES_MAX = 32 * 1_048_576;

/** Above what the engine takes at all, and just below it; each ends its line or is refused by its size. */
const ENORMOUS: readonly Sent[] = [
  "x".repeat(ENGINE_BYTES_MAX + 1),
  Buffer.alloc(ENGINE_BYTES_MAX + 1),
  "x".repeat(ENGINE_BYTES_MAX / 2),
  Buffer.alloc(ENGINE_BYTES_MAX / 2),
];

interface Found {
  answered: Record<string, number>;
  lines: number;
  /** Frames and lines that were not answered as the description says. */
  wrong: string[];
}

async function attack(address: string, frames: readonly Sent[], chance: () => number, isWhole: boolean): Promise<Found> {
  const found: Found = { answered: {}, lines: 0, wrong: [] };
  let next = 0;
  const line = async () => {
    while (next < frames.length) {
      const said = frames.slice(next, next + EACH_LINE);
      next += EACH_LINE;
      const outcome = await sayAll(address, chance() < UNSAID_SHARE ? null : HELLO, said, isWhole ? undefined : PLANTED_WITHIN_MS);
      found.lines += 1;
      judge(found, said, outcome);
    }
  };
  await Promise.all(Array.from({ length: LINES_AT_ONCE }, line));
  for (const enormous of isWhole ? ENORMOUS : []) {
    judge(found, [enormous], await sayAll(address, HELLO, [enormous]));
    found.lines += 1;
  }
  return found;
}

function judge(found: Found, said: readonly Sent[], outcome: Awaited<ReturnType<typeof sayAll>>): void {
  const shown = () => said.map((frame) => String(frame).slice(0, 120)).join(" || ");
  if (!outcome) return void found.wrong.push(`no end: ${shown()}`);
  const { answers, closedWith } = outcome;
  for (const { type, code = "" } of answers) {
    if ((type !== "refused" && type !== "error") || !FITTING.has(code)) found.wrong.push(`${type} ${code}: ${shown()}`);
    found.answered[code] = (found.answered[code] ?? 0) + 1;
  }
  if (closedWith === null) {
    if (answers.length < said.length) found.wrong.push(`${answers.length} answers: ${shown()}`);
    return;
  }
  if (!documented.has(closedWith) && !CLOSED_BY_ENGINE.has(closedWith)) found.wrong.push(`closed with ${closedWith}: ${shown()}`);
  if (closedWith === 4400 && answers.length !== EACH_LINE - 1)
    found.wrong.push(`${answers.length} answers before 4400: ${shown()}`);
  found.answered[closedWith] = (found.answered[closedWith] ?? 0) + 1;
}

/** As loud as the attack, and nothing wrong with it: what a voter waits beside them is what bad frames are held against. */
async function honestCrowd(address: string): Promise<void> {
  const until = Date.now() + HONEST_MS;
  const said = Array.from({ length: EACH_LINE }, (_, sent) => JSON.stringify({ type: "time", sent }));
  const line = async () => {
    while (Date.now() < until) await sayAll(address, HELLO, said);
  };
  await Promise.all(Array.from({ length: LINES_AT_ONCE }, line));
}

/** As anybody sees it, and as it is stored; of the control's own votes only that they are there. */
async function stateOf(victim: Victim, id: string, { n, seq }: { n: number; seq: number }): Promise<string> {
  const shown = await Promise.all(
    ["", "/results", "/talk"].map(async (part) => (await fetch(`${victim.url}/api/polls/${id}${part}`)).text()),
  );
  const rows = await victim.rows(id);
  for (const row of rows.ballots ?? []) {
    if (row.question !== "q2" || row.n !== n) continue;
    Object.assign(row, { n: "newest", at: "newest" });
  }
  for (const row of [...(rows.poll ?? []), ...(rows.tallies ?? [])]) {
    if (row.seq === seq) Object.assign(row, { seq: "newest", at: "newest" });
  }
  // Whoever is here at this moment is counted, and the clock of a file goes on; neither is stored.
  const still = shown.map((text) => text.replaceAll(/"(seq|present|at|exportedAt|timeline)":(\d+|"[^"]*"|\{.*?\]\}|\[.*?\])/g, ""));
  return JSON.stringify({ rows, still }, null, 1);
}

async function undergo(entry: string | undefined, frames: readonly Sent[], chance: () => number) {
  const isWhole = entry === undefined;
  const victim = await startVictim(entry);
  const { id, hostKey } = await makePoll(victim.url, POLL);
  const control = new Control(victim.socketOf(id), hostKey, "q2");
  await control.join();
  const quiet = await control.beside(() => honestCrowd(victim.socketOf(id)));
  const before = await stateOf(victim, id, control);
  const { result: found, noticed } = await control.beside(() => attack(victim.socketOf(id), frames, chance, isWhole));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const after = await stateOf(victim, id, control);
  const tallies = [control.voter, control.host].map((phone) => phone.tallies);
  const noises = [...noticed.troubles, ...control.unheardOf()];
  const complaints = victim.complaints();
  control.leave();
  await victim.server.kill();
  return { found, noticed, quiet: quiet.noticed, before, after, tallies, noises, complaints };
}

test(
  "[X1][W4] bad frames without end: each has a documented answer, nothing changes, and who votes beside them notices nothing",
  async () => {
    const seed = seedOf();
    const chance = chanceOf(seed);
    const named: Sent[] = BAD_FRAMES.map(({ frame }) => (typeof frame === "string" ? frame : Buffer.from(frame)));
    const frames = [...badFramesFrom(chance, GENERATED), ...named];
    const { found, noticed, quiet, before, after, tallies, noises, complaints } = await undergo(undefined, frames, chance);
    prove({
      what: "bad frames",
      tried: `${GENERATED} generated, ${named.length + ENORMOUS.length} named, ${found.lines} lines`,
      lost: noises.length,
      gotIn: found.wrong.length + Number(before !== after),
      seed,
      figures: `${JSON.stringify(found.answered)}; beside it ${noticed.acks} votes, median ${noticed.medianMs.toFixed(1)} ms (beside an honest crowd ${quiet.medianMs.toFixed(1)})`,
    });
    expect(after).toBe(before);
    expect(found.wrong.slice(0, 5)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(noises).toEqual([]);
    const counted = { q1: { ballots: 0, counts: [0, 0] }, q2: { ballots: 1, counts: [0, 1] } };
    expect(tallies).toMatchObject([counted, counted]);
    expect(noticed.acks).toBeGreaterThan(10);
    expect(noticed.medianMs).toBeLessThan(2 * quiet.medianMs + MEDIAN_MS_SLACK);
  },
  10 * MINUTES,
);

test("[X1] planted bug: what looks like a vote is taken for one, and the state, the log and the answers show it", async () => {
  const chance = chanceOf(1);
  const { before, after, complaints } = await undergo("test/faults/workers/trusting.ts", badFramesFrom(chance, PLANTED), chance);
  const isCaught = before !== after && complaints.length > 0;
  prove({ what: "planted: votes taken unread", tried: `${PLANTED} bad frames`, gotIn: Number(isCaught) });
  expect(after).not.toBe(before);
  expect(complaints.length).toBeGreaterThan(0);
});

/** The host's key: where it must not be, who guesses it, and what becomes of an old one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { WRONG_KEY_ANSWERED_AFTER_MS, WRONG_KEYS_PER_MINUTE_MAX } from "../../src/protocol/limits.ts";
import { prove, size } from "../support/proof.ts";
import { ask } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim } from "../support/victim.ts";
import { Voter } from "../support/voter.ts";

const TRIES = size(1_000, 200);
const AT_ONCE = 50;
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open" } };

/** Everything on disk in which one of these secrets stands. */
function filesWith(directory: string, secrets: readonly string[]): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => {
      const bytes = readFileSync(path);
      return secrets.some((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, "utf16le")));
    });
}

/** A poll with a host, a voter and a new key: all that is left of their secrets on disk and in the output. */
async function tracesIn(
  entry: string | undefined,
): Promise<{ traces: string[]; files: number; oldHost: number | null; old: number }> {
  const kept = mkdtempSync(join(tmpdir(), "showhands-key-"));
  const victim = await startVictim(entry, {}, kept);
  const { id, hostKey } = await makePoll(victim.url, POLL);
  const [host, voter] = [new Voter(victim.socketOf(id), { key: hostKey }), new Voter(victim.socketOf(id))];
  await Promise.all([host.join(), voter.join()]);
  await voter.vote("q1", [0], 1);
  const commands = { method: "POST", path: `/api/polls/${id}/commands` };
  const json = { "content-type": "application/json", authorization: `Bearer ${hostKey}` };
  const rotated = await ask(victim.url, { ...commands, headers: json, body: '{"command":"rotate-key"}' });
  const { hostKey: fresh } = JSON.parse(rotated?.text ?? "{}") as { hostKey: string };
  const old = await ask(victim.url, { ...commands, headers: json, body: '{"command":"close","question":"q1"}' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const secrets = [hostKey, fresh, voter.token];
  const files = filesWith(join(kept, "storage"), secrets);
  const printed = secrets.filter((secret) => victim.server.printed().includes(secret));
  const all = readdirSync(join(kept, "storage"), { recursive: true }).length;
  voter.leave();
  await victim.server.kill();
  rmSync(kept, { recursive: true, force: true });
  return { traces: [...files, ...printed], files: all, oldHost: host.closedWith, old: old?.status ?? 0 };
}

test("[X3][K4][R7] keys and tokens are in no file and in no line of output, and an old key opens nothing any more", async () => {
  const { traces, files, oldHost, old } = await tracesIn(undefined);
  prove({ what: "keys on disk and in the output", tried: `${files} files`, gotIn: traces.length + Number(old !== 401) });
  expect(traces).toEqual([]);
  expect(files).toBeGreaterThan(1);
  expect([old, oldHost]).toEqual([401, 4401]);
});

test("[X3] planted bug: a key that is written down and printed is found", async () => {
  const { traces } = await tracesIn("test/faults/workers/careless.ts");
  prove({ what: "planted: the key written down", tried: "1 poll", gotIn: traces.length });
  expect(traces.length).toBeGreaterThanOrEqual(2);
});

test("[X4] a thousand wrong keys are slowed, none opens, and the host goes on at once", async () => {
  const victim = await startVictim();
  const { id, hostKey } = await makePoll(victim.url, POLL);
  const call = (key: string, method: string, part: string, body: string | null) =>
    ask(victim.url, {
      method,
      path: `/api/polls/${id}${part}`,
      headers: { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) },
      body,
    });
  const DOORS: [string, string, string | null][] = [
    ["POST", "/commands", '{"command":"next"}'],
    ["DELETE", "", null],
    ["GET", "", null],
    ["GET", "/results", null],
    ["GET", "/people", null],
  ];
  const answers: Record<number, number> = {};
  let tried = 0;
  const guess = async () => {
    while (tried < TRIES) {
      const [method, part, body] = DOORS[tried % DOORS.length] as (typeof DOORS)[number];
      const key = `${hostKey.slice(0, -3)}${String(tried++).padStart(3, "-")}`;
      const answer = await call(key, method, part, body);
      answers[answer?.status ?? 0] = (answers[answer?.status ?? 0] ?? 0) + 1;
    }
  };
  const from = performance.now();
  const guessing = Promise.all(Array.from({ length: AT_ONCE }, guess));
  const hostMs: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const asked = performance.now();
    expect((await call(hostKey, "POST", "/commands", '{"command":"hide"}'))?.status).toBe(200);
    hostMs.push(performance.now() - asked);
  }
  await guessing;
  const seconds = (performance.now() - from) / 1_000;
  hostMs.sort((one, other) => one - other);
  await victim.server.kill();
  prove({
    what: "wrong host keys",
    tried: `${TRIES} tries, ${AT_ONCE} at once`,
    gotIn: answers[200] ?? 0,
    figures: `${JSON.stringify(answers)} in ${seconds.toFixed(0)} s; the host meanwhile ${hostMs[5]?.toFixed(0)} ms`,
  });
  // A minute may begin anew while they try.
  expect(answers[401]).toBeLessThanOrEqual(WRONG_KEYS_PER_MINUTE_MAX * (1 + Math.ceil(seconds / 60)));
  expect(Object.keys(answers)).toEqual(["401", "429"]);
  expect(seconds * 1_000).toBeGreaterThan(((TRIES - 2 * WRONG_KEYS_PER_MINUTE_MAX) / AT_ONCE - 1) * WRONG_KEY_ANSWERED_AFTER_MS);
  expect(hostMs[5]).toBeLessThan(WRONG_KEY_ANSWERED_AFTER_MS);
}, 120_000);

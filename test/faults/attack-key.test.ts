/** The host's key: where it must not be, who guesses it, and what becomes of an old one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { WRONG_KEY_ANSWERED_AFTER_MS, WRONG_KEYS_PER_MINUTE_MAX } from "../../src/protocol/limits.ts";
import { sayAll } from "../support/attacker.ts";
import { prove, size } from "../support/proof.ts";
import { ask } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim } from "../support/victim.ts";
import { Voter } from "../support/voter.ts";

const TRIES = size(1_000, 120);
const AT_ONCE = 50;
const TIMER_MS = 50; // a timer may be early by a few, and the clock of the caller began a moment before
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open" } };

type Door = [method: string, part: string, body: string | null];
const DOORS: readonly Door[] = [
  ["POST", "/commands", '{"command":"next"}'],
  ["DELETE", "", null],
  ["GET", "", null],
  ["GET", "/results", null],
  ["GET", "/people", null],
];

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

interface Guessed {
  /** By HTTP by their status, by socket by their close code; 0 for a line that was let in. */
  answers: Record<number, number>;
  /** How many by either way were told sooner than one who guesses is. */
  soon: { http: number; sockets: number };
  seconds: number;
  /** The median for the right key meanwhile. */
  hostMs: number;
}

/** So many tries by HTTP at whatever takes a key, and beside them as many by socket. */
async function guessKeys(entry?: string): Promise<Guessed> {
  const victim = await startVictim(entry);
  const { id, hostKey } = await makePoll(victim.url, POLL);
  const guessed: Guessed = { answers: {}, soon: { http: 0, sockets: 0 }, seconds: 0, hostMs: 0 };
  const call = (key: string, [method, part, body]: Door) =>
    ask(victim.url, {
      method,
      path: `/api/polls/${id}${part}`,
      headers: { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) },
      body,
    });
  const hello = (key: string) => sayAll(victim.socketOf(id), { type: "hello", voter: "AbCdEfGhIjKlMnOpQrSt_-", key }, []);
  const trying = (way: keyof Guessed["soon"], tell: (key: string, index: number) => Promise<number>) => {
    let tried = 0;
    const guess = async () => {
      while (tried < TRIES) {
        const asked = performance.now();
        const answer = await tell(`${hostKey.slice(0, -3)}${String(tried).padStart(3, "-")}`, tried++);
        guessed.answers[answer] = (guessed.answers[answer] ?? 0) + 1;
        if (performance.now() - asked < WRONG_KEY_ANSWERED_AFTER_MS - TIMER_MS) guessed.soon[way] += 1;
      }
    };
    return Promise.all(Array.from({ length: AT_ONCE }, guess));
  };
  const from = performance.now();
  const guessing = Promise.all([
    trying("http", async (key, index) => (await call(key, DOORS[index % DOORS.length] as Door))?.status ?? 0),
    trying("sockets", async (key) => (await hello(key))?.closedWith ?? 0),
  ]);
  const hostMs: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const asked = performance.now();
    expect((await call(hostKey, ["POST", "/commands", '{"command":"hide"}']))?.status).toBe(200);
    hostMs.push(performance.now() - asked);
  }
  await guessing;
  guessed.seconds = (performance.now() - from) / 1_000;
  guessed.hostMs = hostMs.toSorted((one, other) => one - other)[5] ?? Number.NaN;
  await victim.server.kill();
  return guessed;
}

async function proveKeys(what: string, entry?: string): Promise<Guessed> {
  const guessed = await guessKeys(entry);
  const { answers, soon, seconds, hostMs } = guessed;
  prove({
    what,
    tried: `${TRIES} by HTTP and ${TRIES} by socket, ${AT_ONCE} of each at once`,
    gotIn: (answers[200] ?? 0) + (answers[0] ?? 0),
    figures: `${JSON.stringify(answers)} in ${seconds.toFixed(0)} s, ${soon.http + soon.sockets} at once; the host meanwhile ${hostMs.toFixed(0)} ms`,
  });
  return guessed;
}

test("[X4] a thousand wrong keys by HTTP and a thousand by socket are slowed, none opens, and the host goes on at once", async () => {
  const { answers, soon, seconds, hostMs } = await proveKeys("wrong host keys");
  // A minute may begin anew while they try.
  const slips = WRONG_KEYS_PER_MINUTE_MAX * (1 + Math.ceil(seconds / 60));
  expect(answers[401]).toBeLessThanOrEqual(slips);
  expect(Object.keys(answers)).toEqual(["401", "429", "4401"]);
  expect(soon.http).toBeLessThanOrEqual(slips);
  expect(soon.sockets).toBeLessThanOrEqual(slips);
  expect(seconds * 1_000).toBeGreaterThan(((TRIES - slips) / AT_ONCE - 1) * WRONG_KEY_ANSWERED_AFTER_MS);
  expect(hostMs).toBeLessThan(WRONG_KEY_ANSWERED_AFTER_MS);
}, 180_000);

test("[X4] planted bug: who guesses is counted and does not wait, and that is seen both ways", async () => {
  const { soon } = await proveKeys("planted: guesses told at once", "test/faults/workers/unhurried.ts");
  expect(soon.http).toBeGreaterThan(2 * WRONG_KEYS_PER_MINUTE_MAX);
  expect(soon.sockets).toBeGreaterThan(2 * WRONG_KEYS_PER_MINUTE_MAX);
}, 120_000);

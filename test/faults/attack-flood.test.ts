/** One address floods a poll, and behind the same address a campus votes. */
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import WebSocket from "ws";
import { sayAll } from "../support/attacker.ts";
import { prove, size } from "../support/proof.ts";
import { ask } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim } from "../support/victim.ts";
import { Voter } from "../support/voter.ts";

const PHONES = size(2_000, 200);
const SILENT = size(1_000, 200);
const JOINING_AT_ONCE = 20;
const WITHIN_MS = 60_000;
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open" } };
const HELLO = { type: "hello", voter: "AbCdEfGhIjKlMnOpQrSt_-" };

interface Flooded {
  acknowledged: number;
  ballots: number;
  ms: number;
  complaints: string[];
}

async function voteBesideFlood(what: string, vars: Record<string, string> = {}): Promise<Flooded> {
  const victim = await startVictim(undefined, vars);
  const { id } = await makePoll(victim.url, POLL);
  const address = victim.socketOf(id);
  const silent = Array.from({ length: SILENT }, () => new WebSocket(address, { perMessageDeflate: false }).on("error", () => {}));
  let isOver = false;
  const did = { lines: 0, guesses: 0, cut: 0 };
  for (const socket of silent) socket.on("close", () => (did.cut += 1));
  const flood = async () => {
    while (!isOver) {
      await sayAll(address, HELLO, Array(11).fill("{"));
      did.lines += 1;
    }
  };
  const guess = async () => {
    while (!isOver) {
      await ask(victim.url, { method: "GET", path: `/api/polls/${id}`, headers: { authorization: `Bearer ${"x".repeat(27)}` } });
      did.guesses += 1;
    }
  };
  const flooding = Promise.all([flood(), flood(), guess(), guess()]);
  const from = performance.now();
  const phones = Array.from({ length: PHONES }, () => new Voter(address, { forgetful: true }));
  let next = 0;
  let acknowledged = 0;
  const join = async () => {
    while (next < phones.length) {
      const [phone, option] = [phones[next] as Voter, next++ % 2];
      const isIn = await phone.join().then(
        () => true,
        () => false,
      );
      if (isIn && (await phone.vote("q1", [option], 1)).type === "ack") acknowledged += 1;
    }
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, join));
  const ms = performance.now() - from;
  isOver = true;
  await flooding;
  const { tallies } = JSON.parse((await ask(victim.url, { method: "GET", path: `/api/polls/${id}` }))?.text ?? "{}");
  const complaints = victim.complaints();
  for (const phone of phones) phone.leave();
  for (const socket of silent) socket.terminate();
  await victim.server.kill();
  prove({
    what,
    tried: `${PHONES} phones, ${SILENT} silent sockets, ${did.lines} lines of bad frames, ${did.guesses} wrong keys`,
    lost: PHONES - acknowledged,
    doubled: tallies.q1.ballots - acknowledged,
    figures: `${acknowledged} voted in ${(ms / 1_000).toFixed(1)} s`,
  });
  return { acknowledged, ballots: tallies.q1.ballots, ms, complaints };
}

test("[X7] a campus behind one address votes within a minute while the same address floods the poll", async () => {
  const { acknowledged, ballots, ms, complaints } = await voteBesideFlood("a campus behind a flooding address");
  expect([acknowledged, ballots]).toEqual([PHONES, PHONES]);
  expect(ms).toBeLessThan(WITHIN_MS);
  expect(complaints).toEqual([]);
}, 180_000);

test("[X7] planted bug: where silent sockets use up the places of a room, a campus is lost, and that is seen", async () => {
  const vars = { HUB_LIMITS: JSON.stringify({ socketsMax: SILENT + 20 }) };
  const { acknowledged } = await voteBesideFlood("planted: few places", vars);
  expect(acknowledged).toBeLessThan(PHONES);
}, 180_000);

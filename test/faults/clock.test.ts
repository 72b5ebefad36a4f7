/** Clocks that jump, the hub's by an hour and a phone's by a day: nothing is lost, the order of votes stands, and the room goes on hearing. */
import { afterAll, afterEach, expect, test } from "vitest";
import { bundle, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { enterRoom } from "../../src/page/room.ts";
import { countsOf, Person, within, wrongs } from "../support/crowd.ts";
import { NodeBrowser } from "../support/node-browser.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll } from "../support/server.ts";

const PEOPLE = size(100, 25);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RIGHT_WITHIN_MS = 8_000; // the hub sends silent sockets away when its clock is put forward: they need their 3 s to come back
const OPTIONS = ["Pizza", "Sushi", "Soup"];

const closing: (() => unknown)[] = [];
const realNow = Date.now;
afterEach(() => {
  Date.now = realNow;
});
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function hallOf(entry: string, asked: object = {}) {
  const seed = seedOf();
  const chance = chanceOf(seed);
  const subject = { ...OURS, entry };
  const server = await serve(subject, await bundle(subject));
  closing.push(() => server.kill());
  const made = await makePoll(server.url, { question: "Where to?", options: OPTIONS, ...asked });
  const tell = (path: string) => fetch(server.url + path);
  const command = async (body: object) => {
    const headers = { authorization: `Bearer ${made.hostKey}`, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    expect((await fetch(`${server.url}/api/polls/${made.id}/commands`, init)).status).toBe(200);
  };
  const people = Array.from({ length: PEOPLE }, () => new Person(server.url, made.id, chance));
  for (const person of people) closing.push(() => person.leave());
  expect(await within(RIGHT_WITHIN_MS, () => people.every(({ isHere }) => isHere))).toBeLessThan(RIGHT_WITHIN_MS);
  const isRight = async () => {
    const counts = await countsOf(server.url, made.id);
    return people.every((person) => person.sees(counts));
  };
  return { seed, chance, server, made, tell, command, people, isRight };
}

/** By the hub's clock, hours from now, one after the other. */
const JUMPS_H = [1, -1, 0];

test.each([
  ["the hub's clock jumps", "test/faults/workers/jumping.ts"],
  ["planted: votes ordered by the hub's clock", "test/faults/workers/clockwise.ts"],
])("[B9] %s: votes count as they were meant, and the room hears them at once", { concurrent: true }, async (what, entry) => {
  const { seed, chance, server, made, tell, people, isRight } = await hallOf(entry);
  const isPlanted = entry.includes("clockwise");
  let slowestMs = 0;
  for (const hours of [0, ...JUMPS_H]) {
    await tell(`/clock/${hours * HOUR_MS}`);
    for (const person of people) person.tap(Math.floor(chance() * OPTIONS.length));
    slowestMs = Math.max(slowestMs, await within(isPlanted ? 1_500 : RIGHT_WITHIN_MS, isRight));
  }
  const wrong = await wrongs(server.url, made.id, people);
  prove({
    what,
    tried: `${PEOPLE} phones, jumps of hours: ${JUMPS_H.join(", ")}`,
    ...wrong,
    seed,
    figures: `all right within ${Math.round(slowestMs)} ms`,
  });
  if (isPlanted) return expect(wrong.lost).toBeGreaterThan(0);
  expect(wrong).toEqual({ lost: 0, doubled: 0 });
  expect(slowestMs).toBeLessThan(RIGHT_WITHIN_MS);
});

test.concurrent("[B9] a deadline that the jump has passed closes, says so, and keeps what was acknowledged; reopened, it goes on", async () => {
  const { made, server, tell, command, people, isRight } = await hallOf("test/faults/workers/jumping.ts", {
    endsAt: new Date(Date.now() + HOUR_MS / 2).toISOString(),
  });
  for (const person of people) person.tap(1);
  expect(await within(RIGHT_WITHIN_MS, isRight)).toBeLessThan(RIGHT_WITHIN_MS);
  await tell(`/clock/${HOUR_MS}`);
  const [late] = people;
  late?.tap(2);
  expect(await within(RIGHT_WITHIN_MS, () => late?.room.votes.value.q1?.state === "refused")).toBeLessThan(RIGHT_WITHIN_MS);
  expect(late?.room.votes.value.q1).toEqual({ state: "refused", code: "closed" });
  expect(
    await within(RIGHT_WITHIN_MS, () => people.every(({ room }) => room.poll.value?.questions[0]?.open === false)),
  ).toBeLessThan(RIGHT_WITHIN_MS);
  expect(await countsOf(server.url, made.id)).toEqual([0, PEOPLE, 0]);
  await tell("/clock/0");
  await command({ command: "reopen", question: "q1" });
  late?.tap(2);
  expect(await within(RIGHT_WITHIN_MS, isRight)).toBeLessThan(RIGHT_WITHIN_MS);
  expect(await countsOf(server.url, made.id)).toEqual([0, PEOPLE - 1, 1]);
});

test("[B4] [B9] phones whose clocks are off by a day, and put right: the newest vote counts, and a countdown ends for them when it ends", async () => {
  const { seed, chance, server, made, command, people, isRight } = await hallOf("bench/workers/ours.ts");
  let slowestMs = 0;
  for (const days of [1, -1, 0]) {
    Date.now = () => realNow() + days * DAY_MS;
    for (const person of people) person.tap(Math.floor(chance() * OPTIONS.length));
    slowestMs = Math.max(slowestMs, await within(RIGHT_WITHIN_MS, isRight));
  }
  const wrong = await wrongs(server.url, made.id, people);
  prove({
    what: "phones' clocks jump",
    tried: `${PEOPLE} phones, a day ahead, behind, and right`,
    ...wrong,
    seed,
    figures: `all right within ${Math.round(slowestMs)} ms`,
  });
  expect(wrong).toEqual({ lost: 0, doubled: 0 });
  expect(slowestMs).toBeLessThan(RIGHT_WITHIN_MS);
  Date.now = () => realNow() + DAY_MS;
  const room = enterRoom({ poll: made.id, role: "voter" }, new NodeBrowser(server.url, chance));
  closing.push(() => room.leave());
  await command({ command: "timer", question: "q1", seconds: 60 });
  const isClose = () => Math.abs(room.now() - realNow()) < 500;
  expect(await within(RIGHT_WITHIN_MS, isClose)).toBeLessThan(RIGHT_WITHIN_MS);
});

/** A hub that cannot save, has no room, is replaced by its next build, or speaks to a phone that knows less: each person keeps their vote, and it counts once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import { PENDING_BEFORE_TURN_MAX } from "../../src/protocol/limits.ts";
import type { Made } from "../../src/protocol/server.ts";
import { countsOf, Person, pause, within, wrongs } from "../support/crowd.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { startProxy } from "../support/proxy.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll } from "../support/server.ts";
import { Voter } from "../support/voter.ts";
import { Seat as SeatBeforeTalk } from "./clients/before-talk.js";

const PEOPLE = size(200, 40);
const TROUBLE_MS = size(8_000, 2_000);
const ENTER_WITHIN_MS = 10_000;
const RIGHT_WITHIN_MS = 17_000; // the longest wait behind `busy`, and two seconds
const OPTIONS = ["Pizza", "Sushi", "Soup"];
const ASKED = { question: "Where to?", options: OPTIONS };

/** Forty phones wait most of the time, and leave room for others; two hundred do not. */
const beside = { concurrent: size(false, true) };

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Hall {
  server: Server;
  made: Made;
  people: Person[];
  chance: () => number;
  seed: number;
  /** Tells the worker what to do. */
  tell(path: string): Promise<unknown>;
}

async function hallOf(entry: string, people: number, logic?: typeof SeatBeforeTalk, directory?: string): Promise<Hall> {
  const seed = seedOf();
  const chance = chanceOf(seed);
  const subject = { ...OURS, entry };
  const server = await serve(subject, await bundle(subject), directory);
  const made = await makePoll(server.url, ASKED);
  const tell = async (path: string) => (await fetch(server.url + path)).json();
  closing.push(() => hall.server.kill());
  const hall: Hall = { server, made, people: [], chance, seed, tell };
  await enter(hall, server.url, people, logic);
  return hall;
}

async function enter({ people, made, chance }: Hall, origin: string, count: number, logic?: typeof SeatBeforeTalk): Promise<void> {
  const next = Array.from({ length: count }, () => new Person(origin, made.id, chance, logic));
  for (const person of next) closing.push(() => person.leave());
  people.push(...next);
  expect(await within(ENTER_WITHIN_MS, () => next.every(({ isHere }) => isHere))).toBeLessThan(ENTER_WITHIN_MS);
}

/** Everybody votes, and changes their mind, for this long. */
async function voteFor(ms: number, { people, chance }: Hall, someone = people): Promise<void> {
  const over = performance.now() + ms;
  await Promise.all(
    someone.map(async (person) => {
      do {
        await pause(chance() * Math.min(1_500, ms));
        person.tap(Math.floor(chance() * OPTIONS.length));
      } while (performance.now() < over);
    }),
  );
}

interface Outcome {
  lost: number;
  doubled: number;
  rightMs: number;
}

/** `strangers` are ballots of others, for the first option. */
async function provedIn(hall: Hall, what: string, tried: string, { strangers = 0, ms = RIGHT_WITHIN_MS } = {}): Promise<Outcome> {
  const { made, people, seed, server } = hall;
  const rightMs = await within(ms, async () => {
    const counts = await countsOf(server.url, made.id);
    return people.every((person) => person.sees(counts));
  });
  const { lost, doubled } = await wrongs(server.url, made.id, people);
  const right = Number.isFinite(rightMs) ? `all right ${Math.round(rightMs)} ms behind it` : "not all right";
  prove({ what, tried, lost, doubled: Math.max(0, doubled - strangers), seed, figures: right });
  return { lost, doubled: doubled - strangers, rightMs };
}

test(
  "[B5] [L5] storage fails in the middle of commits: everyone hears `busy`, keeps their vote, and it counts once",
  beside,
  async () => {
    const hall = await hallOf("test/faults/workers/failing.ts", PEOPLE);
    await voteFor(1_000, hall);
    const stranger = new Voter(`${hall.server.url.replace("http", "ws")}/ws/${hall.made.id}`);
    await stranger.join();
    closing.push(() => stranger.leave());
    await hall.tell("/storage/all");
    await voteFor(TROUBLE_MS, hall);
    expect(await stranger.vote("q1", [0], 1)).toMatchObject({ type: "refused", code: "busy" });
    const init = {
      method: "POST",
      headers: { authorization: `Voter ${"x".repeat(22)}`, "content-type": "application/json" },
      body: '{"question":"q1","choice":[0],"n":1}',
    };
    expect((await fetch(`${hall.server.url}/api/polls/${hall.made.id}/votes`, init)).status).toBe(503);
    expect(hall.people.every(({ room }) => room.votes.value.q1?.state === "sending")).toBe(true);
    await hall.tell("/storage/some");
    await voteFor(1_000, hall);
    await hall.tell("/storage/none");
    expect(await provedIn(hall, "storage errors", `${PEOPLE} phones vote into a full disk`)).toMatchObject({ lost: 0, doubled: 0 });
  },
);

test("[B5] planted bug: what cannot be saved is left out in silence", beside, async () => {
  const hall = await hallOf("test/faults/workers/failing.ts", 20);
  await hall.tell("/storage/silent");
  await voteFor(500, hall);
  await pause(500);
  await hall.tell("/storage/none");
  const { lost } = await provedIn(hall, "planted: unsaved in silence", "20 phones vote into a full disk", { ms: 1_000 });
  expect(lost).toBeGreaterThan(0);
});

test.each([
  ["full inbox", false],
  ["planted: busy taken for final", true],
])("[B6] %s: busy is no answer for good, and the vote counts once when there is room again", beside, async (what, isPlanted) => {
  const people = isPlanted ? 20 : PEOPLE;
  const hall = await hallOf("test/faults/workers/stalled.ts", people);
  let refused = 0;
  for (const { browser } of hall.people) {
    browser.hears = (frame) => {
      if (!frame.includes('"busy"')) return frame;
      refused++;
      return isPlanted ? frame.replace('"busy"', '"closed"') : frame;
    };
  }
  await hall.tell(`/stall/${hall.made.id}`);
  await voteFor(TROUBLE_MS, hall);
  expect(refused).toBeGreaterThanOrEqual(people);
  await hall.tell(`/go/${hall.made.id}`);
  const strangers = PENDING_BEFORE_TURN_MAX;
  const tried = `${people} phones behind ${strangers} votes, ${refused} times busy`;
  const { lost, doubled } = await provedIn(hall, what, tried, { strangers, ...(isPlanted && { ms: 2_000 }) });
  if (isPlanted) expect(lost).toBeGreaterThan(0);
  else expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
});

test.each([
  ["deploy under load", "test/faults/workers/next.ts"],
  ["planted: the next build renames voters", "test/faults/workers/renamed.ts"],
])("[B7] %s: the next build goes on where the last one was killed", beside, async (what, entry) => {
  const directory = mkdtempSync(join(tmpdir(), "showhands-deploy-"));
  closing.push(() => rmSync(directory, { recursive: true, force: true }));
  const hall = await hallOf("bench/workers/ours.ts", 0, undefined, directory);
  const portOf = ({ url }: Server) => Number(new URL(url).port);
  const network = await startProxy(portOf(hall.server));
  closing.push(() => network.close());
  await enter(hall, network.origin, PEOPLE);
  // Every other one votes once, long before, and never again.
  const [calm, lively] = [0, 1].map((rest) => hall.people.filter((_, index) => index % 2 === rest));
  await voteFor(100, hall, calm);
  expect(
    await within(RIGHT_WITHIN_MS, () => (calm ?? []).every(({ room }) => room.votes.value.q1?.state === "saved")),
  ).toBeLessThan(RIGHT_WITHIN_MS);
  const voting = voteFor(TROUBLE_MS, hall, lively);
  const subject = { ...OURS, entry };
  const code = await bundle(subject);
  await pause(TROUBLE_MS / 3);
  await hall.server.kill();
  hall.server = await serve(subject, code, directory);
  const next = hall.server;
  network.leadTo(portOf(next));
  await voting;
  expect((await fetch(`${next.url}/api/polls/${hall.made.id}`)).headers.get("showhands-build")).toBe("next");
  const isPlanted = entry.includes("renamed");
  const { lost, doubled } = await provedIn(hall, what, `${PEOPLE} phones`, isPlanted ? { ms: 2_000 } : {});
  if (isPlanted) expect(doubled).toBeGreaterThan(0);
  else expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
});

test.each([
  ["phones of the build before", false],
  ["planted: the ack has another name", true],
])("[B8] %s: what they do not know does them no harm", beside, async (what, isPlanted) => {
  const hall = await hallOf("bench/workers/ours.ts", 0);
  const { made, server, people } = hall;
  const talk = async (body: object) => {
    const headers = { authorization: `Bearer ${made.hostKey}`, "content-type": "application/json" };
    const told = await fetch(`${server.url}/api/polls/${made.id}/commands`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(told.status, await told.text()).toBe(200);
  };
  await enter(hall, server.url, 20, SeatBeforeTalk);
  const walled = await startProxy(Number(new URL(server.url).port));
  closing.push(() => walled.close());
  walled.blockSockets(true);
  const behind = Array.from({ length: 5 }, () => new Person(walled.origin, made.id, hall.chance, SeatBeforeTalk));
  for (const person of behind) closing.push(() => person.leave());
  people.push(...behind);
  const unknown = new Set<string>();
  const hears = (frame: string) => {
    const type = /"type":"([\w-]+)"/.exec(frame)?.[1] ?? "pong";
    if (!["snapshot", "results", "ack", "refused", "error", "time", "pong"].includes(type)) unknown.add(type);
    return isPlanted ? frame.replace('"type":"ack"', '"type":"saved"') : frame;
  };
  for (const { browser } of people) browser.hears = hears;
  await talk({ command: "edit", talk: { chat: "open", questions: "open", reactions: true } });
  await talk({ command: "notice", text: "Lunch is ready", to: "all" });
  await voteFor(TROUBLE_MS, hall);
  await talk({ command: "edit", title: "After lunch" });
  const { lost, doubled, rightMs } = await provedIn(
    hall,
    what,
    `25 phones, 5 without sockets; unknown to them: ${[...unknown].join(", ")}`,
    isPlanted ? { ms: 2_000 } : {},
  );
  if (isPlanted) return expect(rightMs).toBe(Number.POSITIVE_INFINITY);
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(rightMs).toBeLessThan(RIGHT_WITHIN_MS);
  expect(unknown.size).toBeGreaterThan(0);
});

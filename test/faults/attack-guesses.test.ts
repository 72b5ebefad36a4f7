/** Guessing ids and codes: no hit, and nothing in the answers that tells what exists. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRONG_CODES_PER_MINUTE_MAX } from "../../src/protocol/limits.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { type Answer, ask } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim, type Victim } from "../support/victim.ts";

const IDS = size(6_000, 500); // with the codes 10,000
const CODES = size(4_000, 500);
const NAMES = size(1_000, 200);
const AT_ONCE = 8;
const ADDRESSES = size(40, 20);
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const ROOM = 20;
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"] };
const TALKING = { ...POLL, talk: { chat: "open" } };

let victim: Victim;
beforeAll(async () => {
  victim = await startVictim();
});
afterAll(() => victim?.server.kill());

/** All that can be told apart: status, headers but for the time, body. */
function looksLike(answer: Answer | null): string {
  const { date: _, ...headers } = answer?.headers ?? {};
  return JSON.stringify([answer?.status, headers, answer?.text]);
}

async function post(poll: string, part: string, body: object, authorization: string): Promise<number> {
  const headers = { "content-type": "application/json", authorization };
  const answer = await ask(victim.url, { method: "POST", path: `/api/polls/${poll}${part}`, headers, body: JSON.stringify(body) });
  return answer?.status ?? 0;
}

async function each<Item>(items: readonly Item[], act: (item: Item, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const index = next++;
      await act(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const drawn = (chance: () => number, length: number) =>
  Array.from({ length }, () => ALPHABET[Math.floor(chance() * ALPHABET.length)]).join("");

async function guessIds(
  url: string,
  count: number,
  chance: () => number,
): Promise<{ hits: number; polls: number; pictures: number }> {
  const { id } = await makePoll(url, POLL);
  const [polls, pictures] = [new Set<string>(), new Set<string>()];
  let hits = 0;
  await each(Array.from({ length: count }), async (_, index) => {
    const near = `${id.slice(0, -3)}${drawn(chance, 3)}`;
    const guess = index % 2 === 0 ? drawn(chance, 15) : near === id ? drawn(chance, 15) : near;
    const answer = await ask(url, { method: "GET", path: `/api/polls/${guess}` });
    if (answer?.status !== 404) hits += 1;
    polls.add(looksLike(answer));
    if (index % 20 > 0) return;
    // In a poll that exists, and in one that does not.
    for (const poll of [id, guess]) {
      pictures.add(looksLike(await ask(url, { method: "GET", path: `/api/polls/${poll}/pictures/${drawn(chance, 16)}` })));
    }
  });
  return { hits, polls: polls.size, pictures: pictures.size };
}

test("[X6][K1] ids of polls and pictures: no hit, and all answers are one", async () => {
  const seed = seedOf();
  const found = await guessIds(victim.url, IDS, chanceOf(seed));
  const kinds = `${found.polls} kind of answer for polls, ${found.pictures} for pictures`;
  prove({ what: "guessed ids", tried: `${IDS} polls, ${IDS / 10} pictures`, gotIn: found.hits, seed, figures: kinds });
  expect(found).toEqual({ hits: 0, polls: 1, pictures: 1 });
});

test("[X6] planted bug: a header that tells whether there is such a poll is seen", async () => {
  const telling = await startVictim("test/faults/workers/telling.ts");
  const found = await guessIds(telling.url, 100, chanceOf(1));
  await telling.server.kill();
  prove({ what: "planted: a header that tells", tried: "100 polls", gotIn: found.pictures - 1 });
  expect(found.pictures).toBe(2);
});

interface GuessedCodes {
  statuses: Record<number, number>;
  /** How many answers can be told apart, by their status. */
  kinds: [status: number, kinds: number][];
  /** Whether an address that has tried too often hears of the right code what it hears of a wrong one. */
  isRightHidden: boolean;
  minutes: number;
}

async function guessCodes(url: string, count: number, addresses: number, chance: () => number): Promise<GuessedCodes> {
  const { code } = await makePoll(url, POLL);
  const look = (typed: string, address: string) =>
    ask(url, { method: "GET", path: `/j/${typed}`, headers: { "cf-connecting-ip": address } });
  const statuses: Record<number, number> = {};
  const kinds = new Map<number, Set<string>>();
  const from = Date.now();
  await each(Array.from({ length: count }), async (_, index) => {
    const answer = await look(drawn(chance, 6), `198.51.100.${index % addresses}`);
    const status = answer?.status ?? 0;
    statuses[status] = (statuses[status] ?? 0) + 1;
    kinds.set(status, (kinds.get(status) ?? new Set()).add(looksLike(answer)));
  });
  const minutes = 1 + Math.ceil((Date.now() - from) / 60_000);
  const right = await look(code ?? "", "198.51.100.0");
  expect((await look(code ?? "", "203.0.113.1"))?.status).toBe(302);
  return {
    statuses,
    kinds: [...kinds].map(([status, all]) => [status, all.size]),
    isRightHidden: kinds.get(429)?.has(looksLike(right)) ?? false,
    minutes,
  };
}

async function proveCodes(what: string, url: string, count: number, addresses: number): Promise<GuessedCodes> {
  const seed = seedOf();
  const guessed = await guessCodes(url, count, addresses, chanceOf(seed));
  const { statuses, isRightHidden } = guessed;
  prove({
    what,
    tried: `${count} from ${addresses} addresses, and the right one`,
    gotIn: (statuses[302] ?? 0) + Number(!isRightHidden),
    seed,
    figures: JSON.stringify(statuses),
  });
  return guessed;
}

test("[X6][K3] short codes: no hit, the eleventh within a minute is 429, and a code that exists is answered as one that does not", async () => {
  const { statuses, kinds, isRightHidden, minutes } = await proveCodes("guessed codes", victim.url, CODES, ADDRESSES);
  expect(statuses[302]).toBeUndefined();
  expect(statuses[404]).toBeLessThanOrEqual(WRONG_CODES_PER_MINUTE_MAX * ADDRESSES * minutes);
  expect(kinds).toEqual([
    [404, 1],
    [429, 1],
  ]);
  expect(isRightHidden).toBe(true);
});

test("[X6][K3] planted bug: codes are looked up before tries are counted, and that is seen", async () => {
  const eager = await startVictim("test/faults/workers/eager.ts");
  const { statuses, isRightHidden } = await proveCodes("planted: codes looked up first", eager.url, 15, 1);
  await eager.server.kill();
  expect(statuses[429]).toBeGreaterThan(0);
  expect(isRightHidden).toBe(false);
});

test("[X6][N53] the names by which a host knows people are no key to anything: other polls have others, and guessed ones hit nobody", async () => {
  const seed = seedOf();
  const chance = chanceOf(seed);
  const polls = [await makePoll(victim.url, TALKING), await makePoll(victim.url, TALKING)];
  const voters = Array.from({ length: ROOM }, (_, index) => `Voter same-person-everywhere-${index}`);
  const names = new Set<string>();
  for (const { id, hostKey } of polls) {
    for (const authorization of voters) await post(id, "/talk", { type: "say", text: "hello", n: 1 }, authorization);
    const list = await ask(victim.url, {
      method: "GET",
      path: `/api/polls/${id}/people`,
      headers: { authorization: `Bearer ${hostKey}` },
    });
    for (const { person } of (JSON.parse(list?.text ?? "{}") as { people: { person: string }[] }).people) names.add(person);
  }
  const [{ id, hostKey } = { id: "", hostKey: "" }] = polls;
  const answers: Record<number, number> = {};
  await each(Array.from({ length: NAMES }), async (_, index) => {
    const person = drawn(chance, 8);
    const body =
      index % 2 === 0 ? { command: "person", person, change: "mute" } : { command: "notice", to: { person }, text: "hello" };
    // Every other one by a voter, who is nobody to be told who is there.
    const answer = await post(id, "/commands", body, index % 4 < 2 ? `Bearer ${hostKey}` : (voters[0] ?? ""));
    answers[answer] = (answers[answer] ?? 0) + 1;
  });
  prove({
    what: "guessed names of people",
    tried: `${NAMES} in a room of ${ROOM}`,
    gotIn: answers[200] ?? 0,
    seed,
    figures: JSON.stringify(answers),
  });
  expect(names.size).toBe(ROOM * polls.length);
  expect(answers).toEqual({ 401: NAMES / 2, 403: NAMES / 2 });
});

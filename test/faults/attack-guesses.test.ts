/** Guessing ids and codes: no hit, and nothing in the answers that tells what exists. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRONG_CODES_PER_MINUTE_MAX } from "../../src/protocol/limits.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { type Answer, ask } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim, type Victim } from "../support/victim.ts";

const IDS = size(10_000, 1_000);
const CODES = size(10_000, 1_000);
const AT_ONCE = 8;
const ADDRESSES = 40;
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"] };

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

test("[X6][K3] short codes: no hit, the eleventh within a minute is 429, and a code that exists is answered as one that does not", async () => {
  const seed = seedOf();
  const chance = chanceOf(seed);
  const { code } = await makePoll(victim.url, POLL);
  const look = (typed: string, address: string) =>
    ask(victim.url, { method: "GET", path: `/j/${typed}`, headers: { "cf-connecting-ip": address } });
  const statuses: Record<number, number> = {};
  const kinds = new Map<number, Set<string>>();
  const from = Date.now();
  await each(Array.from({ length: CODES }), async (_, index) => {
    const answer = await look(drawn(chance, 6), `198.51.100.${index % ADDRESSES}`);
    const status = answer?.status ?? 0;
    statuses[status] = (statuses[status] ?? 0) + 1;
    kinds.set(status, (kinds.get(status) ?? new Set()).add(looksLike(answer)));
  });
  const minutes = 1 + Math.ceil((Date.now() - from) / 60_000);
  const right = await look(code ?? "", "198.51.100.0");
  prove({
    what: "guessed codes",
    tried: `${CODES} from ${ADDRESSES} addresses`,
    gotIn: statuses[302] ?? 0,
    seed,
    figures: JSON.stringify(statuses),
  });
  expect(statuses[302]).toBeUndefined();
  expect(statuses[404]).toBeLessThanOrEqual(WRONG_CODES_PER_MINUTE_MAX * ADDRESSES * minutes);
  expect([...kinds].map(([status, all]) => [status, all.size])).toEqual([
    [404, 1],
    [429, 1],
  ]);
  expect(kinds.get(429)).toContain(looksLike(right));
  expect((await look(code ?? "", "203.0.113.1"))?.status).toBe(302);
});

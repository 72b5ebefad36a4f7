/** Bad requests of every kind against the real engine: refused in words, in JSON, and without waking what is not needed for it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BAD_BODIES, type Case, megabytesInsistedOn, needNoPoll, rightHeaders } from "../support/bad-requests.ts";
import { bentFrom, type Json } from "../support/mutations.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { ask, pathOf, ROUTES, type Route, refuses, wrongIn } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim, type Victim } from "../support/victim.ts";

const GENERATED_EACH = size(1_000, 60);
const AT_ONCE = 8;
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open", questions: "open", reactions: true } };

let victim: Victim;
beforeAll(async () => {
  victim = await startVictim();
});
afterAll(() => victim?.server.kill());

/** What was answered in another way than described, by the name of its case. */
async function wrongAnswers(url: string, cases: readonly Case[]): Promise<string[]> {
  const wrong: string[] = [];
  let next = 0;
  const one = async () => {
    while (next < cases.length) {
      const { name, request, route } = cases[next++] as Case;
      const problem = wrongIn(await ask(url, request), route);
      if (problem) wrong.push(`${name}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return wrong;
}

const bodiesOf = (route: Route, id: string, key: string, bodies: readonly Case["request"]["body"][]): Case[] =>
  bodies.map((body) => ({
    name: `${route.path} with ${String(body).slice(0, 200)}`,
    route,
    request: { method: "POST", path: pathOf(route.path, id), headers: rightHeaders(route, `Bearer ${key}`), body: body ?? null },
  }));

describe("[X2][A1][A2]", () => {
  test("what needs no poll to be refused is refused in words, and wakes nothing", async () => {
    const before = await victim.woken();
    const cases = needNoPoll();
    const wrong = await wrongAnswers(victim.url, cases);
    const insisted = await Promise.all(megabytesInsistedOn().map((request) => ask(victim.url, request)));
    for (const answer of insisted) if (answer && answer.status !== 413) wrong.push(`a megabyte: ${answer.status}`);
    const woken = (await victim.woken()) - before;
    prove({
      what: "bad requests that need no poll",
      tried: `${cases.length + insisted.length} of ${ROUTES.length} calls`,
      gotIn: wrong.length + woken,
      figures: `${woken} objects woken`,
    });
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(woken).toBe(0);
    expect(victim.complaints()).toEqual([]);
  });

  test.concurrent("bad bodies with the right key change nothing", async () => {
    const seed = seedOf();
    const chance = chanceOf(seed);
    const { id, hostKey } = await makePoll(victim.url, POLL);
    const before = JSON.stringify(await victim.rows(id));
    const cases = ROUTES.filter(({ takes }) => takes).flatMap((route) => {
      const isRefused = (bent: string | Buffer) => refuses(route, bent);
      const named = BAD_BODIES.filter(([, { headers }]) => !headers).map(([, { body }]) => body);
      const bent = bentFrom(route.examples as Json[], isRefused, chance, GENERATED_EACH);
      return bodiesOf(
        route,
        id,
        hostKey,
        [...named, ...bent].filter((body) => isRefused(body ?? "")),
      );
    });
    const wrong = await wrongAnswers(victim.url, cases);
    const after = JSON.stringify(await victim.rows(id));
    prove({ what: "bad bodies by HTTP", tried: `${cases.length} bodies`, gotIn: wrong.length + Number(before !== after), seed });
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(after).toBe(before);
    expect(victim.complaints()).toEqual([]);
  });

  test.concurrent("a body that never ends is given up, and others are answered meanwhile", async () => {
    const { id } = await makePoll(victim.url, POLL);
    const posts = ROUTES.filter(({ takes, path }) => takes && !path.endsWith("/copy"));
    const endless = posts.map(
      (route): Case => ({
        name: route.path,
        route,
        request: { method: "POST", path: pathOf(route.path, id), headers: rightHeaders(route), endless: true },
      }),
    );
    const waiting = wrongAnswers(victim.url, endless);
    const from = performance.now();
    expect((await fetch(`${victim.url}/api/polls/${id}`)).status).toBe(200);
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(await waiting).toEqual([]);
  });
});

test.concurrent("[X2] planted bug: polls are asked first and errors told whole, and both are seen", async () => {
  const planted = await startVictim("test/faults/workers/talkative.ts");
  const cases = needNoPoll().filter(({ route }) => route?.path === "/api/polls/{id}/votes");
  const wrong = await wrongAnswers(planted.url, cases);
  const woken = await planted.woken();
  await planted.server.kill();
  prove({ what: "planted: errors told, polls woken", tried: `${cases.length} requests`, gotIn: wrong.length + woken });
  expect(wrong.length).toBeGreaterThan(10);
  expect(woken).toBeGreaterThan(10);
});

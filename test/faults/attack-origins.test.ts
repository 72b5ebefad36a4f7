/** Every call that writes, and the socket, from everywhere that is not us: by the published description, so that a new call is in it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { rightHeaders } from "../support/bad-requests.ts";
import { foreignTo } from "../support/origins.ts";
import { prove } from "../support/proof.ts";
import { ask, pathOf, ROUTES, type Route } from "../support/requests.ts";
import { makePoll } from "../support/server.ts";
import { startVictim, type Victim } from "../support/victim.ts";

const WRITES = ROUTES.filter(({ method }) => method !== "GET");
const SOCKET = ROUTES.filter(({ path }) => path.startsWith("/ws/"));
const UPGRADE = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
};
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"] };

let victim: Victim;
beforeAll(async () => {
  victim = await startVictim();
});
afterAll(() => victim?.server.kill());

async function asked(url: string, route: Route, poll: { id: string; hostKey: string }, origin: string | undefined) {
  const [body] = route.examples;
  const headers = route.path.startsWith("/ws/") ? UPGRADE : rightHeaders(route, `Bearer ${poll.hostKey}`);
  const answer = await ask(url, {
    method: route.method,
    path: pathOf(route.path, poll.id),
    headers: { ...headers, ...(origin === undefined ? {} : { origin }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return answer;
}

/** Calls that were let in from elsewhere. */
async function letIn(under: Victim): Promise<{ tried: number; wrong: string[] }> {
  const poll = await makePoll(under.url, POLL);
  const before = JSON.stringify(await under.rows(poll.id));
  const wrong: string[] = [];
  const foreign = Object.entries(foreignTo(under.url));
  for (const route of [...WRITES, ...SOCKET]) {
    for (const [name, origin] of foreign) {
      const answer = await asked(under.url, route, poll, origin);
      const isRefused =
        answer?.status === 403 && answer.text.includes('"not-allowed"') && !answer.headers["access-control-allow-credentials"];
      if (!isRefused) wrong.push(`${route.method} ${route.path} from ${name}: ${answer?.status}`);
    }
  }
  if (JSON.stringify(await under.rows(poll.id)) !== before) wrong.push("the poll has changed");
  return { tried: foreign.length * (WRITES.length + SOCKET.length), wrong };
}

test("[A3] no call writes and no socket opens from any origin but our own, or from callers that send none", async () => {
  const { tried, wrong } = await letIn(victim);
  prove({ what: "foreign origins", tried: `${tried} calls: ${WRITES.length} that write, and the socket`, gotIn: wrong.length });
  expect(wrong).toEqual([]);
  for (const origin of [victim.url, undefined]) {
    for (const route of [...WRITES, ...SOCKET]) {
      const answer = await asked(victim.url, route, await makePoll(victim.url, POLL), origin);
      // What a call is refused for then is said with its reason.
      const isOpen = answer !== null && (answer.status !== 403 || answer.text.includes('"detail"'));
      expect([route.method, route.path, origin, isOpen]).toEqual([route.method, route.path, origin, true]);
    }
  }
});

test("[A3] planted bug: who only begins like us is taken for us", async () => {
  const lenient = await startVictim("test/faults/workers/lenient.ts");
  const { tried, wrong } = await letIn(lenient);
  await lenient.server.kill();
  prove({ what: "planted: origins by their beginning", tried: `${tried} calls`, gotIn: wrong.length });
  expect(wrong.length).toBeGreaterThan(0);
});

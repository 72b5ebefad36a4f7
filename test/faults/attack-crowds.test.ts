/** Programs that come as a crowd: into a quiz's lobby under names without end, and with polls without end. */
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { JOIN_BURST_MAX, JOINS_PER_SECOND } from "../../src/protocol/limits.ts";
import { prove, size } from "../support/proof.ts";
import { ask } from "../support/requests.ts";
import { makePoll, startServer } from "../support/server.ts";
import { startVictim } from "../support/victim.ts";

const NEWCOMERS = size(2_000, 400);
const MAKERS = 650; // more than two minutes allow: one may end meanwhile
const AT_ONCE = 20;
const MADE_PER_MINUTE_MAX = 300; // in wrangler.toml
const POLL = { question: "Where to?", options: ["Pizza", "Sushi"] };
const NO_POLL = {}; // each is counted before it is read, and costs no object
const QUIZ = { pace: "quiz", questions: [{ kind: "choice", text: "Which?", options: ["A", "B"], right: [0] }] };

async function count<Said extends string | number>(
  times: number,
  act: (index: number) => Promise<Said>,
): Promise<Map<Said, number>> {
  const said = new Map<Said, number>();
  let next = 0;
  const one = async () => {
    while (next < times) {
      const answer = await act(next++);
      said.set(answer, (said.get(answer) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return said;
}

async function post(
  origin: string,
  path: string,
  body: object,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const all = { "content-type": "application/json", ...headers };
  return (await ask(origin, { method: "POST", path, headers: all, body: JSON.stringify(body) })) ?? { status: 0, text: "" };
}

async function floodLobby(what: string, entry?: string) {
  const victim = await startVictim(entry);
  const { id, hostKey } = await makePoll(victim.url, QUIZ);
  const joins = async (who: string) => {
    const { status, text } = await post(
      victim.url,
      `/api/polls/${id}/players`,
      { name: null },
      { authorization: `Voter newcomer-of-this-flood-${who}` },
    );
    return text.includes('"lobby-locked"') ? "locked" : status;
  };
  const early = await joins("early");
  const from = performance.now();
  const said = await count(NEWCOMERS, (index) => joins(String(index)));
  const seconds = (performance.now() - from) / 1_000;
  const again = await joins("early");
  const open = await post(
    victim.url,
    `/api/polls/${id}/commands`,
    { command: "lobby", locked: false },
    { authorization: `Bearer ${hostKey}` },
  );
  const late = await joins("late");
  await victim.server.kill();
  const inside = said.get(200) ?? 0;
  const allowed = Math.ceil(JOIN_BURST_MAX + JOINS_PER_SECOND * seconds);
  prove({
    what,
    tried: `${NEWCOMERS} newcomers in ${seconds.toFixed(1)} s`,
    gotIn: Math.max(0, inside - allowed),
    figures: `${inside} in, then locked; who was in before stays in, and the host lets others in`,
  });
  return { inside, allowed, locked: said.get("locked") ?? 0, people: [early, again, open.status, late] };
}

test("[X8][Z18] a flood of newcomers locks the lobby: a hundred and twenty a second get in, who was in stays in, and the host opens it", async () => {
  const { inside, allowed, locked, people } = await floodLobby("a flood of newcomers");
  expect(inside).toBeLessThanOrEqual(allowed);
  expect(locked).toBe(NEWCOMERS - inside);
  expect(people).toEqual([200, 200, 200, 200]);
});

test("[X8] planted bug: a lobby that opens for whoever knocks again, and that is seen", async () => {
  const { inside, allowed } = await floodLobby("planted: a lobby that opens itself", "test/faults/workers/hospitable.ts");
  expect(inside).toBeGreaterThan(allowed);
});

async function floodWithPolls(what: string, origin: string) {
  const { id } = await makePoll(origin, POLL);
  const minute = () => Math.floor(Date.now() / 60_000);
  const from = minute();
  const said = await count(MAKERS, async () => (await post(origin, "/api/polls", NO_POLL, {})).status);
  const allowed = MADE_PER_MINUTE_MAX * (minute() - from + 1);
  const body = { question: "q1", choice: [0], n: 1 };
  const vote = await post(origin, `/api/polls/${id}/votes`, body, { authorization: "Voter somebody-at-that-address" });
  const [heard, refused] = [said.get(400) ?? 0, said.get(429) ?? 0];
  prove({
    what,
    tried: `${MAKERS} tries from one address`,
    lost: Number(vote.status !== 200),
    gotIn: Math.max(0, heard - allowed),
    figures: `${heard} heard, ${refused} refused; a vote from there meanwhile: ${vote.status}`,
  });
  return { heard, refused, allowed, vote: vote.status };
}

test("[X8] of one address three hundred polls a minute are made, and it votes on in those that exist", async () => {
  const server = await startServer();
  const { heard, refused, allowed, vote } = await floodWithPolls("a flood of polls", server.origin).finally(() => server.stop());
  expect(heard).toBeLessThanOrEqual(allowed);
  expect([heard + refused, vote]).toEqual([MAKERS, 200]);
  expect(refused).toBeGreaterThan(0);
});

test("[X8] planted bug: a limit that always says yes, and that is seen", async () => {
  const victim = await startVictim();
  const { heard, allowed } = await floodWithPolls("planted: polls without a limit", victim.url);
  await victim.server.kill();
  expect(heard).toBeGreaterThan(allowed);
});

/** The ladder against double voting, attacked from outside a whole server: no way in but the right one, and one ballot for each ticket. */
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EntryView, TicketsPage } from "../../src/protocol/entry.ts";
import { randomLetters } from "../../src/protocol/ids.ts";
import { WRONG_PASSES_MAX } from "../../src/protocol/limits.ts";
import type { Made, Snapshot } from "../../src/protocol/server.ts";
import { prove, seedOf, size } from "../support/proof.ts";
import { chanceOf } from "../support/random.ts";
import { makePoll, type Server, startServer } from "../support/server.ts";

const GUESSES = size(2_000, 200); // of each of three kinds
const TICKETS = size(500, 60);
const CHECKS = size(200, 20);
const AT_ONCE = 50;
const SECRET = "1x0000000000000000000000000000000AA";
const LUNCH = { question: "Where to?", options: ["Pizza", "Sushi"] };

const seed = seedOf();
const chance = chanceOf(seed);
const random = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256));
const letters = (count: number) => randomLetters(count, random);
const token = () => letters(22);

let server: Server;
let cloudflare: HttpServer;
/** What the stand-in has given out, and for which poll; good once. */
const given = new Map<string, string>();

beforeAll(async () => {
  cloudflare = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const asked = JSON.parse(body) as { secret: string; response: string };
      const poll = given.get(asked.response);
      given.delete(asked.response);
      const said =
        asked.secret === SECRET && poll !== undefined
          ? { success: true, hostname: "localhost", action: "vote", cdata: poll, "error-codes": [] }
          : { success: false, "error-codes": ["timeout-or-duplicate"] };
      response.setHeader("content-type", "application/json").end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => cloudflare.listen(0, "127.0.0.1", resolve));
  const verify = `http://127.0.0.1:${(cloudflare.address() as AddressInfo).port}/siteverify`;
  const vars = ["TURNSTILE_SITE_KEY:1x00000000000000000000AA", `TURNSTILE_SECRET:${SECRET}`, `TURNSTILE_VERIFY_URL:${verify}`];
  server = await startServer(vars.flatMap((one) => ["--var", one]));
}, 120_000);

afterAll(async () => {
  await server?.stop();
  cloudflare?.close();
});

async function post(path: string, body: object, headers: Record<string, string>): Promise<Record<string, unknown>> {
  const all = { "content-type": "application/json", ...headers };
  const answer = await fetch(`${server.origin}${path}`, { method: "POST", headers: all, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, unknown>;
}

async function asHost<Body>({ id, hostKey }: Made, part: string): Promise<Body> {
  return (
    await fetch(`${server.origin}/api/polls/${id}${part}`, { headers: { authorization: `Bearer ${hostKey}` } })
  ).json() as Body;
}

const ballotsIn = async (made: Made) => (await asHost<Snapshot>(made, "")).tallies.q1?.ballots ?? -1;
const voteBy = ({ id }: Made, authorization: string, n: number, headers: Record<string, string> = {}) =>
  post(`/api/polls/${id}/votes`, { question: "q1", choice: [n % 2], n }, { authorization, ...headers });
const show = ({ id }: Made, voter: string, shown: object) =>
  post(`/api/polls/${id}/pass`, shown, { authorization: `Voter ${voter}` });

/** So many, a few at once. */
async function many<Said>(count: number, one: (index: number) => Promise<Said>): Promise<Said[]> {
  const said: Said[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
    said.push(...(await Promise.all(indexes.map(one))));
  }
  return said;
}

const detailOf = (said: Record<string, unknown>) => (said.error as { detail?: string } | undefined)?.detail;

test("[E4] guessed codes and forged tickets: none gets in, and of one address sixty a minute are heard", async () => {
  const started = Date.now();
  const [byCode, byTicket] = [
    await makePoll(server.origin, { ...LUNCH, entry: { level: "code" } }),
    await makePoll(server.origin, { ...LUNCH, entry: { level: "tickets" } }),
  ];
  await post(
    `/api/polls/${byTicket.id}/commands`,
    { command: "tickets", count: 5_000 },
    { authorization: `Bearer ${byTicket.hostKey}` },
  );
  const { code } = await asHost<EntryView>(byCode, "/entry");
  const tried = await many(GUESSES, () => show(byCode, token(), { code: letters(6) }));
  const heard = tried.filter((said) => detailOf(said) === "wrong-code").length;
  const passed = tried.filter(({ pass }) => pass !== undefined).length;
  const unknowing = await many(GUESSES, (index) => voteBy(byCode, `Voter ${token()}`, index, { "showhands-pass": letters(22) }));
  const forged = await many(GUESSES, (index) => voteBy(byTicket, `Ticket ${letters(12)}`, index));
  const gotIn = passed + (await ballotsIn(byCode)) + (await ballotsIn(byTicket));
  const minutes = Math.ceil((Date.now() - started) / 60_000);
  prove({
    what: "Ladder: codes, passes and tickets guessed",
    tried: `${GUESSES} codes, ${unknowing.length} passes, ${forged.length} tickets`,
    gotIn,
    seed,
    figures: `${heard} codes heard in ${minutes} min`,
  });
  expect(gotIn).toBe(0);
  expect(heard).toBeGreaterThan(0);
  expect(heard).toBeLessThanOrEqual(WRONG_PASSES_MAX * (minutes + 1));
  expect(code).toMatch(/^\w{6}$/);
});

test("[E3] every ticket on three devices, each of which says everything twice: one ballot each; revoked ones none", async () => {
  const made = await makePoll(server.origin, { ...LUNCH, entry: { level: "tickets" } });
  const host = { authorization: `Bearer ${made.hostKey}` };
  await post(`/api/polls/${made.id}/commands`, { command: "tickets", count: TICKETS }, host);
  const { tickets } = await asHost<TicketsPage>(made, "/tickets");
  const acked = new Set<number>();
  await many(TICKETS * 6, async (index) => {
    const ticket = tickets[index % TICKETS];
    const device = Math.floor(index / TICKETS) % 3;
    const said =
      device === 0
        ? await voteBy(made, `Ticket ${ticket?.letters}`, device + 1)
        : await voteBy(made, `Voter ${token()}`, device + 1, { "showhands-pass": ticket?.letters ?? "" });
    if (said.type === "ack" && ticket) acked.add(ticket.ticket);
  });
  const before = await ballotsIn(made);
  const back = Math.floor(TICKETS / 10);
  await many(back, (index) =>
    post(`/api/polls/${made.id}/commands`, { command: "revoke-ticket", ticket: index + 1, revoked: true }, host),
  );
  const late = await many(back, (index) => voteBy(made, `Ticket ${tickets[index]?.letters}`, 99));
  const after = await ballotsIn(made);
  prove({
    what: "Ladder: one ballot for each ticket",
    tried: `${TICKETS} tickets, ${TICKETS * 6} votes from 3 devices each, ${back} revoked`,
    lost: acked.size - before,
    doubled: Math.max(0, before - TICKETS),
    gotIn: after - (TICKETS - back),
    seed,
  });
  expect([acked.size, before, after]).toEqual([TICKETS, TICKETS, TICKETS - back]);
  expect(late.every((said) => detailOf(said) === "ticket-revoked")).toBe(true);
});

test("[E7] Turnstile's stand-in, over the wire: each token lets one voter in, once", async () => {
  const made = await makePoll(server.origin, { ...LUNCH, entry: { level: "turnstile" } });
  const page = await (await fetch(`${server.origin}/p/${made.id}`)).text();
  expect(page).toContain("https://challenges.cloudflare.com/turnstile/");
  const plain = await makePoll(server.origin, LUNCH);
  const other = await fetch(`${server.origin}/p/${plain.id}`);
  expect(await other.text()).not.toContain("cloudflare");
  expect(other.headers.get("content-security-policy")).not.toContain("cloudflare");
  const said = await many(CHECKS * 2, async (index) => {
    const name = `token-${index % CHECKS}`;
    if (index < CHECKS) given.set(name, made.id);
    const voter = token();
    const shown = await show(made, voter, { turnstile: name });
    return voteBy(made, `Voter ${voter}`, 1, { "showhands-pass": String(shown.pass ?? "") });
  });
  const ballots = await ballotsIn(made);
  const acked = said.filter(({ type }) => type === "ack").length;
  prove({
    what: "Ladder: Turnstile's tokens used twice",
    tried: `${CHECKS} tokens, each shown by two voters`,
    lost: acked - ballots,
    gotIn: ballots - CHECKS,
    seed,
  });
  expect([acked, ballots]).toEqual([CHECKS, CHECKS]);
});

/** Clients that cheat, beside one that does not and taps at the same moment: the rows in storage say what each has gained by it. */
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { QUIZ_CREDIT_MS_MAX, QUIZ_LATE_MS_MAX } from "../../src/protocol/limits.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { quiz } from "./game.ts";
import { makePoll, Phone, pause, post, tokenOf, voter } from "./phone.ts";

const SECONDS = 5;
const WORTH_OF_CREDIT = Math.ceil((1_000 * QUIZ_CREDIT_MS_MAX) / (SECONDS * 1_000) / 2);
const NOTHING_MS = 60; // two frames in one event loop: what is measured is the machine
const ECHOES = 4;
const TAPPED_AFTER_MS = 900; // beyond the first half second, which is worth the same for all
const RIGHT = 1;

interface Tap {
  phone: Phone;
  poll: string;
  question: string;
  asked: Snapshot;
}

/** A vote frame as a page says it; each client counts its own. */
function voteOf(question: string, choice: number, n: number, more: object = {}): string {
  return JSON.stringify({ type: "vote", ref: n, question, choice: [choice], n, ...more });
}

interface Client {
  /** What it does with a probe; nothing is silence. */
  probed(phone: Phone, nonce: string): void | Promise<void>;
  /** Before a question begins. */
  before?(tap: Omit<Tap, "asked">): void;
  tap(tap: Tap): void | Promise<void>;
  gainsMs: number;
  /** Rows that it is to have behind two questions. */
  rows: number;
}

const echoes = (phone: Phone, nonce: string) => phone.send({ type: "echo", nonce });
const answers = ({ phone, question }: Tap) => phone.sendRaw(voteOf(question, RIGHT, 1));
const honest: Client = { probed: echoes, tap: answers, gainsMs: 0, rows: 2 };

const LIES = { at: 0, ms: 0, time: 1, sent: 1, from: 9e15, toldAt: 9e15, creditMs: 250, points: 1_000, streak: 5, stretch: 10 };
const nonces = new Map<Phone, string[]>();

const CHEATS: Record<string, Client> = {
  "lies about time in fields of its own": {
    ...honest,
    probed: (phone, nonce) => phone.send({ type: "echo", nonce, ...LIES }),
    tap: ({ phone, question }) => phone.sendRaw(voteOf(question, RIGHT, 1, LIES)),
    gainsMs: NOTHING_MS,
  },
  "lies about the time of its clock": {
    ...honest,
    before: ({ phone }) => phone.send({ type: "time", sent: Date.now() - 60_000 }),
    gainsMs: NOTHING_MS,
  },
  "delays each echo by two seconds": {
    ...honest,
    probed: (phone, nonce) => pause(2_000).then(() => echoes(phone, nonce)),
    gainsMs: QUIZ_CREDIT_MS_MAX,
  },
  "echoes later than the hub waits": {
    ...honest,
    probed: (phone, nonce) => pause(5_200).then(() => echoes(phone, nonce)),
    gainsMs: NOTHING_MS,
  },
  "invents nonces, and never echoes a real one": {
    ...honest,
    probed: (phone) => {
      for (const nonce of ["AAAAAAAAAAA", "BBBBBBBBBBA", "CCCCCCCCCCA"]) echoes(phone, nonce);
    },
    gainsMs: NOTHING_MS,
  },
  "echoes the first nonce again and again, late": {
    ...honest,
    probed: (phone, nonce) => {
      const known = [...(nonces.get(phone) ?? []), nonce];
      nonces.set(phone, known);
      if (known.length === 1) echoes(phone, nonce);
      else return pause(200).then(() => echoes(phone, known[0] ?? ""));
    },
    gainsMs: NOTHING_MS,
  },
  "says the right answer a hundred times": {
    ...honest,
    tap: ({ phone, question }) => {
      for (let n = 1; n <= 100; n++) phone.sendRaw(voteOf(question, RIGHT, n));
    },
    gainsMs: NOTHING_MS,
  },
  "says a wrong answer, then a hundred times the right one": {
    ...honest,
    tap: ({ phone, question }) => {
      for (let n = 1; n <= 101; n++) phone.sendRaw(voteOf(question, n === 1 ? 0 : RIGHT, n));
    },
    gainsMs: Number.NEGATIVE_INFINITY,
  },
  "answers before the question, and plays its old frames again": {
    ...honest,
    before: ({ phone, question }) => {
      phone.sendRaw(voteOf(question, RIGHT, 9));
      for (const old of nonces.get(phone) ?? []) echoes(phone, old);
    },
    probed: (phone, nonce) => {
      nonces.set(phone, [...(nonces.get(phone) ?? []), nonce]);
      echoes(phone, nonce);
    },
    tap: ({ phone, question }) => {
      for (const old of ["q1", "q2"]) phone.sendRaw(voteOf(old, RIGHT, 9));
      phone.sendRaw(voteOf(question, RIGHT, 1, { round: 0 }));
      phone.sendRaw(voteOf(question, RIGHT, 1));
    },
    gainsMs: NOTHING_MS,
  },
  "answers by HTTP with a second line open": {
    ...honest,
    tap: async ({ poll, phone, question }) => {
      const name = names.get(phone) ?? "";
      const body = { question, choice: [RIGHT], n: 1, ...LIES };
      await post(`/api/polls/${poll}/votes`, body, voter(tokenOf(name)));
      phone.sendRaw(voteOf(question, RIGHT, 2));
    },
    gainsMs: NOTHING_MS,
  },
  "answers behind the deadline, with a time before it": {
    ...honest,
    tap: async ({ phone, question, asked }) => {
      const endsAt = asked.poll.quiz?.endsAt ?? 0;
      await pause(endsAt + QUIZ_LATE_MS_MAX + 60 - Date.now());
      expect(await phone.vote([RIGHT], 1, { question, ...LIES })).toMatchObject({
        type: "refused",
        code: "closed",
        detail: "late",
      });
      const told = await phone.reaches("revealed", asked.poll.quiz?.index ?? 0);
      expect(told.poll.quiz?.key).toEqual({ kind: "choice", right: [RIGHT] });
      expect(await phone.vote([RIGHT], 2, { question, ...LIES })).toMatchObject({ type: "refused", code: "closed" });
    },
    gainsMs: Number.NEGATIVE_INFINITY,
    rows: 0,
  },
};

interface Row {
  name: string;
  question: string;
  ms: number;
  points: number;
  right: number;
}

const HONEST = "honest";
const CLIENTS: [name: string, client: Client][] = [[HONEST, honest], ...Object.entries(CHEATS)];
const names = new Map<Phone, string>();
let rows: Row[] = [];

/** Echoes as its client does, as soon as it is asked. */
async function watch(phone: Phone, client: Client): Promise<void> {
  for (let heard = 0; heard < ECHOES; heard++) {
    const isProbe = ({ type }: { type: string }) => type === "probe";
    await phone.until(() => phone.heard.filter(isProbe).length > heard);
    const probe = phone.heard.filter(isProbe)[heard];
    if (probe?.type === "probe") void client.probed(phone, probe.nonce);
  }
}

beforeAll(async () => {
  const made = await makePoll(quiz({ autoStart: false }, [SECONDS, SECONDS]));
  const host = await Phone.join(made.id, "host", { key: made.hostKey });
  const players = await Promise.all(
    CLIENTS.map(async ([, client], at) => {
      const phone = await Phone.join(made.id, `client${at}`);
      names.set(phone, `client${at}`);
      expect(await phone.play(`Client ${at}`)).toMatchObject({ type: "joined" });
      return { phone, client };
    }),
  );
  await Promise.all(players.map(({ phone, client }) => watch(phone, client)));
  await pause(2_200); // until the late echoes have come
  await host.command("quiz-start", {});
  for (const [index, question] of ["q1", "q2"].entries()) {
    for (const { phone, client } of players) client.before?.({ phone, poll: made.id, question });
    const asked = await Promise.all(players.map(({ phone }) => phone.reaches("question", index)));
    await pause(TAPPED_AFTER_MS);
    // In one go, the honest one first: nobody was quicker.
    const taps = players.map(({ phone, client }, at) =>
      client.tap({ phone, poll: made.id, question, asked: asked[at] as Snapshot }),
    );
    await Promise.all(taps);
  }
  await host.reaches("finished", 1);
  const select = `SELECT p.name, question, ms, points, "right" FROM ballots JOIN players AS p USING (voter)`;
  rows = await runInDurableObject(made.stub, (_, { storage }) => storage.sql.exec(select).toArray() as unknown as Row[]);
}, 60_000);

const rowsOf = (client: string) => {
  const name = `Client ${CLIENTS.findIndex(([known]) => known === client)}`;
  return rows.filter((row) => row.name === name).sort((one, other) => one.question.localeCompare(other.question));
};

test("[Z7] who is honest has the time from telling to hearing", () => {
  expect(rowsOf(HONEST).map(({ question, right }) => [question, right])).toEqual([
    ["q1", 1],
    ["q2", 1],
  ]);
  for (const { ms } of rowsOf(HONEST)) expect(ms).toBeGreaterThan(TAPPED_AFTER_MS - QUIZ_CREDIT_MS_MAX);
});

test.each(Object.keys(CHEATS))("[Z1] [Z7] [Z8] who %s gains nothing beyond the credit", (name) => {
  const { gainsMs, rows: count } = CHEATS[name] as Client;
  const [fair, own] = [rowsOf(HONEST), rowsOf(name)];
  expect(own.length).toBe(count);
  for (const [at, { ms, points, question }] of own.entries()) {
    const other = fair[at] as Row;
    expect(question).toBe(other.question);
    expect(points - other.points).toBeLessThanOrEqual(WORTH_OF_CREDIT);
    if (gainsMs < 0) expect(points).toBe(0);
    else expect(other.ms - ms).toBeLessThanOrEqual(gainsMs);
  }
});

test("[Z7] the delay is measured: what it earns is the whole credit, so the tests above can fail", () => {
  const [fair] = rowsOf(HONEST);
  const [slow] = rowsOf("delays each echo by two seconds");
  expect((fair?.ms ?? 0) - (slow?.ms ?? 0)).toBeGreaterThan(QUIZ_CREDIT_MS_MAX / 2);
});

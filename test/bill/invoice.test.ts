/** The bill's arithmetic, with small numbers that can be done by hand. */
import { expect, test } from "vitest";
import { type Counted, NOTHING, type Use, useOf } from "../../bench/bill/counts.ts";
import { apart, HABITS, invoiceOf, turnsOf } from "../../bench/bill/invoice.ts";
import { PRICES } from "../../bench/bill/prices.ts";

const use = (some: Partial<Use>): Use => ({ ...NOTHING, ...some });

const COUNTED: Counted = {
  made: use({ workerRequests: 1, objectRequests: 2, rowsWritten: 40, awakeMs: 50 }),
  screens: use({ workerRequests: 4, objectRequests: 3, messages: 2 }),
  arrival: use({ workerRequests: 2, objectRequests: 2, messages: 1, rowsRead: 10, awakeMs: 10 }),
  comeback: use({ workerRequests: 1, objectRequests: 1, messages: 1, rowsRead: 10, awakeMs: 10 }),
  question: use({ messages: 1, rowsWritten: 1, awakeMs: 20 }),
  vote: use({ messages: 1, rowsWritten: 2, rowsRead: 2, awakeMs: 30 }),
  change: use({ messages: 1, rowsWritten: 2, rowsRead: 3, awakeMs: 30 }),
  resend: use({ messages: 1, rowsRead: 2, awakeMs: 10 }),
  voteInTurn: use({ messages: 1, rowsWritten: 1, rowsRead: 2 }),
  turn: use({ rowsWritten: 1, awakeMs: 30 }),
  wake: use({ rowsRead: 11 }),
  results: use({ workerRequests: 1, objectRequests: 1, messages: 1, rowsWritten: 1 }),
  idleSecond: NOTHING,
  slept: true,
  bytesPerBallot: 100,
  cpuMsPerPage: 2,
  framesOut: 0,
};

const used = (room: { voters: number; questions: number; minutes: number }, counted = COUNTED) => {
  const invoice = invoiceOf(counted, room);
  return { ...invoice, of: (name: string) => invoice.charges.find(({ price }) => price.name === name)?.used ?? Number.NaN };
};

test("[U1] the bill is the sum of its lines at the published prices", () => {
  const { of, charges, dollars, lines } = used({ voters: 100, questions: 5, minutes: 30 });
  const backs = 100 * 5 * HABITS.comebacks;
  const votes = 100 * 5 * (1 + HABITS.changes);
  const resends = 100 * 5 * HABITS.resends;
  expect(of("Worker requests")).toBe(1 + 4 + 100 * 2 + backs + 1);
  const messages = 2 + 100 + backs + 5 + votes + resends + 1;
  expect(of("object requests")).toBeCloseTo(2 + 3 + 100 * 2 + backs + 1 + 1 + messages / 20, 9);
  const written = (line: { times: number; each: Use }) => line.times * line.each.rowsWritten;
  expect(of("rows written")).toBeCloseTo(
    lines.reduce((sum, line) => sum + written(line), 0),
    9,
  );
  expect(dollars).toBeCloseTo(
    charges.reduce((sum, { price, used }) => sum + (used / 1e6) * price.dollarsPerMillion, 0),
    12,
  );
  expect(of("storage")).toBeCloseTo((100 * 5 * 100) / 1e6, 12);
});

test("[U1] every price says where it stands and when it was read", () => {
  for (const { source, date, dollarsPerMillion } of Object.values(PRICES)) {
    expect(source).toMatch(/^developers\.cloudflare\.com\//);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(dollarsPerMillion).toBeGreaterThan(0);
  }
});

test("[U1] a phone that stays longer costs duration at most, never a request", () => {
  const [short, long] = [used({ voters: 100, questions: 5, minutes: 30 }), used({ voters: 100, questions: 5, minutes: 300 })];
  for (const name of ["Worker requests", "object requests", "rows written"]) expect(long.of(name)).toBe(short.of(name));
});

test.each([
  ["one vote, one turn", 1, 60, 1 / (1 + 0.005 / 60)],
  ["far apart, a turn each", 60, 60, 60 / 1.005],
  ["200 a second, two in each turn", 12_000, 60, 6_000],
  ["20,000 a second, 101 in each turn", 1_200_000, 60, 1_200_000 / 101],
])("[U2] turns: %s", (_, votes, seconds, turns) => {
  expect(turnsOf(votes, seconds)).toBeCloseTo(turns, 6);
});

test("[U2] one vote alone and a crowd in few turns tell what a vote and what a turn costs", () => {
  const lone = use({ messages: 1, rowsWritten: 2, rowsRead: 2 });
  const crowd = use({ messages: 30, rowsWritten: 33, rowsRead: 60 });
  expect(apart(lone, crowd, 30, 3)).toEqual({
    voteInTurn: use({ messages: 1, rowsWritten: 1, rowsRead: 2 }),
    turn: use({ rowsWritten: 1 }),
  });
  // Where each had a turn of its own nothing can be told apart.
  expect(apart(lone, crowd, 3, 3)).toEqual({ voteInTurn: lone, turn: NOTHING });
});

test("[U2] nobody is awake for longer than the meeting and the seconds behind it", () => {
  expect(used({ voters: 10_000, questions: 5, minutes: 3 }).awakeS.all).toBe(3 * 60 + 10);
  const { awakeS } = used({ voters: 10, questions: 2, minutes: 60 });
  expect(awakeS.all).toBeCloseTo(awakeS.voting + awakeS.others + 10, 9);
  expect(awakeS.all).toBeLessThan(15);
});

test("[U1] a room with relays pays for the calls between them, no more than batches and broadcasts allow, and for all objects' time", () => {
  const small = used({ voters: 2_000, questions: 1, minutes: 30 });
  expect(small.lines.some(({ what }) => what.includes("relay"))).toBe(false);
  const { lines, of, awakeS } = used({ voters: 100_000, questions: 10, minutes: 90 });
  const times = (part: string) => lines.find(({ what }) => what.includes(part))?.times;
  const seconds = HABITS.arrivingS + 10 * HABITS.votingS;
  expect(times("a batch")).toBe(seconds * 500); // 64 relays, 128 ms apart
  expect(times("with answers")).toBe(seconds * 500);
  expect(times("for everybody")).toBe(seconds * 4 * 64); // 250 ms apart
  expect(of("object duration")).toBeCloseTo(65 * awakeS.all * 0.128, 6);
  // Few messages in a long time: a call each.
  const quiet = used({ voters: 2_500, questions: 1, minutes: 600 }).lines.find(({ what }) => what.includes("a batch"));
  expect(quiet?.times).toBeCloseTo(2_500 * (1 + 1 + HABITS.changes + 2 * HABITS.comebacks + HABITS.resends), 6);
});

test("[U3] what runs out first says how often it fits into a free account's day", () => {
  const class30 = used({ voters: 30, questions: 5, minutes: 45 });
  expect(class30.free).toEqual({ meetings: Math.floor(100_000 / class30.of("rows written")), bound: "rows written" });
  const sleepless = { ...COUNTED, idleSecond: use({ awakeMs: 1_000 }) };
  expect(used({ voters: 2, questions: 1, minutes: 600 }, sleepless).free).toEqual({ meetings: 2, bound: "object duration" });
  expect(used({ voters: 100_000, questions: 10, minutes: 90 }).free.meetings).toBe(0);
});

test("[U1] what lies between two counts is shared among the acts, alarms being requests", () => {
  const object = { requests: 4, messages: 2, alarms: 1, commits: 1, rowsWritten: 6, rowsRead: 8, bytes: 0, wakes: 1, awakeMs: 100 };
  const none = { requests: 0, messages: 0, alarms: 0, commits: 0, rowsWritten: 0, rowsRead: 0, bytes: 0, wakes: 0, awakeMs: 0 };
  const counts = (workerRequests: number, hub: typeof object, code: typeof object) => ({
    workerRequests,
    objects: { hub: { ...hub, isAwake: false }, code: { ...code, isAwake: false } },
  });
  expect(useOf(counts(1, none, none), counts(5, object, object), 2)).toEqual(
    use({ workerRequests: 2, objectRequests: 5, messages: 2, rowsWritten: 6, rowsRead: 8, awakeMs: 100 }),
  );
});

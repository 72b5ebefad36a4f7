/** Whatever happens to a poll, and wherever the hub is evicted between: what it says is what its ballots say. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { recount, type Tally } from "../../src/poll/kinds/index.ts";
import type { Question, State } from "../../src/poll/state.ts";
import type { Choice, Snapshot } from "../../src/protocol/server.ts";
import { bearer, call, makePoll, post, tokenOf, voter } from "./phone.ts";

const QUESTIONS = [
  { kind: "choice", text: "?", options: ["a", "b", "c"], max: 2, other: true },
  { kind: "rating", text: "?", steps: 3 },
  { kind: "number", text: "?", from: 0, to: 4 },
  { kind: "ranking", text: "?", options: ["a", "b", "c"] },
  { kind: "text", text: "?" },
];
const CHOICES: Choice[][] = [
  [[0], [1, 2], ["own"], [0, "own"], [9]],
  [[1], [3], [4]],
  [[0], [4], [2.5]],
  [[2, 0, 1], [1], [1, 1]],
  [["yes"], ["Yes"], ["no"], [""]],
];

type Step = { vote: [who: string, choice: Choice, n: number, question: string] } | { command: object } | { evict: true };

const index = fc.nat(QUESTIONS.length - 1);
const id = index.map((at) => `q${at + 1}`);
const votes: fc.Arbitrary<Step> = fc
  .record({ who: fc.constantFrom("ann", "ben"), at: index, pick: fc.nat(4), back: fc.nat(5), n: fc.integer({ min: 1, max: 30 }) })
  .map(({ who, at, pick, back, n }) => ({
    vote: [who, back === 0 ? [] : (CHOICES[at]?.[pick % CHOICES[at].length] ?? []), n, `q${at + 1}`],
  }));
const commands: fc.Arbitrary<Step> = fc
  .oneof(
    fc.record({ command: fc.constantFrom("open", "close", "reset", "undo-reset", "again", "again", "go"), question: id }),
    fc.constantFrom("next", "next", "back", "clear", "undo-clear").map((command) => ({ command })),
    fc.record({ command: fc.constant("edit"), pace: fc.constantFrom("open", "host") }),
    fc.record({ command: fc.constant("edit"), question: id, options: fc.constantFrom(["x", "y", "z"], ["x", "y"]) }),
    fc.record({ command: fc.constant("edit"), question: id, text: fc.constant("Words?") }),
    fc.record({ command: fc.constant("add-option"), question: id, text: fc.constant("d") }),
    fc.constantFrom(0, 3_600_000).map((ms) => ({ command: "edit", endsAt: new Date(Date.now() + ms).toISOString() })),
  )
  .map((command) => ({ command }));
const histories = fc.record({
  pace: fc.constantFrom("open", "host"),
  steps: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: votes },
      { weight: 4, arbitrary: commands },
      { weight: 2, arbitrary: fc.constant<Step>({ evict: true }) },
    ),
    { minLength: 12, maxLength: 30 },
  ),
});

/** Counted from the rows themselves, by the question as the hub has it. */
const truthIn = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (hub, { storage }) => {
    const { poll, tallies } = (hub as unknown as PollHub).state as State;
    const counted = (question: Question): Tally => {
      const rows = storage.sql.exec<{ choice: string }>(
        "SELECT choice FROM ballots WHERE question = ? AND round = ?",
        question.id,
        question.round,
      );
      return recount(
        question,
        rows.toArray().map(({ choice }) => JSON.parse(choice) as Choice),
      );
    };
    return { tallies, counted: Object.fromEntries(poll.questions.map((question) => [question.id, counted(question)])) };
  });

test(
  "[V9] [L1] [Q1] a recount of the stored ballots equals the tally after any history, evicted wherever",
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(histories, async ({ pace, steps }) => {
        const { id, hostKey, stub } = await makePoll({ pace, questions: QUESTIONS });
        if (pace === "host") await tell(id, hostKey, { command: "next" });
        for (const step of steps) {
          if ("evict" in step) await evict(stub);
          else if ("command" in step) await tell(id, hostKey, step.command);
          else await cast(id, step.vote);
        }
        const live = await truthIn(stub);
        expect(live.tallies).toEqual(live.counted);
        const said = await seen(id);
        await evict(stub);
        expect(await truthIn(stub)).toEqual(live);
        expect(await seen(id)).toEqual(said);
        for (const [question, { ballots }] of Object.entries(live.counted)) expect(said.tallies[question]?.ballots).toBe(ballots);
      }),
      { numRuns: 25 },
    ),
);

/** Out of memory, if it is not already. */
async function evict(stub: DurableObjectStub): Promise<void> {
  await evictDurableObject(stub).catch((failed: Error) => {
    if (!failed.message.includes("not currently running")) throw failed;
  });
}

async function cast(id: string, [who, choice, n, question]: [string, Choice, number, string]): Promise<void> {
  const answer = await post(`/api/polls/${id}/votes`, { question, choice, n }, voter(tokenOf(who)));
  expect([200, 400, 409]).toContain(answer.status);
  await answer.text();
}

async function tell(id: string, key: string, command: object): Promise<void> {
  const answer = await post(`/api/polls/${id}/commands`, command, bearer(key));
  expect([200, 400, 403, 409]).toContain(answer.status);
  await answer.text();
}

async function seen(id: string): Promise<Pick<Snapshot, "poll" | "tallies" | "seq">> {
  const { poll, tallies, seq } = await (await call(`/api/polls/${id}`)).json<Snapshot>();
  return { poll, tallies, seq };
}

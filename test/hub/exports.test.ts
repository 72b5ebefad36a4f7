/** What leaves for good, through the real hub: timelines, cuts, earlier rounds; and copies of a poll. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { COPY_BALLOTS_MAX, RESULTS_BALLOTS_MAX } from "../../src/protocol/limits.ts";
import type { Exported, Made, PollView, Refusal } from "../../src/protocol/server.ts";
import { PNG } from "../support/images.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

type Poll = { id: string; hostKey: string };

const resultsOf = async (id: string, key?: string) =>
  (await call(`/api/polls/${id}/results`, key ? { headers: bearer(key) } : {})).json<Exported>();
const csvOf = async (id: string, key?: string, query = "") =>
  (await call(`/api/polls/${id}/results.csv${query}`, key ? { headers: bearer(key) } : {})).text();
const cast = (id: string, name: string, choice: unknown[], question = "q1") =>
  post(`/api/polls/${id}/votes`, { question, choice, n: Date.now() }, voter(tokenOf(name)));
const order = ({ id, hostKey }: Poll, command: string, fields: object = {}) =>
  post(`/api/polls/${id}/commands`, { command, question: "q1", ...fields }, bearer(hostKey));
const copyOf = ({ id, hostKey }: Poll, body: unknown = {}) => post(`/api/polls/${id}/copy`, body, bearer(hostKey));

describe("[A9] timelines", () => {
  async function pollOfThree(settings: object = {}) {
    const poll = await makePoll({
      questions: [
        { text: "?", options: ["a", "b"] },
        { kind: "text", text: "?" },
      ],
      ...settings,
    });
    for (const [index, name] of ["ann", "ben", "cid"].entries()) await cast(poll.id, name, [index % 2]);
    await cast(poll.id, "ann", ["secret words"], "q2");
    const choices = ["[0]", "[1]", "[0]"];
    await runInDurableObject(poll.stub, (_, { storage }) => {
      const voters = [
        ...storage.sql.exec<{ voter: string; choice: string }>("SELECT voter, choice FROM ballots WHERE question = 'q1'"),
      ];
      for (const [index, choice] of choices.entries()) {
        const at = voters.findIndex((row) => row.choice === choice);
        const [row] = voters.splice(at, 1);
        storage.sql.exec(
          "UPDATE ballots SET at = ? WHERE question = 'q1' AND voter = ?",
          1_000_000 + index * 2_000,
          row?.voter ?? "",
        );
      }
    });
    return poll;
  }

  test("add up, with counts for who may see them", async () => {
    const { id, hostKey } = await pollOfThree();
    const expected = {
      from: new Date(1_000_000).toISOString(),
      stepMs: 1_000,
      ballots: [1, 1, 2, 2, 3],
      counts: [
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1],
        [2, 1],
      ],
    };
    for (const key of [undefined, hostKey]) {
      const { timeline } = await resultsOf(id, key);
      expect(timeline.q1).toEqual(expected);
      expect(timeline.q2).toEqual({ from: expect.any(String), stepMs: 1_000, ballots: [1] });
    }
  });

  test.each([{ results: "host" }, { results: "after-close" }, { results: "after-vote" }, { showFrom: 2 }])(
    "%j: no counts for who may not see them step by step",
    async (settings) => {
      const { id, hostKey } = await pollOfThree(settings);
      const { timeline } = await resultsOf(id);
      expect(timeline.q1).toEqual({ from: expect.any(String), stepMs: 1_000, ballots: [1, 1, 2, 2, 3] });
      expect((await resultsOf(id, hostKey)).timeline.q1?.counts === undefined).toBe("showFrom" in settings);
    },
  );

  test("begin anew with a round, and follow a vote that changes", async () => {
    const poll = await pollOfThree();
    expect((await resultsOf(poll.id)).timeline.q1?.ballots.at(-1)).toBe(3);
    await cast(poll.id, "dan", [1]);
    expect((await resultsOf(poll.id)).timeline.q1?.ballots.length).toBeGreaterThan(0);
    await order(poll, "reset");
    expect((await resultsOf(poll.id)).timeline).not.toHaveProperty("q1");
  });
});

test("[A7] more ballots than one answer carries are left out, and said to be", async () => {
  const { id, hostKey, stub } = await makePoll();
  const fill = (count: number) =>
    runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < ?)
         INSERT INTO ballots (question, round, voter, choice, n, at) SELECT 'q1', 1, 'voter ' || i, '[0]', 1, 1 FROM i WHERE true ON CONFLICT DO NOTHING`,
        count,
      );
    });
  await fill(RESULTS_BALLOTS_MAX);
  expect(await resultsOf(id, hostKey)).not.toHaveProperty("cut");
  await fill(RESULTS_BALLOTS_MAX + 1);
  const { cut, ballots } = await resultsOf(id, hostKey);
  expect([cut, ballots?.length]).toEqual([true, RESULTS_BALLOTS_MAX]);
  expect((await csvOf(id, hostKey, "?rows=ballots")).slice(-70)).toContain("Only the first 100,000 ballots");
}, 60_000);

test("[V1] a turn of five thousand of the longest answers is stored", async () => {
  const { id, stub } = await makePoll({ questions: [{ kind: "text", text: "?" }] });
  const statuses = await runInDurableObject(stub, (hub: PollHub) =>
    Promise.all(
      Array.from({ length: 5_000 }, (_, index) =>
        hub.vote({ voter: tokenOf(`voter ${index}`) }, { question: "q1", choice: [`${index} ${"😀".repeat(190)}`], n: 1 }),
      ),
    ),
  );
  expect(statuses.filter((reply) => "status" in reply && reply.status === "counted")).toHaveLength(5_000);
  const { tallies } = await resultsOf(id);
  expect(tallies.q1?.ballots).toBe(5_000);
}, 60_000);

describe("[A10] a copy", () => {
  const QUESTIONS = [
    { text: "Where to?", options: ["Pizza", "Sushi"], max: 2, other: true, emoji: ["🍕", null] },
    { kind: "text", text: "?", look: "cloud" },
    { kind: "ranking", text: "?", options: ["a", "b", "c"] },
  ];

  async function original() {
    const poll = await makePoll({ title: "Friday", questions: QUESTIONS, results: "after-close", revote: false, showFrom: 2 });
    const uploaded = await call(`/api/polls/${poll.id}/pictures`, { method: "POST", headers: bearer(poll.hostKey), body: PNG });
    const { picture } = await uploaded.json<{ picture: string }>();
    expect((await order(poll, "edit", { pictures: [picture, null] })).status).toBe(200);
    for (const name of ["ann", "ben"]) {
      await cast(poll.id, name, [0, "Ramen"]);
      await cast(poll.id, name, ["good food"], "q2");
      await cast(poll.id, name, [2, 0], "q3");
    }
    return { poll, picture };
  }

  const seenBy = async ({ id, hostKey }: Poll) =>
    (await call(`/api/polls/${id}`, { headers: bearer(hostKey) })).json<{ poll: PollView; tallies: object; seq: number }>();

  test("without votes is the poll as it was asked, with its pictures, under another name and key", async () => {
    const { poll, picture } = await original();
    const response = await copyOf(poll, {});
    expect(response.status).toBe(201);
    const copy = await response.json<Made>();
    expect(copy.id).not.toBe(poll.id);
    expect(copy.hostKey).not.toBe(poll.hostKey);
    expect(copy.links.vote).toContain(copy.id);
    expect((await call(`/api/polls/${copy.id}`, { headers: bearer(poll.hostKey) })).status).toBe(401);
    const [before, after] = [await seenBy(poll), await seenBy(copy)];
    expect(after.poll).toEqual({ ...before.poll, id: copy.id, code: copy.code });
    expect(after.tallies).toMatchObject({ q1: { ballots: 0 }, q2: { ballots: 0 }, q3: { ballots: 0 } });
    expect((await call(`/api/polls/${copy.id}/pictures/${picture}`)).status).toBe(200);
    expect((await cast(copy.id, "ann", [1])).status).toBe(200);
    expect(await seenBy(poll)).toEqual(before);
  });

  test("with votes holds all of them, closed, and a recount agrees after an eviction", async () => {
    const { poll } = await original();
    await order(poll, "hide-answer", { question: "q2", answer: "food" });
    const copy = await (await copyOf(poll, { votes: true })).json<Made & { stub: DurableObjectStub }>();
    const [before, after] = [await resultsOf(poll.id, poll.hostKey), await resultsOf(copy.id, copy.hostKey)];
    expect(after.tallies).toEqual(before.tallies);
    expect(after.ballots).toEqual(before.ballots);
    expect(after.timeline).toEqual(before.timeline);
    expect(after.poll.questions.map(({ phase }) => phase)).toEqual(["closed", "closed", "closed"]);
    expect((await cast(copy.id, "ann", [1])).status).toBe(409);
    await order(copy, "reopen");
    expect((await cast(copy.id, "ann", [1])).status).toBe(200);
    expect((await resultsOf(copy.id, copy.hostKey)).tallies.q1).toMatchObject({ ballots: 3, counts: [2, 1] });
  });

  test("names nobody as the original does, and nobody's answers alike", async () => {
    const { poll } = await original();
    const { env } = await import("cloudflare:workers");
    const copy = await (await copyOf(poll, { votes: true })).json<Made>();
    const votersIn = (id: string) =>
      runInDurableObject(env.HUB.getByName(id), (_, { storage }) =>
        [...storage.sql.exec<{ voter: string }>("SELECT voter FROM ballots")].map(({ voter }) => voter),
      );
    const [before, after] = [await votersIn(poll.id), await votersIn(copy.id)];
    expect(new Set(before).size).toBe(2);
    expect(new Set(after).size).toBe(6);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    await evictDurableObject(env.HUB.getByName(copy.id));
    const ann = await Phone.join(copy.id, "ann");
    expect(ann.snapshots[0]?.mine).toEqual({});
  });

  test("of too many votes is refused with a way out; without them it is made", async () => {
    const poll = await makePoll();
    await runInDurableObject(poll.stub, (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i <= ?)
         INSERT INTO ballots (question, round, voter, choice, n, at) SELECT 'q1', 1, 'voter ' || i, '[0]', 1, 1 FROM i`,
        COPY_BALLOTS_MAX,
      );
    });
    const refused = await copyOf(poll, { votes: true });
    const { error } = await refused.json<Refusal>();
    expect([refused.status, error.code, error.detail]).toEqual([413, "too-large", "copy-votes"]);
    expect((await copyOf(poll, { votes: false })).status).toBe(201);
  });

  test("is for the host only", async () => {
    const poll = await makePoll();
    expect((await copyOf({ ...poll, hostKey: "k".repeat(27) })).status).toBe(401);
    expect((await post(`/api/polls/${poll.id}/copy`, {})).status).toBe(401);
    expect((await copyOf({ ...poll, id: "23456789abcdefg" })).status).toBe(404);
    expect((await copyOf(poll, { votes: "yes" })).status).toBe(400);
    expect((await call(`/api/polls/${poll.id}/copy`)).status).toBe(405);
  });
});

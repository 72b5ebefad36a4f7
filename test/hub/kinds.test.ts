/** Every kind through the real hub: votes by socket and by HTTP, evictions between, exports, and digests from the real storage. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import type { Choice, PollView, TalliesView, TallyViews } from "../../src/protocol/server.ts";
import { NAMES, pollOfAll } from "../poll/kinds/asked.ts";
import { evict } from "./objects.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

const CAST: Record<(typeof NAMES)[number], Choice[]> = {
  choice: [[0], [1, 2], [2]],
  rating: [[4], [5], [1]],
  number: [[2], [-3.5], [2.5]],
  ranking: [
    [0, 1, 2],
    [1, 0],
    [1, 2, 0],
  ],
  text: [["Pizza"], [" Pizza "], ["Sushi"]],
  other: [["Ramen"], [0, 1, "ramen"], [2]],
};

const SEEN = {
  q1: { ballots: 3, counts: [1, 1, 2] },
  q2: { ballots: 3, counts: [1, 0, 0, 1, 1], mean: 3.333, median: 4 },
  q3: { ballots: 3, mean: 0.333, median: 2, of: 3 },
  q4: {
    ballots: 3,
    counts: [1, 2, 0, 0],
    order: [1, 0, 2, 3],
    why: { method: "irv", winner: 1, over: 0, round: 1, votes: 2, of: 3 },
  },
  q5: { ballots: 3, words: ["Pizza", "Sushi"], counts: [2, 1], others: 0, of: 3 },
  q6: { ballots: 3, counts: [1, 1, 1], other: { people: 2, of: 2, words: [expect.stringMatching(/^ramen$/i)], counts: [2] } },
};

test.each([false, true])("[Q1] [Q6] [V11] all kinds, evicted between: %s", async (evicted) => {
  const { id, hostKey, stub } = await makePoll(pollOfAll());
  const wall = await Phone.join(id, "wall", { role: "stage" });
  const ann = await Phone.join(id, "ann");
  let seq = 0;
  for (const [index, name] of NAMES.entries()) {
    const question = `q${index + 1}`;
    const [first = [], second = [], third = []] = CAST[name];
    expect(await ann.vote(second, 1, { question })).toMatchObject({ status: "counted" });
    if (evicted) await evict(stub);
    expect(await ann.vote(first, 2, { question })).toMatchObject({ status: "changed" });
    for (const [other, choice] of [
      ["ben", second],
      ["cid", third],
    ] as const) {
      const answer = await post(`/api/polls/${id}/votes`, { question, choice, n: 1 }, voter(tokenOf(other)));
      expect(answer.status).toBe(200);
      ({ seq } = await answer.json<{ seq: number }>());
    }
    expect(await ann.vote([99], 3, { question })).toMatchObject({ code: "bad-choice" });
    if (evicted) await evict(stub);
  }
  expect((await wall.upTo(seq)).tallies).toMatchObject(SEEN);
  expect(wall.frames.join()).not.toContain("nearest");
  const exported = await (await call(`/api/polls/${id}/results`, { headers: bearer(hostKey) })).json<{
    poll: PollView;
    tallies: TalliesView;
    ballots: object[];
  }>();
  expect(exported.tallies).toMatchObject(SEEN);
  expect(exported.tallies.q3).toMatchObject({ nearest: { value: 2.5, people: 1 } });
  expect(exported.poll.questions[2]).toHaveProperty("answer", 2.5);
  expect(exported.ballots).toHaveLength(18);
  expect(await (await call(`/api/polls/${id}/results.csv`)).text()).toContain("q5,What else?,1,Pizza,2,3");
});

test("[Q13] [Q14] a cloud and a filter work as one in the hub itself, scripts without spaces included", async () => {
  const { id, hostKey } = await makePoll({ questions: [{ kind: "text", text: "?", look: "cloud", filter: true }] });
  for (const [name, answer] of Object.entries({ ann: "the sh1t pizza", ben: "寿司が好き" })) {
    await post(`/api/polls/${id}/votes`, { question: "q1", choice: [answer], n: 1 }, voter(tokenOf(name)));
  }
  const seen = async (headers = {}) =>
    (await (await call(`/api/polls/${id}`, { headers })).json<{ tallies: TalliesView }>()).tallies.q1;
  expect(await seen()).toEqual({ ballots: 2, of: 2, words: ["pizza", "が", "好き", "寿司"], counts: [1, 1, 1, 1], others: 1 });
  expect(await seen(bearer(hostKey))).toMatchObject({ held: { words: ["sh1t"], counts: [1] } });
});

test("[S6] [Q10] what the host hides is gone from every page at once, and comes back", async () => {
  const { id, hostKey } = await makePoll({ questions: [{ kind: "text", text: "?" }] });
  const host = await Phone.join(id, "host", { key: hostKey });
  const ann = await Phone.join(id, "ann");
  const words = async (seq: number) => ((await ann.upTo(seq)).tallies.q1 as TallyViews["text"]).words;
  const told = async (answer: object) => words((answer as { seq: number }).seq);
  expect(await told(await host.vote(["Rude"], 1))).toEqual(["Rude"]);
  const from = ann.frames.length;
  expect(await told(await host.command("hide-answer", { question: "q1", answer: "rude" }))).toEqual([]);
  expect(ann.frames.slice(from).join()).not.toMatch(/rude/i);
  expect(await told(await host.command("show-answer", { question: "q1", answer: "rude" }))).toEqual(["Rude"]);
});

describe("[Q6] a large room", () => {
  const many = (stub: DurableObjectStub, count: number, wordOf: (index: number) => string, from = 0) =>
    runInDurableObject(stub, (hub: PollHub) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          hub.vote({ voter: tokenOf(`voter ${from + index}`) }, { question: "q1", choice: [wordOf(index)], n: 1 }),
        ),
      ),
    );

  test("hears the last count though it comes while an older one still stands", async () => {
    const { id, stub } = await makePoll({ questions: [{ kind: "text", text: "?" }] });
    const wall = await Phone.join(id, "wall");
    await many(stub, 1_500, () => "hello");
    await wall.until((said) => "tallies" in said && said.tallies.q1?.ballots === 1_500);
    for (let late = 0; late < 3; late++) await many(stub, 1, () => "hello", 2_000 + late);
    const last = await wall.until((said) => "tallies" in said && (said.tallies.q1 as TallyViews["text"]).of === 1_503);
    expect(last).toMatchObject({ tallies: { q1: { ballots: 1_503, counts: [1_503] } } });
    const isBehind = wall.heard.some(
      (said) => "tallies" in said && (said.tallies.q1?.ballots ?? 0) > (said.tallies.q1 as TallyViews["text"]).of,
    );
    expect(isBehind).toBe(true);
  });

  test("who comes after the last count hears it, though somebody came before it to the same state", async () => {
    const { id, stub } = await makePoll({ questions: [{ kind: "text", text: "?" }] });
    const wall = await Phone.join(id, "wall");
    await many(stub, 1_500, () => "hello");
    await wall.until((said) => "tallies" in said && (said.tallies.q1 as TallyViews["text"]).of === 1_500);
    await many(stub, 1, () => "hello", 2_000);
    const counted = (phone: Phone) => phone.heard.flatMap((said) => ("tallies" in said ? [said.tallies.q1] : []))[0];
    expect(counted(await Phone.join(id, "ann"))).toMatchObject({ ballots: 1_501, of: 1_500 });
    await wall.until((said) => "tallies" in said && (said.tallies.q1 as TallyViews["text"]).of === 1_501);
    expect(counted(await Phone.join(id, "ann"))).toMatchObject({ ballots: 1_501, of: 1_501 });
  });

  test("[Q11] of more answers than are kept the frequent ones are counted exactly, from the storage itself", async () => {
    const { id, stub } = await makePoll({ questions: [{ kind: "text", text: "?" }] });
    await many(stub, 2_500, (index) => (index % 10 === 0 ? "Often" : `once ${index}`));
    const { tallies } = await (await call(`/api/polls/${id}/results`)).json<{ tallies: { q1: TallyViews["text"] } }>();
    const { words, counts, others, of } = tallies.q1;
    expect([words[0], counts[0], words.length, of]).toEqual(["Often", 250, 2_000, 2_500]);
    expect(counts.reduce((sum, count) => sum + count, others)).toBe(2_500);
  });
});

test("[L1] a poll from before there were kinds opens, and its least number of ballots is none", async () => {
  const { id, hostKey, stub } = await makePoll();
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec("UPDATE poll SET body = json_remove(body, '$.poll.showFrom')");
    const fields = ["other", "look", "emoji", "pictures", "hidden", "merged", "allowed"];
    for (const field of fields) storage.sql.exec(`UPDATE poll SET body = json_remove(body, '$.poll.questions[0].${field}')`);
    const tables = storage.sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    );
    for (const { name } of tables.toArray())
      if (!["poll", "tallies", "ballots"].includes(name)) storage.sql.exec(`DROP TABLE ${name}`);
    const columns = storage.sql.exec<{ name: string }>("SELECT name FROM pragma_table_info('ballots')").toArray().slice(6);
    for (const { name } of columns) storage.sql.exec(`ALTER TABLE ballots DROP COLUMN "${name}"`);
    storage.kv.put("schema", 1);
  });
  await evict(stub);
  const seen = await (await call(`/api/polls/${id}`)).json<{ poll: PollView; tallies: TalliesView }>();
  expect(seen.poll.showFrom).toBe(0);
  expect(seen.tallies).toEqual({ q1: { ballots: 0, counts: [0, 0] } });
  expect(seen.poll.questions[0]).toMatchObject({ look: "bars", other: false, options: ["Pizza", "Sushi"], shown: null });
  const edit = { command: "edit", question: "q1", other: true, emoji: ["🍕", null] };
  expect((await post(`/api/polls/${id}/commands`, edit, bearer(hostKey))).status).toBe(200);
  await post(`/api/polls/${id}/votes`, { question: "q1", choice: ["Ramen"], n: 1 }, voter(tokenOf("ann")));
  const { tallies } = await (await call(`/api/polls/${id}`)).json<{ tallies: TalliesView }>();
  expect(tallies.q1).toMatchObject({ ballots: 1, other: { people: 1, words: ["Ramen"], counts: [1] } });
});

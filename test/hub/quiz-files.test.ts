/** What leaves a quiz by HTTP: joining without a socket, the host's list, files with the final table, copies. */
import { describe, expect, test } from "vitest";
import type { Exported, Made, PlayersPage, Refusal, Snapshot } from "../../src/protocol/server.ts";
import { quiz } from "./game.ts";
import { bearer, call, makePoll, Phone, post, tokenOf, voter } from "./phone.ts";

const join = (id: string, name: string, body: object = { name }) => post(`/api/polls/${id}/players`, body, voter(tokenOf(name)));
const playersOf = async ({ id, hostKey }: Pick<Made, "id" | "hostKey">) =>
  (await call(`/api/polls/${id}/players`, { headers: bearer(hostKey) })).json<PlayersPage>();
const resultsOf = async (id: string, key?: string) =>
  (await call(`/api/polls/${id}/results`, key ? { headers: bearer(key) } : {})).json<Exported>();
const csvOf = async (id: string, key: string, rows: string) =>
  (await call(`/api/polls/${id}/results.csv?rows=${rows}`, { headers: bearer(key) })).text();
const order = ({ id, hostKey }: Pick<Made, "id" | "hostKey">, command: string, fields: object = {}) =>
  post(`/api/polls/${id}/commands`, { command, ...fields }, bearer(hostKey));

describe("[Z16] [Z17] [Z18] players by HTTP", () => {
  test("join under a name, come back as the same, and are listed for the host only", async () => {
    const poll = await makePoll(quiz({ autoStart: false }));
    expect(await (await join(poll.id, "ann", { name: "Ann" })).json()).toMatchObject({ player: { name: "Ann", place: null } });
    expect((await join(poll.id, "ann", {})).status).toBe(200);
    const taken = await join(poll.id, "ben", { name: "ANN" });
    expect(taken.status).toBe(403);
    expect(await taken.json<Refusal>()).toMatchObject({ error: { detail: "name-taken", suggested: expect.stringMatching(/2$/) } });
    expect((await join(poll.id, "ben", { name: "  " })).status).toBe(400);
    const { players, of } = await playersOf(poll);
    expect([of, players.map(({ name, here }) => [name, here])]).toEqual([1, [["Ann", false]]]);
    expect((await call(`/api/polls/${poll.id}/players`)).status).toBe(401);
    const [{ player = "" } = {}] = players;
    expect((await order(poll, "player", { player, change: "remove" })).status).toBe(200);
    expect(await (await join(poll.id, "ann", {})).json()).toMatchObject({ error: { detail: "removed" } });
  });

  test("no other poll takes players", async () => {
    const { id, hostKey } = await makePoll();
    expect(await (await join(id, "ann")).json()).toMatchObject({ error: { code: "not-allowed", detail: "no-quiz" } });
    expect((await call(`/api/polls/${id}/players`, { headers: bearer(hostKey) })).status).toBe(403);
    expect(await (await order({ id, hostKey }, "quiz-start")).json()).toMatchObject({ error: { detail: "no-quiz" } });
  });
});

describe("[Z19] a quiz is no other poll", () => {
  test.each([
    ["open", { question: "q1" }],
    ["reset", { question: "q1" }],
    ["again", { question: "q1" }],
    ["go", { question: "q1" }],
    ["next", {}],
    ["clear", {}],
    ["show", {}],
    ["timer", { question: "q1", seconds: 30 }],
    ["edit", { endsAt: "2040-01-01T00:00:00.000Z" }],
    ["edit", { revote: true }],
  ])("%s %j is nothing that it does", async (command, fields) => {
    const poll = await makePoll(quiz({ autoStart: false }));
    expect(await (await order(poll, command, fields)).json()).toMatchObject({ error: { detail: "not-now" } });
  });

  test("and stays one", async () => {
    const poll = await makePoll(quiz());
    expect(await (await order(poll, "edit", { pace: "host" })).json()).toMatchObject({ error: { detail: "stays-quiz" } });
    const other = await makePoll();
    expect(await (await order(other, "edit", { pace: "quiz" })).json()).toMatchObject({ error: { detail: "stays-quiz" } });
    const wrong = await order(poll, "edit", { question: "q1", right: [] });
    expect(await wrong.json()).toMatchObject({ error: { code: "bad-message", detail: "right" } });
    const asked = await order(poll, "add-question", { kind: "rating", text: "?" });
    expect(await asked.json()).toMatchObject({ error: { code: "bad-message", detail: "quiz-kind" } });
  });

  test("a copy asks the same with the same settings, and has no players", async () => {
    const poll = await makePoll(quiz({ autoStart: false, scoring: "ten" }));
    await join(poll.id, "ann", { name: "Ann" });
    const made = await (await post(`/api/polls/${poll.id}/copy`, {}, bearer(poll.hostKey))).json<Made>();
    const seen = await (await call(`/api/polls/${made.id}`, { headers: bearer(made.hostKey) })).json<Snapshot>();
    expect(seen.poll).toMatchObject({ pace: "quiz", quiz: { phase: "not-started", settings: { scoring: "ten" } } });
    expect(seen.poll.questions).toMatchObject([{ right: [1] }, { right: [1] }]);
    expect((await playersOf(made)).of).toBe(0);
  });
});

describe("[Z13] [Z14] [Z20] files", () => {
  test("the final table of each game, and nothing of what is not revealed", { timeout: 30_000 }, async () => {
    const poll = await makePoll(quiz({ autoStart: false, pauseSeconds: null }));
    const host = await Phone.join(poll.id, "host", { key: poll.hostKey });
    const [ann, ben] = [await Phone.join(poll.id, "ann"), await Phone.join(poll.id, "ben")];
    await ann.play("=Ann");
    await ben.play("Ben");
    await host.command("quiz-start", {});
    await ann.reaches("question", 0);
    await ann.vote([1], 1);
    const running = await resultsOf(poll.id, poll.hostKey);
    expect(running.ballots).toEqual([]);
    expect(running.games).toMatchObject([
      {
        game: 1,
        questions: 0,
        standings: [
          { points: 0, given: {} },
          { points: 0, given: {} },
        ],
      },
    ]);
    await ben.vote([0], 1);
    await ann.reaches("revealed", 0);
    const { games, ballots } = await resultsOf(poll.id, poll.hostKey);
    expect(ballots).toEqual([0, 1].map((option) => ({ question: "q1", round: 1, choice: [option] })));
    expect(games?.[0]).toMatchObject({
      questions: 1,
      standings: [
        { rank: 1, name: "=Ann", points: 1_000, rights: 1, given: { q1: { choice: [1], points: 1_000, right: true } } },
        { rank: 2, name: "Ben", points: 0, rights: 0, given: { q1: { choice: [0], points: 0, right: false } } },
      ],
    });
    const anyone = await resultsOf(poll.id);
    expect([anyone.games, anyone.ballots, anyone.poll.questions.length]).toEqual([undefined, undefined, 1]);
    expect(anyone.poll.questions[0]).not.toHaveProperty("right");
    await host.command("quiz-next", {});
    await ann.reaches("question", 1);
    await ann.vote([1], 2, { question: "q2" });
    await host.command("quiz-finish", {});
    await host.command("quiz-again", {});
    const both = await resultsOf(poll.id, poll.hostKey);
    expect(both.games?.map(({ game, questions }) => [game, questions])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(both.games?.[0]?.standings[0]?.given).not.toHaveProperty("q2");
    const csv = (await csvOf(poll.id, poll.hostKey, "players")).split("\r\n");
    expect(csv[0]).toBe("game,rank,name,team,points,right,answered,q1 answer,q1 points,q1 seconds");
    expect(csv[1]).toMatch(/^1,1,'=Ann,,1000,1,1,four,1000,\d/);
    expect(csv[2]).toMatch(/^1,2,Ben,,0,0,1,three,0,\d/);
  });
});

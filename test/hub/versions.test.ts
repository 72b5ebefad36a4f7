/** Polls as earlier versions stored them. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { PollHub } from "../../src/hub/hub.ts";
import { keyHash } from "../../src/hub/secrets.ts";
import type { Question } from "../../src/poll/state.ts";
import { ENTRY_DEFAULTS } from "../../src/protocol/entry.ts";
import { TALK_DEFAULTS } from "../../src/protocol/talk.ts";
import { stateOf } from "../poll/memory-hub.ts";
import { bearer, call, makePoll, post, tokenOf, voter } from "./phone.ts";

const TABLES = [
  "CREATE TABLE poll (one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, secret TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL)",
  "CREATE TABLE tallies (question TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, tally TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TABLE ballots (question TEXT NOT NULL, round INTEGER NOT NULL, voter TEXT NOT NULL, choice TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (question, round, voter)) WITHOUT ROWID",
];
const KEY = "a".repeat(32);

/** As the first release wrote them: choice alone, several may be open, one was reset a moment ago. */
const running = { min: 1, max: 1, round: 1, lastRound: 1, shown: null, beforeReset: null };
const FIRST = [
  { id: "q1", kind: "choice", text: "First?", options: ["a", "b"], ...running, phase: "closed", shown: true },
  {
    ...{ id: "q2", kind: "choice", text: "Second?", options: ["c", "d"], ...running, phase: "open", round: 2, lastRound: 2 },
    beforeReset: { round: 1, phase: "open", tally: { ballots: 1, counts: [1, 0] }, at: Date.now() },
  },
  { id: "q3", kind: "choice", text: "Third?", options: ["e", "f"], ...running, phase: "waiting" },
];

/** As versions wrote them that knew the kinds, but neither looks nor times. */
const asked = { text: "?", round: 1, lastRound: 1, shown: null, beforeReset: null, phase: "open" };
const KINDS = [
  { ...asked, id: "q1", kind: "choice", options: ["a", "b"], min: 1, max: 1 },
  { ...asked, id: "q2", kind: "rating", steps: 5, labels: ["", ""] },
  { ...asked, id: "q3", kind: "number", unit: "", from: 0, to: 9, step: 1, answer: null },
  { ...asked, id: "q4", kind: "ranking", options: ["a", "b"], top: null, method: "irv" },
  { ...asked, id: "q5", kind: "text", look: "wall", hidden: [], merged: [] },
];

async function stored(id: string, schema: number, poll: object, questions: { id: string }[]): Promise<DurableObjectStub> {
  const stub = env.HUB.getByName(id);
  await runInDurableObject(stub, (_, { storage }) => {
    for (const table of TABLES) storage.sql.exec(table);
    const settings = { id, title: "Old", results: "always", revote: true, oneTap: false, sharedDevice: false, keepDays: 30 };
    const body = { poll: { ...settings, ...poll, questions }, code: null, hostKeyHash: keyHash(KEY) };
    storage.sql.exec("INSERT INTO poll VALUES (1, 'k3f9', 'secret', 9, ?, ?)", Date.now(), JSON.stringify(body));
    for (const question of questions) {
      const tally = JSON.stringify({ ballots: 0, counts: [0, 0] });
      storage.sql.exec("INSERT INTO tallies VALUES (?, 9, ?, ?)", question.id, Date.now(), tally);
    }
    storage.kv.put("schema", schema);
  });
  await evictDurableObject(stub);
  return stub;
}

const look = async (id: string) => (await call(`/api/polls/${id}`)).json();
const command = async (id: string, command: string, more: object = {}) =>
  (await post(`/api/polls/${id}/commands`, { command, ...more }, bearer(KEY))).json();
const questionsIn = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (hub) => (hub as unknown as PollHub).state?.poll as { questions: Question[] });

describe("[L6] a poll from before", () => {
  test("the first release: its room is at the last question that was opened, and goes on from there", async () => {
    const id = "2222222222222ab";
    const stub = await stored(id, 1, { pace: "host" }, FIRST);
    expect(await look(id)).toMatchObject({
      epoch: "k3f9",
      seq: 9,
      poll: {
        ...{ title: "Old", pace: "host", current: "q2", endsAt: null, showFrom: 0 },
        questions: [
          { phase: "closed", shown: true, seconds: null, endsAt: null, other: false, look: "bars" },
          { phase: "open", round: 2 },
          { phase: "waiting" },
        ],
      },
    });
    const vote = await post(`/api/polls/${id}/votes`, { question: "q2", choice: [0], n: 1 }, voter(tokenOf("ann")));
    expect(await vote.json()).toMatchObject({ status: "counted", seq: 10 });
    expect(await command(id, "again", { question: "q2" })).toMatchObject({ status: "done" });
    expect(await command(id, "timer", { question: "q2", seconds: 60 })).toMatchObject({ status: "done" });
    expect(await command(id, "next")).toMatchObject({ status: "done" });
    expect(await look(id)).toMatchObject({
      poll: { current: "q3", questions: [{ phase: "closed" }, { phase: "closed", round: 3 }, { phase: "open" }] },
      tallies: { q2: { before: { round: 2, ballots: 1, counts: [1, 0] } } },
    });
    expect(await command(id, "clear")).toMatchObject({ status: "done" });
    expect(await command(id, "undo-clear")).toMatchObject({ status: "done" });
    await evictDurableObject(stub);
    expect(await look(id)).toMatchObject({ poll: { current: "q3" } });
  });

  test("an open one has no place for the room", async () => {
    const id = "2222222222222ac";
    await stored(id, 1, { pace: "open" }, FIRST);
    expect(await look(id)).toMatchObject({ poll: { pace: "open", current: null } });
  });

  test("every kind has all that a new one has, and the poll too", async () => {
    const id = "2222222222222ad";
    const stub = await stored(id, 2, { pace: "open", showFrom: 3 }, KINDS);
    const old = await questionsIn(stub);
    const fresh = stateOf({
      questions: [
        { text: "?", options: ["a", "b"] },
        { kind: "rating", text: "?" },
        { kind: "number", text: "?", from: 0, to: 9 },
        { kind: "ranking", text: "?", options: ["a", "b"] },
        { kind: "text", text: "?" },
      ],
    }).poll;
    expect(old.questions).toEqual(fresh.questions);
    expect(Object.keys(old).sort()).toEqual(Object.keys(fresh).sort());
    expect(old).toMatchObject({ showFrom: 3 });
  });

  test("from before rooms could talk: all of it is switched off, until its host says so", async () => {
    const { id, hostKey, stub } = await makePoll({ talk: { chat: "open", reactions: true } });
    await post(`/api/polls/${id}/votes`, { question: "q1", choice: [1], n: 1 }, voter(tokenOf("ann")));
    await runInDurableObject(stub, (_, { storage }) => {
      for (const table of ["talk", "messages", "asks", "people", "notices", "got", "networks", "receipts", "relays"])
        storage.sql.exec(`DROP TABLE ${table}`);
      storage.sql.exec("UPDATE poll SET body = json_remove(body, '$.poll.talk')");
      storage.kv.put("schema", 6);
    });
    await evictDurableObject(stub);
    expect(await look(id)).toMatchObject({ seq: 2, poll: { talk: TALK_DEFAULTS }, tallies: { q1: { ballots: 1 } } });
    const say = (n: number) => post(`/api/polls/${id}/talk`, { type: "say", text: "Hello", n }, voter(tokenOf("ann")));
    expect(await (await say(1)).json()).toMatchObject({ error: { detail: "chat-off" } });
    const opened = await post(`/api/polls/${id}/commands`, { command: "edit", talk: { chat: "open" } }, bearer(hostKey));
    expect(await opened.json()).toMatchObject({ status: "done" });
    expect(await (await say(2)).json()).toMatchObject({ status: "done", message: 1 });
  });

  test("[E1] from before polls could ask who comes: it is open to any device, and stays so until its host says otherwise", async () => {
    const { id, hostKey, stub } = await makePoll();
    await runInDurableObject(stub, (_, { storage }) => {
      for (const table of ["networks", "receipts", "relays"]) storage.sql.exec(`DROP TABLE ${table}`);
      storage.sql.exec("UPDATE poll SET body = json_remove(body, '$.poll.entry', '$.entry')");
      storage.kv.put("schema", 7);
    });
    await evictDurableObject(stub);
    expect(await look(id)).toMatchObject({ poll: { entry: ENTRY_DEFAULTS } });
    const edited = await post(`/api/polls/${id}/commands`, { command: "edit", entry: { level: "code" } }, bearer(hostKey));
    expect(await edited.json()).toMatchObject({ status: "done" });
    const vote = await post(`/api/polls/${id}/votes`, { question: "q1", choice: [0], n: 1 }, voter(tokenOf("ann")));
    expect(await vote.json()).toMatchObject({ error: { detail: "needs-code" } });
  });
});

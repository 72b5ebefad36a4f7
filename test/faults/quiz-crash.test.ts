/** A quiz whose engine is killed with SIGKILL in every phase, with its storage on disk, ends like one that ran through. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { bundle, type Server, serve } from "../../bench/server.ts";
import { OURS } from "../../bench/subjects.ts";
import type { PlayersPage, Snapshot } from "../../src/protocol/server.ts";
import { makePoll } from "../support/server.ts";
import { Voter } from "../support/voter.ts";

const REACHED_WITHIN_MS = 15_000;
const NAMES = ["Ann", "Ben"] as const;
const tokenOf = (name: string) => name.padEnd(22, "-");

interface Playing {
  server: Server;
  id: string;
  hostKey: string;
  phones: Voter[];
}

async function comeIn(game: Playing): Promise<void> {
  const address = `${game.server.url.replace("http", "ws")}/ws/${game.id}`;
  game.phones = [new Voter(address, { key: game.hostKey }), ...NAMES.map((name) => new Voter(address, { token: tokenOf(name) }))];
  await Promise.all(game.phones.map((phone) => phone.join()));
}

async function seen({ server, id }: Playing): Promise<Snapshot> {
  return (await (await fetch(`${server.url}/api/polls/${id}`)).json()) as Snapshot;
}

async function reach(game: Playing, phase: string, index: number): Promise<void> {
  const until = performance.now() + REACHED_WITHIN_MS;
  for (;;) {
    const { quiz } = (await seen(game)).poll;
    if (quiz?.phase === phase && quiz.index === index) return;
    if (performance.now() > until) throw new Error(`is ${quiz?.phase} ${quiz?.index}, not ${phase} ${index}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function play(isKilled: boolean, entry = OURS.entry): Promise<object> {
  const subject = { ...OURS, entry };
  const code = await bundle(subject);
  const directory = mkdtempSync(join(tmpdir(), "showhands-quiz-"));
  const server = await serve(subject, code, directory);
  const question = { text: "?", options: ["no", "yes"], right: [1], seconds: 120 };
  const settings = { scoring: "flat", autoStart: false, pauseSeconds: null, countdownSeconds: 1 };
  const made = await makePoll(server.url, { pace: "quiz", quiz: settings, questions: [question, question] });
  const game: Playing = { server, id: made.id, hostKey: made.hostKey, phones: [] };
  const crash = async () => {
    if (!isKilled) return;
    await game.server.kill();
    game.server = await serve(subject, code, directory);
    await comeIn(game);
  };
  try {
    await comeIn(game);
    return await goThrough(game, crash);
  } finally {
    for (const phone of game.phones) phone.leave();
    await game.server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function goThrough(game: Playing, crash: () => Promise<void>): Promise<object> {
  const say = async (command: string) => expect(await game.phones[0]?.command(command)).toMatchObject({ type: "ack" });
  const answer = async (who: number, mark: number, id: string, status: string) =>
    expect(await game.phones[who + 1]?.vote(id, [mark], 1)).toMatchObject({ type: "ack", status });
  for (const name of NAMES) {
    const headers = { authorization: `Voter ${tokenOf(name)}`, "content-type": "application/json" };
    const joined = await fetch(`${game.server.url}/api/polls/${game.id}/players`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name }),
    });
    expect(joined.ok).toBe(true);
  }
  await crash();
  await say("quiz-start"); // a countdown stops where everybody is gone, so that is no phase to be killed in
  await reach(game, "question", 0);
  await crash();
  await answer(0, 1, "q1", "counted");
  await crash();
  await answer(0, 0, "q1", "same");
  await answer(1, 0, "q1", "counted");
  await crash();
  await reach(game, "revealed", 0);
  await answer(1, 1, "q1", "same");
  await crash();
  await say("quiz-next");
  await reach(game, "question", 1);
  await answer(0, 1, "q2", "counted");
  await answer(1, 1, "q2", "counted");
  await reach(game, "revealed", 1);
  await say("quiz-next");
  await reach(game, "finished", 1);
  await crash();
  const list = await fetch(`${game.server.url}/api/polls/${game.id}/players`, {
    headers: { authorization: `Bearer ${game.hostKey}` },
  });
  const { players } = (await list.json()) as PlayersPage;
  const { poll, tallies } = await seen(game);
  return { board: poll.quiz?.board, tallies, points: players.map(({ name, points }) => [name, points]) };
}

let steady: object;
beforeAll(async () => {
  steady = await play(false);
});

test.concurrent("[Z1] [Z11] killed in every phase of a game that runs, no answer, score or streak is another", async () => {
  expect(steady).toMatchObject({
    points: [
      ["Ann", 2_100],
      ["Ben", 1_000],
    ],
  });
  expect(await play(true)).toEqual(steady);
});

test.concurrent("[Z1] planted bug: acknowledged before it is saved, an answer is not known any more behind a kill", async () => {
  const early = "test/faults/workers/early.ts";
  expect(await play(false, early)).toEqual(steady);
  await expect(play(true, early)).rejects.toThrow(/status/);
});

/**
 * `node bench/quiz.ts`: a quiz of ten questions with 2,000 players. How long an answer waits for its ack, when the last screen shows the places,
 * what the hub's heap holds, and whether each player has the points that the acks promised.
 */
import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { QUIZ_POINTS, QUIZ_REVEAL_AFTER_MS, QUIZ_STREAK_POINTS, QUIZ_STREAK_POINTS_MAX } from "../src/protocol/limits.ts";
import { freePort, Inspector } from "./inspector.ts";
import { Player, type QuizScript } from "./player.ts";
import { bundle, type Server, serve } from "./server.ts";
import { spreadOf } from "./spread.ts";
import { OURS } from "./subjects.ts";

const PLAYERS = 2_000;
const ENTER_AT_ONCE = 100;
const SCRIPT: QuizScript = { questions: 10, options: 4, withinMs: 3_000 };
const SECONDS = 20; // a question is over when all have answered: its time only ends where an answer is lost
const PAUSE_MS = 300;
const GIVE_UP_MS = 40_000;
const ACK_MS_MAX = 300;
const REVEAL_MS_MAX = 1_000;
const HEAP_MB_MAX = 64;

/** Points do not depend on time, so that they can be computed from the acks alone. */
const QUIZ = { scoring: "flat", streaks: true, autoStart: false, countdownSeconds: 1, pauseSeconds: null };
const rightOf = (index: number) => index % SCRIPT.options;

async function main(): Promise<void> {
  const port = await freePort();
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const server = await serve(OURS, await bundle(OURS));
  try {
    const { socket, hostKey } = await makeQuiz(server);
    const hello = { voter: token(), key: hostKey, role: "host" };
    const host = await Player.enter(socket, hello, { ...SCRIPT, withinMs: 0 });
    const players = await enter(socket, host);
    await play(host, players);
    const inspector = await Inspector.attach(port); // only now: an engine that was looked into moves its objects more slowly
    report(players, await inspector.usedMb());
    inspector.leave();
    for (const player of [host, ...players]) player.leave();
  } finally {
    await server.kill();
  }
}

async function makeQuiz({ url }: Server): Promise<{ socket: string; hostKey: string }> {
  const questions = Array.from({ length: SCRIPT.questions }, (_, index) => ({
    kind: "choice",
    text: `Question ${index + 1}: which of these is it?`,
    options: Array.from({ length: SCRIPT.options }, (_, option) => `Answer ${option + 1}`),
    right: [rightOf(index)],
    seconds: SECONDS,
  }));
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ pace: "quiz", quiz: QUIZ, questions });
  const response = await fetch(`${url}/api/polls`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`no quiz: ${await response.text()}`);
  const { id, hostKey } = (await response.json()) as { id: string; hostKey: string };
  return { socket: `${url.replace("http", "ws")}/ws/${id}`, hostKey };
}

/** So many at once lock the lobby. The host says that they are expected, and they ask again. */
async function enter(url: string, host: Player): Promise<Player[]> {
  const players: Player[] = [];
  for (let entered = 0; entered < PLAYERS; entered += ENTER_AT_ONCE) {
    const some = Array.from({ length: ENTER_AT_ONCE }, async (_, index) => {
      const player = await Player.enter(url, { voter: token() }, SCRIPT);
      const join = { type: "join", name: `Player ${entered + index + 1}`, team: null };
      if (await player.ask(join)) {
        await host.ask({ type: "command", command: "lobby", locked: false });
        const refusal = await player.ask(join);
        if (refusal) throw new Error(refusal);
      }
      return player;
    });
    players.push(...(await Promise.all(some)));
  }
  return players;
}

async function play(host: Player, players: readonly Player[]): Promise<void> {
  let lost: string | null = null;
  for (const player of players) {
    player.onLost = (why) => {
      lost ??= why;
    };
  }
  const all = async (what: string, done: (player: Player) => boolean) => {
    const until = performance.now() + GIVE_UP_MS;
    while (!players.every(done)) {
      if (lost) throw new Error(lost);
      if (performance.now() > until) throw new Error(`${players.filter((player) => !done(player)).length} never: ${what}`);
      await pause(20);
    }
  };
  await host.ask({ type: "command", command: "quiz-start" });
  for (let index = 0; index < SCRIPT.questions; index++) {
    await all(`places behind question ${index + 1}`, ({ revealedAt }) => revealedAt[index] !== undefined);
    await pause(PAUSE_MS);
    await host.ask({ type: "command", command: "quiz-next" });
  }
  await all("the end", ({ phase }) => phase === "finished");
}

function report(players: readonly Player[], heapMb: number): void {
  const given = players.flatMap((player) => player.given);
  const refused = given.flatMap(({ refusal }) => refusal ?? []);
  const acks = spreadOf(given.map(({ ackMs }) => ackMs));
  const reveals = Array.from({ length: SCRIPT.questions }, (_, index) => {
    const until = players.find(({ lockUntil }) => lockUntil[index] !== undefined)?.lockUntil[index] ?? Number.NaN;
    const lastAt = players.reduce((latest, { revealedAt }) => Math.max(latest, revealedAt[index] ?? Number.POSITIVE_INFINITY), 0);
    return lastAt - (until - QUIZ_REVEAL_AFTER_MS);
  });
  const wrong = players.filter((player) => player.view()?.place?.points !== pointsOf(player)).length;
  const rows: [string, number, number, string][] = [
    ["an answer to its ack, 99th percentile", acks.p99, ACK_MS_MAX, "ms"],
    ["from a lock to the places on all screens, the slowest", Math.max(...reveals), REVEAL_MS_MAX, "ms"],
    ["heap after collection", heapMb, HEAP_MB_MAX, "MB"],
    ["answers lost", PLAYERS * SCRIPT.questions - given.filter(({ refusal }) => refusal === null).length, 0, ""],
    ["players with other points than their acks promised", wrong, 0, ""],
  ];
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(`${PLAYERS} players, ${SCRIPT.questions} questions; load average ${load.join(" ")}`);
  const ofQuestions = Array.from({ length: SCRIPT.questions }, (_, index) =>
    spreadOf(players.flatMap((player) => player.given[index]?.ackMs ?? [])).p99.toFixed(0),
  );
  const late = spreadOf(given.map(({ lateMs }) => lateMs));
  console.log(
    `ack, 99th percentile of each question: ${ofQuestions.join(" ")} ms; sent late by this process: ${late.p99.toFixed(0)} ms`,
  );
  console.log(
    `ack, median: ${acks.median.toFixed(0)} ms; lock to places, each: ${reveals.map((ms) => ms.toFixed(0)).join(" ")} ms`,
  );
  for (const [name, value, most, unit] of rows) {
    console.log(`${value <= most ? "ok  " : "OVER"} ${name}: ${value.toFixed(1)} ${unit}, wanted at most ${most}`);
  }
  if (refused.length > 0) console.log(`refused ${refused.length} times, such as ${refused[0]}`);
  if (!rows.every(([, value, most]) => value <= most)) process.exitCode = 1;
}

/** What a player must have: whatever was acknowledged counts, and nothing else. */
function pointsOf({ given }: Player): number {
  let points = 0;
  let streak = 0;
  for (let index = 0; index < SCRIPT.questions; index++) {
    const answer = given[index];
    const isRight = answer?.refusal === null && answer.option === rightOf(index);
    streak = isRight ? streak + 1 : 0;
    if (isRight) points += QUIZ_POINTS + Math.min((streak - 1) * QUIZ_STREAK_POINTS, QUIZ_STREAK_POINTS_MAX);
  }
  return points;
}

function token(): string {
  return randomBytes(16).toString("base64url");
}

await main();

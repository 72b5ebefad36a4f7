/**
 * `node bench/talk.ts`: 1,000 people listen, and 400 votes a second come in. Does it matter to a vote whether the room is quiet, or says 100
 * messages and taps 500 reactions a second? Both in turn, in one room, so that they share the machine's moods.
 */
import { type ChildProcess, fork } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle, type Server, serve } from "./server.ts";
import { median, spreadOf } from "./spread.ts";
import { OURS } from "./subjects.ts";
import type { Asked, Lived, Pace } from "./talkers.ts";

const PEOPLE = 1_000;
const PROCESSES = 2;
const ROUNDS = 6;
const ROUNDS_TRIED_MAX = 30;
const IDLE_MIN = 0.05; // of the machine: where others take all of it, nothing is measured but their temper
const WATCHED_MS = 4_000;
const WARM_MS = 4_000;
const QUIET: Pace = { votes: 400, messages: 0, reactions: 0 };
const LOUD: Pace = { votes: 400, messages: 100, reactions: 500 };
const RATIO_MAX = 1.5;

interface Figures {
  "ack median ms": number;
  "ack p99 ms": number;
  "sent late p99 ms": number;
  "message on every screen median ms": number;
  "message on every screen p99 ms": number;
  "frames/s": number;
  "kB/s": number;
  "server CPU share": number;
  "crowd CPU share, busiest process": number;
  "machine idle share": number;
  "refused or unanswered": number;
}

async function main(): Promise<void> {
  const server = await serve(OURS, await bundle(OURS));
  const crowds = Array.from({ length: PROCESSES }, () =>
    fork(fileURLToPath(new URL("talkers.ts", import.meta.url)), [], { serialization: "advanced" }),
  );
  try {
    const url = await makePoll(server);
    await Promise.all(crowds.map((crowd) => ask(crowd, { enter: { url, people: PEOPLE / PROCESSES } })));
    await measure(server, crowds, LOUD, WARM_MS);
    const quiet: Figures[] = [];
    const loud: Figures[] = [];
    for (let round = 0; round < ROUNDS_TRIED_MAX && quiet.length < ROUNDS; round++) {
      // Turn about who goes first.
      const paces = round % 2 === 0 ? [QUIET, LOUD] : [LOUD, QUIET];
      const measured = new Map<Pace, Figures>();
      for (const pace of paces) measured.set(pace, await measure(server, crowds, pace, WATCHED_MS));
      const [still, noisy] = [measured.get(QUIET), measured.get(LOUD)];
      if (!still || !noisy) continue;
      const isCalm = Math.min(still["machine idle share"], noisy["machine idle share"]) >= IDLE_MIN;
      process.stdout.write(isCalm ? "." : "x");
      if (!isCalm) continue;
      quiet.push(still);
      loud.push(noisy);
    }
    if (quiet.length === 0) throw new Error("other programs took the whole machine in every round");
    report(quiet, loud);
  } finally {
    for (const crowd of crowds) crowd.kill("SIGKILL");
    await server.kill();
  }
}

async function makePoll({ url }: Server): Promise<string> {
  const headers = { "content-type": "application/json" };
  const talk = { chat: "open", questions: "open", reactions: true };
  const body = JSON.stringify({ question: "Where to?", options: ["Pizza", "Sushi"], talk });
  const response = await fetch(`${url}/api/polls`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`no poll: ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  return `${url.replace("http", "ws")}/ws/${id}`;
}

function ask(crowd: ChildProcess, asked: Asked): Promise<Lived> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("a process of the crowd ended"));
    crowd.once("exit", onExit);
    crowd.once("message", (lived: Lived) => {
      crowd.off("exit", onExit);
      resolve(lived);
    });
    crowd.send(asked);
  });
}

async function measure(
  server: Server,
  crowds: readonly ChildProcess[],
  { votes, messages, reactions }: Pace,
  ms: number,
): Promise<Figures> {
  const pace = { votes: votes / PROCESSES, messages: messages / PROCESSES, reactions: reactions / PROCESSES };
  const cpuBefore = server.cpuSeconds() ?? Number.NaN;
  const machineBefore = machine();
  const asked = Promise.all(crowds.map((crowd) => ask(crowd, { live: { pace, ms } })));
  const cpu = await new Promise<number>((resolve) =>
    setTimeout(() => resolve((server.cpuSeconds() ?? Number.NaN) - cpuBefore), ms),
  );
  const machineAfter = machine();
  const lives = await asked;
  const sum = (of: (lived: Lived) => number) => lives.reduce((all, lived) => all + of(lived), 0);
  const acks = spreadOf(lives.flatMap(({ ackMs }) => ackMs));
  const screens = spreadOf(everyScreenMs(lives));
  return {
    "ack median ms": acks.median,
    "ack p99 ms": acks.p99,
    "sent late p99 ms": spreadOf(lives.flatMap(({ lateMs }) => lateMs)).p99,
    "message on every screen median ms": screens.median,
    "message on every screen p99 ms": screens.p99,
    "frames/s": sum(({ frames }) => frames) / (ms / 1_000),
    "kB/s": sum(({ bytes }) => bytes) / ms,
    "server CPU share": cpu / (ms / 1_000),
    "crowd CPU share, busiest process": Math.max(...lives.map(({ cpuSeconds }) => cpuSeconds)) / (ms / 1_000),
    "machine idle share": (machineAfter.idle - machineBefore.idle) / (machineAfter.all - machineBefore.all),
    "refused or unanswered": sum(({ refused, unanswered }) => refused + unanswered),
  };
}

function machine(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all };
}

/** Nothing but messages is said in this room, so that the log's `rev` is the id of its newest message. */
function everyScreenMs(lives: readonly Lived[]): number[] {
  const shownAt = new Map<number, number>();
  for (const { shown } of lives) for (const [rev, at] of shown) shownAt.set(rev, Math.max(at, shownAt.get(rev) ?? 0));
  const revs = [...shownAt.keys()].sort((one, other) => one - other);
  return lives.flatMap(({ said }) =>
    said.map(([id, at]) => {
      const rev = revs.find((rev) => rev >= id);
      return (rev === undefined ? Number.POSITIVE_INFINITY : (shownAt.get(rev) ?? 0)) - at;
    }),
  );
}

function report(quiet: readonly Figures[], loud: readonly Figures[]): void {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(
    `\n${PEOPLE} people listen, ${QUIET.votes} votes a second; medians of ${quiet.length} rounds; load average ${load.join(" ")}`,
  );
  console.log(`loud: ${LOUD.messages} messages and ${LOUD.reactions} reactions a second`);
  for (const name of Object.keys(loud[0] ?? {}) as (keyof Figures)[]) {
    const [still, noisy] = [quiet, loud].map((figures) => median(figures.map((figure) => figure[name])).toFixed(2));
    console.log(`${name.padEnd(36)} quiet ${still?.padStart(10)}   loud ${noisy?.padStart(10)}`);
  }
  const each = (name: keyof Figures) =>
    `${quiet.map((f) => f[name].toFixed(0)).join(" ")} | ${loud.map((f) => f[name].toFixed(0)).join(" ")}`;
  console.log(`ack p99 of each round: ${each("ack p99 ms")} ms`);
  const ratio = median(loud.map((figures, index) => figures["ack p99 ms"] / (quiet[index]?.["ack p99 ms"] ?? Number.NaN)));
  const isKept = ratio <= RATIO_MAX;
  console.log(`${isKept ? "ok  " : "OVER"} p99 to ack, loud beside quiet: ${ratio.toFixed(2)}, wanted at most ${RATIO_MAX}`);
  const unheard = [...quiet, ...loud].reduce((sum, figures) => sum + figures["refused or unanswered"], 0);
  if (unheard > 0) console.log(`OVER ${unheard} votes refused or unanswered: a hub that does not listen is fast`);
  if (!isKept || unheard > 0) process.exitCode = 1; // no number is no success
}

await main();

/** `node bench/scale/crowded.ts`: what phones behind relays cost their hub: memory for each, and processor time for hello, vote and broadcast. */
import { setTimeout as pause } from "node:timers/promises";
import { RELAYED_PHONES_MAX } from "../../src/protocol/limits.ts";
import { makePoll } from "../../test/support/server.ts";
import { freePort, Inspector } from "../inspector.ts";
import { startCrowd } from "../remote.ts";
import { bundle, type Server, serve } from "../server.ts";
import { OURS } from "../subjects.ts";

const RELAYS = 20;
const EACH = Number(process.env.PHONES ?? 20_000) / RELAYS;
const SOCKETS = 2_000; // of a relay, as many as it is meant for
const HEAP_MB_MAX = 96; // of the 128 that an object may have, with room for what a turn makes
const ALONE = 20;
const AWAKE_EVERY_MS = 2_000; // a hub that slept would ask relays who is there, and these do not know

interface Act {
  what: "hello" | "vote";
  from: number;
  count: number;
  n: number;
}

async function main(): Promise<void> {
  await inHub();
  await inRelay();
}

/** Relays that are none, so that all that is measured is the hub's. */
async function inHub(): Promise<void> {
  const subject = { ...OURS, name: "crowded", entry: "bench/workers/crowded.ts" };
  const port = await freePort();
  let awake: ReturnType<typeof setInterval> | undefined;
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const server = await serve(subject, await bundle(subject));
  try {
    const { id } = await makePoll(server.url, { question: "Where to?", options: ["Pizza", "Sushi"] });
    const inspector = await Inspector.attach(port);
    awake = setInterval(() => void fetch(`${server.url}/api/polls/${id}`).catch(() => {}), AWAKE_EVERY_MS);
    const all = (act: Omit<Act, "from" | "count">) =>
      Promise.all(Array.from({ length: RELAYS }, (_, relay) => ask(server, id, relay, { ...act, from: 0, count: EACH })));
    const phones = RELAYS * EACH;
    const empty = await inspector.usedMb();
    const hello = await measured(server, phones, () => all({ what: "hello", n: 0 }));
    print("memory of a phone that said hello", (((await inspector.usedMb()) - empty) * 1e6) / phones, "bytes");
    const vote = await measured(server, phones, () => all({ what: "vote", n: 1 }));
    const eachMb = ((await inspector.usedMb()) - empty) / phones;
    print("memory of a phone that voted", eachMb * 1e6, "bytes");
    const fullMb = empty + eachMb * RELAYED_PHONES_MAX;
    print(`${fullMb <= HEAP_MB_MAX ? "ok:" : "OVER:"} memory of a full hub, at most ${HEAP_MB_MAX}`, fullMb, "MB");
    if (fullMb > HEAP_MB_MAX) process.exitCode = 1;
    const alone = await measured(server, phones, async () => {
      for (let n = 2; n < 2 + ALONE; n++) {
        await ask(server, id, 0, { what: "vote", from: 0, count: 1, n });
        await rest(server);
      }
    });
    print("of a broadcast, each phone", alone.us / alone.told, "µs");
    print("a hello", (hello.us - (alone.us / alone.told) * (hello.told - phones)) / phones, "µs");
    print("a vote", (vote.us - (alone.us / alone.told) * (vote.told - phones)) / phones, "µs");
    inspector.leave();
  } finally {
    clearInterval(awake);
    await server.kill();
  }
}

/** Real phones behind one real relay, which shares its heap with the hub here. */
async function inRelay(): Promise<void> {
  const limits = { ownMax: 0, perRelay: 2 * SOCKETS };
  const subject = { ...OURS, vars: { HUB_LIMITS: JSON.stringify(limits) } };
  const port = await freePort();
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const server = await serve(subject, await bundle(subject));
  const crowd = startCrowd();
  try {
    const { id } = await makePoll(server.url, { question: "Where to?", options: ["Pizza", "Sushi"] });
    const inspector = await Inspector.attach(port);
    const empty = await inspector.usedMb();
    await crowd.ask("enter", { url: `${server.url.replace("http", "ws")}/ws/${id}`, dialect: "plain", phones: SOCKETS });
    print("memory of a socket, relay and hub", (((await inspector.usedMb()) - empty) * 1e6) / SOCKETS, "bytes");
    inspector.leave();
  } finally {
    crowd.kill();
    await server.kill();
  }
}

/** Processor time in µs, and how often phones were told something. */
async function measured(server: Server, phones: number, act: () => Promise<unknown>): Promise<{ us: number; told: number }> {
  const [cpu, told] = [server.cpuSeconds() ?? Number.NaN, await toldOf(server)];
  await act();
  await rest(server);
  if (phones === 0) throw new Error("nobody is there");
  return { us: ((server.cpuSeconds() ?? Number.NaN) - cpu) * 1e6, told: (await toldOf(server)) - told };
}

/** Until nobody is told anything any more. */
async function rest(server: Server): Promise<void> {
  let told = -1;
  for (let now = await toldOf(server); now !== told; now = await toldOf(server)) {
    told = now;
    await pause(1_500); // presence is told once a second
  }
}

async function toldOf(server: Server): Promise<number> {
  return (await (await fetch(`${server.url}/bench/told`)).json()) as number;
}

async function ask(server: Server, poll: string, relay: number, act: Act): Promise<void> {
  const body = JSON.stringify({ ...act, relay: `${poll}  ${relay}` });
  const answer = await fetch(`${server.url}/bench/act`, { method: "POST", body });
  if (!answer.ok) throw new Error(await answer.text());
}

function print(name: string, value: number, unit: string): void {
  console.log(`${name.padEnd(40)} ${value.toFixed(1)} ${unit}`);
}

await main();

/** `node bench/scale/measure.ts`: what the engine takes for calls between objects and for messages from sockets; the simulation's figures. */
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { bundle, type Server, type Subject, serve } from "../server.ts";
import { median } from "../spread.ts";

const CALLS: Subject = {
  name: "calls",
  entry: "bench/workers/calls.ts",
  objects: { CALLER: "Caller", CALLED: "Called" },
  stubs: [],
  vars: {},
};
const ROUNDS = 5;
const ITEMS = 500;
const PHONES = 500;
const PER_SECOND = 2_000;
const MESSAGES = 6_000;

async function main(): Promise<void> {
  const server = await serve(CALLS, await bundle(CALLS));
  try {
    const phones = await Promise.all(Array.from({ length: PHONES }, () => line(server)));
    const measured = new Map<string, number[]>();
    const note = (name: string, us: number) => measured.set(name, [...(measured.get(name) ?? []), us]);
    for (let round = 0; round < ROUNDS; round++) {
      const empty = await called(server, 3_000, "empty");
      note("a call between objects, both sides", empty);
      for (const load of ["up", "down", "crowd"])
        note(`${load}, each item, both sides`, ((await called(server, 200, load)) - empty) / ITEMS);
      const heard = await said(server, phones, false);
      note("a message from a socket", heard);
      note("an answer to it", (await said(server, phones, true)) - heard);
    }
    for (const [name, us] of measured) console.log(`${name.padEnd(40)} ${median(us).toFixed(2)} µs`);
  } finally {
    await server.kill();
  }
}

/** Processor time of one call. */
async function called(server: Server, calls: number, load: string): Promise<number> {
  const path = `/call?calls=${calls}&load=${load}&items=${ITEMS}`;
  await (await fetch(server.url + path)).text(); // warm
  const before = server.cpuSeconds() ?? Number.NaN;
  await (await fetch(server.url + path)).text();
  return (((server.cpuSeconds() ?? Number.NaN) - before) * 1e6) / calls;
}

/** Processor time of one message. From another phone each time, at a steady pace, as a crowd votes. */
async function said(server: Server, phones: readonly WebSocket[], answer: boolean): Promise<number> {
  const frame = JSON.stringify({ type: "vote", ref: 1, question: "q1", choice: [0], n: 1766500000000, answer });
  const before = server.cpuSeconds() ?? Number.NaN;
  const from = performance.now();
  for (let count = 0; count < MESSAGES; count++) {
    const early = (count / PER_SECOND) * 1_000 - (performance.now() - from);
    if (early > 1) await pause(early);
    phones[count % phones.length]?.send(frame);
  }
  await pause(500);
  return (((server.cpuSeconds() ?? Number.NaN) - before) * 1e6) / MESSAGES;
}

function line(server: Server): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/line`, { perMessageDeflate: false });
    socket.once("open", () => resolve(socket)).once("error", reject);
  });
}

await main();

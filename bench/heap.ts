/**
 * `node bench/heap.ts`: what a room that answers in words and orders costs the hub. 5,000 people each give an answer of their own and put ten
 * options in order; then the engine's inspector collects what is not used any more, and says what is left.
 */
import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { WebSocket } from "ws";
import { freePort, Inspector, type Profile } from "./inspector.ts";
import { bundle, type Server, serve } from "./server.ts";
import { median } from "./spread.ts";
import { OURS } from "./subjects.ts";

const VOTERS = 5_000;
const AT_ONCE = 100;
const RANKED = 10;
const HEAP_MB_MAX = 64;
const FRAME_BYTES_MAX = 16_384;
const TURN_MS_MAX = 20;
const TURN = "#turn";

const QUESTIONS = [
  { kind: "text", text: "What should we do next?", look: "cloud", filter: true },
  { kind: "ranking", text: "In which order?", options: Array.from({ length: RANKED }, (_, index) => `Option ${index + 1}`) },
];

export async function main(): Promise<void> {
  const port = await freePort();
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const server = await serve(OURS, await bundle(OURS));
  try {
    const { socket, hostKey } = await makePoll(server);
    const inspector = await Inspector.attach(port);
    const before = await inspector.usedMb();
    const watcher = await watch(socket, hostKey);
    await inspector.startProfile();
    for (let voter = 0; voter < VOTERS; voter += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => answer(socket, voter + index)));
    }
    await watcher.until(VOTERS);
    const turns = turnsIn(await inspector.stopProfile());
    const rows: [string, number, number, string][] = [
      ["heap after collection", await inspector.usedMb(), HEAP_MB_MAX, "MB"],
      ["largest results frame", watcher.largest(), FRAME_BYTES_MAX, "bytes"],
      [`a turn, median of ${turns.length}`, median(turns), TURN_MS_MAX, "ms"],
    ];
    console.log(`${VOTERS} answers and ${VOTERS} orders of ${RANKED}; an empty heap has ${before.toFixed(1)} MB`);
    for (const [name, value, most, unit] of rows) {
      console.log(`${value < most ? "ok  " : "OVER"} ${name}: ${value.toFixed(1)} ${unit}, wanted below ${most}`);
    }
    if (rows.some(([, value, most]) => value >= most)) process.exitCode = 1;
    inspector.leave();
  } finally {
    await server.kill();
  }
}

async function makePoll({ url }: Server): Promise<{ socket: string; hostKey: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/api/polls`, { method: "POST", headers, body: JSON.stringify({ questions: QUESTIONS }) });
  const { id, hostKey } = (await response.json()) as { id: string; hostKey: string };
  return { socket: `${url.replace("http", "ws")}/ws/${id}`, hostKey };
}

/** One person: comes, answers both questions at once, hears that both count, and goes. */
async function answer(url: string, voter: number): Promise<void> {
  const order = [...Array(RANKED).keys()].sort(() => Math.random() - 0.5);
  const words = `${voter} ${randomBytes(20).toString("hex")} ${"word ".repeat(voter % 20)}`;
  const line = new Line(url);
  await line.say({ type: "hello", voter: randomBytes(16).toString("base64url") }, "snapshot");
  const vote = (ref: number, question: string, choice: unknown[]) =>
    line.say({ type: "vote", ref, question, choice, n: 1 }, `"ack","ref":${ref}`);
  await Promise.all([vote(1, "q1", [words]), vote(2, "q2", order)]);
  line.leave();
}

/** The host, who sees the most: how long was the longest frame? */
async function watch(url: string, key: string): Promise<{ until(ballots: number): Promise<void>; largest(): number }> {
  const line = new Line(url);
  let largest = 0;
  line.onFrame = (frame) => {
    if (frame.startsWith('{"type":"results"')) largest = Math.max(largest, Buffer.byteLength(frame));
  };
  await line.say({ type: "hello", voter: randomBytes(16).toString("base64url"), key }, "snapshot");
  return { until: (ballots) => line.hear(`"of":${ballots}`), largest: () => largest };
}

class Line {
  readonly #socket: WebSocket;
  readonly #open: Promise<void>;
  #waiting: { part: string; done: () => void }[] = [];
  #newest = "";
  onFrame: (frame: string) => void = () => {};

  constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false });
    this.#open = new Promise((resolve, reject) => {
      this.#socket.once("open", resolve);
      this.#socket.once("error", reject);
    });
    this.#socket.on("message", (data) => {
      const frame = String(data);
      this.#newest = frame;
      this.onFrame(frame);
      for (const { part, done } of this.#waiting) if (frame.includes(part)) done();
      this.#waiting = this.#waiting.filter(({ part }) => !frame.includes(part));
    });
  }

  async say(message: object, awaited: string): Promise<void> {
    await this.#open;
    this.#socket.send(JSON.stringify(message));
    return this.#next(awaited);
  }

  /** A frame with this in it, the newest one included. */
  hear(part: string): Promise<void> {
    return this.#newest.includes(part) ? Promise.resolve() : this.#next(part);
  }

  leave(): void {
    this.#socket.close(1000);
  }

  #next(part: string): Promise<void> {
    return new Promise((done) => this.#waiting.push({ part, done }));
  }
}

/** Milliseconds of each turn: as long as one sample after the other is below the hub's `#turn`. */
function turnsIn({ nodes, samples, timeDeltas }: Profile): number[] {
  const childrenOf = new Map(nodes.map(({ id, children }) => [id, children ?? []]));
  const below = new Set<number>();
  const take = (id: number) => {
    below.add(id);
    for (const child of childrenOf.get(id) ?? []) take(child);
  };
  for (const { id, callFrame } of nodes) if (callFrame.functionName === TURN) take(id);
  const turns: number[] = [];
  let wasTurn = false;
  for (const [index, id] of samples.entries()) {
    const isTurn = below.has(id);
    if (isTurn && !wasTurn) turns.push(0);
    if (isTurn) turns.push((turns.pop() ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
    wasTurn = isTurn;
  }
  if (turns.length === 0) throw new Error(`nothing in the profile is called ${TURN}`);
  return turns;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();

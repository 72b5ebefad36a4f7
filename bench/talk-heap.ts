/** `node bench/talk-heap.ts`: what the hub's heap holds of a room that has said as much as a poll keeps: 5,000 messages and 500 asks, all of the longest. */
import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import { ASK_POINTS_MAX, ASKS_MAX, MESSAGE_POINTS_MAX, MESSAGES_KEPT_MAX, TALK_BURST_MAX } from "../src/protocol/limits.ts";
import { freePort, Inspector } from "./inspector.ts";
import { bundle, serve } from "./server.ts";
import { OURS } from "./subjects.ts";

const AT_ONCE = 50;
const LISTENERS = 100;
const HEAP_MB_MAX = 64;

async function main(): Promise<void> {
  const port = await freePort();
  process.env.BENCH_INSPECT = `127.0.0.1:${port}`;
  const server = await serve(OURS, await bundle(OURS));
  try {
    const talk = { chat: "open", questions: "open", filter: false };
    const made = await post(`${server.url}/api/polls`, { question: "Where to?", options: ["Pizza", "Sushi"], talk });
    const { id } = (await made.json()) as { id: string };
    const inspector = await Inspector.attach(port);
    const empty = await inspector.usedMb();
    const listeners = await Promise.all(
      Array.from({ length: LISTENERS }, () => listen(`${server.url.replace("http", "ws")}/ws/${id}`)),
    );
    const heard = await inspector.usedMb();
    const said = [
      ...Array.from({ length: ASKS_MAX }, (_, n) => ({ type: "ask", text: longText(ASK_POINTS_MAX), n })),
      ...Array.from({ length: MESSAGES_KEPT_MAX }, (_, n) => ({
        type: "say",
        text: longText(MESSAGE_POINTS_MAX),
        n: ASKS_MAX + n,
      })),
    ];
    const from = performance.now();
    for (let next = 0; next < said.length; next += AT_ONCE) {
      await Promise.all(
        said.slice(next, next + AT_ONCE).map(async (body, index) => {
          const voter = `somebody-${Math.floor((next + index) / TALK_BURST_MAX)}`.padEnd(22, "x");
          const answer = await post(`${server.url}/api/polls/${id}/talk`, body, { authorization: `Voter ${voter}` });
          if (!answer.ok) throw new Error(await answer.text());
        }),
      );
    }
    const seconds = (performance.now() - from) / 1_000;
    const full = await inspector.usedMb();
    console.log(`heap: ${empty.toFixed(1)} MB empty, ${heard.toFixed(1)} MB with ${LISTENERS} who listen`);
    console.log(`${said.length} said in ${seconds.toFixed(0)} s; process ${((server.residentKb() ?? 0) / 1_000).toFixed(0)} MB`);
    console.log(
      `${full <= HEAP_MB_MAX ? "ok  " : "OVER"} heap after collection: ${full.toFixed(1)} MB, wanted at most ${HEAP_MB_MAX}`,
    );
    if (full > HEAP_MB_MAX) process.exitCode = 1;
    inspector.leave();
    for (const listener of listeners) listener.terminate();
  } finally {
    await server.kill();
  }
}

function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
}

function longText(points: number): string {
  return randomBytes(points).toString("base64").slice(0, points).replaceAll(/.{12}/g, "$& ").slice(0, points).trim();
}

function listen(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const voter = randomBytes(16).toString("base64url");
    socket.once("open", () => socket.send(JSON.stringify({ type: "hello", voter })));
    socket.once("error", reject);
    socket.once("message", () => {
      socket.send('{"type":"listen"}');
      resolve(socket);
    });
  });
}

await main();

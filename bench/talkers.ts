/**
 * Part of the crowd of a room that talks, in a process of its own: everybody listens, some vote, say something and tap reactions, at moments that
 * nothing delays. Frames are searched as bytes and forgotten: parsing them would make the load dearer than what it measures.
 */
import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";

/** A second, of this process. */
export interface Pace {
  votes: number;
  messages: number;
  reactions: number;
}

export type Asked = { enter: { url: string; people: number } } | { live: { pace: Pace; ms: number } };

export interface Lived {
  /** From the moment that was meant. */
  ackMs: number[];
  lateMs: number[];
  /** Ids of messages, and when they were to be said. */
  said: [id: number, at: number][];
  /** When the last of these screens came to this rev. */
  shown: [rev: number, at: number][];
  refused: number;
  unanswered: number;
  frames: number;
  bytes: number;
  cpuSeconds: number;
}

const ENTER_AT_ONCE = 50;
const TICK_MS = 2;
const REST_MS = 1_000; // for the last answers
const TEXT = "Something that somebody in a large room might have to say about it";
const TYPE_AT = '{"type":"'.length;
const REF_AT = '{"type":"ack","ref":'.length;
const [A, E, T] = [...Buffer.from("aet")];
const [DIGIT_0 = 0, DIGIT_9 = 0] = [...Buffer.from("09")];

const sockets: WebSocket[] = [];
const meantAt = new Map<number, { at: number; isVote: boolean }>();
let lived = nothing();
let shown = new Map<number, number>();
let turn = 0;
let ref = 0;

/** The same in all processes. */
const now = () => performance.timeOrigin + performance.now();

function nothing(): Omit<Lived, "shown" | "unanswered" | "cpuSeconds"> {
  return { ackMs: [], lateMs: [], said: [], refused: 0, frames: 0, bytes: 0 };
}

function hear(frame: Buffer): void {
  lived.frames += 1;
  lived.bytes += frame.length;
  const type = frame[TYPE_AT];
  if (type === A) return acked(frame);
  if (type === T && frame[TYPE_AT + 1] === A) shown.set(digits(frame, frame.indexOf('"rev":') + '"rev":'.length), now());
  else if (type === E || (frame[TYPE_AT + 2] === "f".charCodeAt(0) && frame[TYPE_AT + 1] === E)) lived.refused += 1;
}

function acked(frame: Buffer): void {
  const of = digits(frame, REF_AT);
  const meant = meantAt.get(of);
  meantAt.delete(of);
  if (meant?.isVote) lived.ackMs.push(now() - meant.at);
  else if (meant) lived.said.push([digits(frame, frame.indexOf('"message":') + '"message":'.length), meant.at]);
}

function digits(frame: Buffer, from: number): number {
  let number = 0;
  for (let at = from; ; at++) {
    const byte = frame[at] ?? 0;
    if (byte < DIGIT_0 || byte > DIGIT_9) return number;
    number = number * 10 + byte - DIGIT_0;
  }
}

async function enter({ url, people }: { url: string; people: number }): Promise<void> {
  while (sockets.length < people) {
    const some = Math.min(ENTER_AT_ONCE, people - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: some }, () => enterOne(url)))));
  }
}

function enterOne(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
    const voter = randomBytes(16).toString("base64url");
    socket.once("open", () => socket.send(JSON.stringify({ type: "hello", voter })));
    socket.once("error", reject);
    socket.on("close", (code) => {
      throw new Error(`a phone was closed with ${code}`);
    });
    socket.once("message", () => {
      socket.send('{"type":"listen"}');
      resolve(socket);
    });
    socket.on("message", hear);
  });
}

/** Who does it is next in turn; when is meant beforehand, so that a server that stalls is not asked less. */
async function live({ pace, ms }: { pace: Pace; ms: number }): Promise<Lived> {
  lived = nothing();
  shown = new Map();
  meantAt.clear();
  const cpu = process.cpuUsage();
  const from = now();
  const done = { votes: 0, messages: 0, reactions: 0 };
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = Math.min(ms, now() - from);
      for (const deed of ["votes", "messages", "reactions"] as const) {
        for (; done[deed] < (passed / 1_000) * pace[deed]; done[deed]++) act(deed, from + (done[deed] / pace[deed]) * 1_000);
      }
      if (passed < ms) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  const { user, system } = process.cpuUsage(cpu);
  const { frames, bytes } = lived;
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  return { ...lived, shown: [...shown], unanswered: meantAt.size, frames, bytes, cpuSeconds: (user + system) / 1e6 };
}

function act(deed: keyof Pace, at: number): void {
  turn += 1;
  const socket = sockets[turn % sockets.length];
  if (deed === "reactions") return socket?.send('{"type":"react","emoji":"👍"}');
  ref += 1;
  meantAt.set(ref, { at, isVote: deed === "votes" });
  lived.lateMs.push(now() - at);
  if (deed === "votes") socket?.send(`{"type":"vote","ref":${ref},"question":"q1","choice":[${ref % 2}],"n":${ref}}`);
  else socket?.send(`{"type":"say","ref":${ref},"text":"${TEXT} ${ref}","name":"Somebody","n":${ref}}`);
}

process.on("message", async (asked: Asked) => {
  if ("live" in asked) return process.send?.(await live(asked.live));
  await enter(asked.enter);
  process.send?.("in");
});

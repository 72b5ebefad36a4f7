/** Somebody in a room that talks, without our page: says, asks, and hears what everybody hears. */
import { randomBytes } from "node:crypto";
import WebSocket from "ws";
import { hear, type Log } from "../../src/page/talk/model.ts";
import type { Ack, Made, Refused, ServerMessage } from "../../src/protocol/server.ts";
import type { NoticeView } from "../../src/protocol/talk.ts";

export interface Talker {
  /** What everybody sees of the chat and of the questions now. */
  messages(): string[];
  asks(): string[];
  /** Of the questions: what is on the big screen, and which the next is. */
  marked(mark: "pinned" | "next"): string | undefined;
  notices: NoticeView[];
  say(text: string): Promise<Ack | Refused>;
  ask(text: string): Promise<Ack | Refused>;
  upvote(ask: number): Promise<Ack | Refused>;
  saw(notice: number): Promise<Ack | Refused>;
  vote(question: string, choice: readonly number[]): Promise<Ack | Refused>;
  leave(): void;
}

export async function talkerAt({ origin }: { origin: string }, { id }: Made, name: string): Promise<Talker> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/ws/${id}`);
  const waiting = new Map<number, (answer: Ack | Refused) => void>();
  let log: Log | null = null;
  let ref = 0;
  const send = (message: object) => socket.send(JSON.stringify(message));
  const asked = (message: object) =>
    new Promise<Ack | Refused>((resolve) => {
      ref += 1;
      waiting.set(ref, resolve);
      send({ ...message, ref });
    });
  const talker: Talker = {
    messages: () => log?.messages.map(({ text }) => text) ?? [],
    asks: () => log?.asks.map(({ text }) => text) ?? [],
    marked: (mark) => log?.asks.find((ask) => ask[mark])?.text,
    notices: [],
    say: (text) => asked({ type: "say", text, name, n: Date.now() }),
    ask: (text) => asked({ type: "ask", text, name, n: Date.now() }),
    upvote: (ask) => asked({ type: "upvote", ask, up: true, n: Date.now() }),
    saw: (notice) => asked({ type: "got", notices: [notice], seen: true }),
    vote: (question, choice) => asked({ type: "vote", question, choice, n: Date.now() }),
    leave: () => socket.close(),
  };
  const heard = (message: ServerMessage) => {
    if (message.type === "ack" || message.type === "refused") waiting.get(message.ref)?.(message);
    if (message.type === "notices") {
      talker.notices.push(...message.notices);
      send({ type: "got", notices: message.notices.map(({ id }) => id) });
    }
    if (message.type !== "talk") return;
    const next = hear(log, message);
    if (next === "gap") send({ type: "listen" });
    else log = next;
  };
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("open", () => send({ type: "hello", voter: randomBytes(16).toString("base64url") }));
    socket.on("message", (data) => {
      if (String(data) === "pong") return;
      const message = JSON.parse(String(data)) as ServerMessage;
      heard(message);
      if (message.type === "snapshot") send({ type: "listen" });
      if (message.type === "talk") resolve();
    });
  });
  return talker;
}

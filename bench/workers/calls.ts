/** Two objects that call each other, and sockets that are heard or answered: what the engine itself takes for what relays do. */
import { DurableObject } from "cloudflare:workers";

interface CallsEnv {
  CALLER: DurableObjectNamespace<Caller>;
  CALLED: DurableObjectNamespace<Called>;
}

const ANSWER = `{"type":"ack","ref":123456,"status":"counted","seq":123456}`;
const COUNTS = `{"type":"results","epoch":"abcd","seq":123456,"tallies":{"q1":{"ballots":123456,"counts":[61728,61728]}},"present":99999}`;

/** What travels: nothing, votes upward, an answer for each of many phones downward, or one frame for all of them. */
const LOADS: Record<string, (items: number) => unknown> = {
  empty: () => [],
  up: (items) =>
    Array.from({ length: items }, (_, phone) => ({
      said: phone,
      message: { type: "vote", ref: 1, question: "q1", choice: [phone % 2], n: 1766500000000 + phone },
    })),
  down: (items) => Array.from({ length: items }, (_, phone) => ({ to: [phone], frame: ANSWER })),
  crowd: (items) => [{ to: Array.from({ length: items }, (_, phone) => phone), frame: COUNTS }],
};

export class Caller extends DurableObject<CallsEnv> {
  async call(calls: number, load: string, items: number): Promise<void> {
    const called = this.env.CALLED.getByName("one");
    const sent = LOADS[load]?.(items);
    for (let count = 0; count < calls; count++) await called.hear(sent);
  }
}

export class Called extends DurableObject<CallsEnv> {
  hear(heard: unknown): number {
    return (heard as unknown[]).length;
  }

  override fetch(): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.ctx.acceptWebSocket(ours);
    return new Response(null, { status: 101, webSocket: theirs });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const { answer } = JSON.parse(frame) as { answer?: boolean };
    if (answer) socket.send(ANSWER);
  }
}

export default {
  async fetch(request: Request, env: CallsEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/line") return env.CALLED.getByName("one").fetch(request);
    const number = (name: string) => Number(searchParams.get(name));
    await env.CALLER.getByName("one").call(number("calls"), searchParams.get("load") ?? "", number("items"));
    return new Response("done");
  },
};

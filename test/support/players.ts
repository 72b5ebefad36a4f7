/** People in a quiz without our page: each with a socket of their own, who can join, answer and leave. */
import type { Choice, Made, ServerMessage } from "../../src/protocol/server.ts";
import type { Stage } from "./stage.ts";

export interface PlayerAt {
  answer(question: string, choice: Choice): void;
  leave(): void;
}

let joined = 0;

/** Resolves once the hub has let them in. */
export function playerAt({ port }: Pick<Stage["server"], "port">, { id }: Made, name: string): Promise<PlayerAt> {
  const socket = new WebSocket(`ws://localhost:${port}/ws/${id}`);
  const say = (message: object) => socket.send(JSON.stringify(message));
  const voter = `player-number-${++joined}-of-this-test`;
  let n = 0;
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error(`${name} has no socket`));
    socket.onopen = () => {
      say({ type: "hello", voter });
      say({ type: "join", ref: 1, name });
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type === "probe") say({ type: "echo", nonce: message.nonce });
      if (message.type === "refused") reject(new Error(`${name}: ${message.message}`));
      if (message.type !== "joined") return;
      resolve({
        answer: (question, choice) => say({ type: "vote", ref: 2, question, choice, n: ++n }),
        leave: () => socket.close(),
      });
    };
  });
}

/** The status of each answer to joining by HTTP, all at once. */
export function joinAll({ origin }: Stage["server"], { id }: Made, count: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const headers = { "content-type": "application/json", authorization: `Voter crowd-number-${at}-of-this-quiz` };
      const body = JSON.stringify({ name: `Crowd ${at}` });
      return (await fetch(`${origin}/api/polls/${id}/players`, { method: "POST", headers, body })).status;
    }),
  );
}

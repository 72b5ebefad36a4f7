/** Somebody who means harm: says what they like on a line of their own, and writes down how each of it was answered. */
import WebSocket, { type ClientOptions } from "ws";
import type { Sent } from "./mutations.ts";

interface Said {
  type: string;
  ref?: number;
  code?: string;
}

export interface Outcome {
  /** In the order in which they came. What is told to everybody is not among them. */
  answers: Said[];
  closedWith: number | null;
}

const ANSWERS = new Set(["refused", "error", "ack", "joined", "time"]);
const SETTLED_WITHIN_MS = 15_000;
/** A server that says goodbye to who is still talking waits for the end of it. */
const GOODBYE_WITHIN_MS = 500;

/**
 * All of it in one go, behind a `hello` or without one. It is over when the line is closed, or everything that is answered has its answer;
 * null where that takes too long.
 */
export function sayAll(
  address: string,
  hello: object | null,
  frames: readonly Sent[],
  settledWithinMs = SETTLED_WITHIN_MS,
): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const options = { perMessageDeflate: false, maxPayload: 0, closeTimeout: GOODBYE_WITHIN_MS };
    // The types of `ws` are older than its `closeTimeout`.
    const socket = new WebSocket(address, options as ClientOptions);
    const answers: Said[] = [];
    const timer = setTimeout(() => over(null), settledWithinMs);
    const over = (outcome: Outcome | null) => {
      clearTimeout(timer);
      socket.terminate();
      resolve(outcome);
    };
    socket.on("open", () => {
      if (hello) socket.send(JSON.stringify(hello));
      for (const frame of frames) socket.send(frame, { binary: typeof frame !== "string" });
    });
    socket.on("message", (data) => {
      const said = JSON.parse(String(data)) as Said;
      if (ANSWERS.has(said.type)) answers.push(said);
      if (answers.length === frames.length) over({ answers, closedWith: null });
    });
    socket.on("close", (code) => over({ answers, closedWith: code }));
    socket.on("error", () => {}); // a line torn in the middle of a frame; its close follows
  });
}

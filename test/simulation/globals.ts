/** What the product takes from its surroundings, given by the world that is being simulated. Once for each worker. */
import { Clock } from "./clock.ts";

export interface Surroundings {
  clock: Clock;
  chance: () => number;
  complain: (words: string) => void;
}

export const now: Surroundings = { clock: new Clock(0), chance: () => 0.5, complain: () => {} };

export function fill<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(now.chance() * 256);
  return bytes;
}

class Answer {
  readonly status: number;
  readonly webSocket: unknown;

  constructor(_: null, { status, webSocket }: { status: number; webSocket?: unknown }) {
    this.status = status;
    this.webSocket = webSocket;
  }
}

class RequestResponse {
  readonly request: string;
  readonly response: string;

  constructor(request: string, response: string) {
    this.request = request;
    this.response = response;
  }
}

export function takeOver(newSockets: () => object): void {
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms = 0) => now.clock.after(ms, now.clock.owner, run, true),
    clearTimeout: (due: Parameters<Clock["cancel"]>[0]) => now.clock.cancel(due),
    Response: Answer,
    WebSocketRequestResponsePair: RequestResponse,
    WebSocketPair: function (this: object) {
      Object.assign(this, newSockets());
    },
  });
  Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: fill } });
  Date.now = () => now.clock.read();
  Math.random = () => now.chance();
  AbortSignal.timeout = (ms) => ({ until: now.clock.now + ms }) as unknown as AbortSignal;
  console.error = (...words: unknown[]) => now.complain(words.map(String).join(" "));
}

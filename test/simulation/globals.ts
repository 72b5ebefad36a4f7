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

const PARSED_MAX = 300;
const parsed = new Map<string, unknown>();
const parse = JSON.parse;

/** Everybody in a world reads the same texts: each is taken apart once. Who changed what they have read would change it for all. */
function parseOnce(text: string, isFrozen: boolean): unknown {
  const before = parsed.get(text);
  if (before !== undefined) return before;
  const value: unknown = parse(text);
  if (parsed.size > PARSED_MAX) parsed.clear();
  parsed.set(text, isFrozen ? frozen(value) : value);
  return value;
}

function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === "object") for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}

/** `isStrict`: who changes what was read from a text is told so. */
export function takeOver(newSockets: () => object, isStrict: boolean): void {
  JSON.parse = (text: string) => parseOnce(text, isStrict);
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

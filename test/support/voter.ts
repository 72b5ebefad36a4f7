/** A phone of a stranger: knows the published contract and nothing of our code. Public fields are what it has understood so far. */
import { randomBytes } from "node:crypto";
import WebSocket from "ws";

interface Tally {
  ballots: number;
  counts?: number[];
}

interface Options {
  token?: string;
  key?: string;
  role?: string;
  forgetful?: boolean;
  heard?: (frame: string) => void;
}

interface Seen {
  seq: number;
  tallies: Record<string, Tally>;
  present: number;
  mine?: Voter["mine"];
}

export class Voter {
  readonly token: string;
  readonly #address: string;
  readonly #hello: object;
  readonly #heard: ((frame: string) => void) | undefined;
  readonly #forgetful: boolean;
  #socket: WebSocket | null = null;
  #ref = 0;
  #waiting = new Map<number, (answer: Answer) => void>();
  tallies: Record<string, Tally> = {};
  present = 0;
  seq = 0;
  mine: Record<string, { choice: number[]; n: number }> = {};
  /** Every frame as it came, but for who is forgetful. */
  frames: string[] = [];
  closedWith: number | null = null;
  pongs = 0;

  /** `forgetful`: keeps no frames, which a crowd would fill the memory with. `heard` is called with each one, once it is understood. */
  constructor(
    address: string,
    { token = randomBytes(16).toString("base64url"), forgetful = false, heard, ...hello }: Options = {},
  ) {
    this.#address = address;
    this.token = token;
    this.#hello = hello;
    this.#forgetful = forgetful;
    this.#heard = heard;
  }

  join(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.#address, { perMessageDeflate: false });
      this.#socket = socket;
      this.closedWith = null;
      socket.on("error", reject);
      socket.on("open", () => socket.send(JSON.stringify({ type: "hello", voter: this.token, ...this.#hello })));
      socket.on("message", (data) => {
        if (String(data) === "pong") this.pongs++;
        else if (this.#hear(String(data)) === "snapshot") resolve();
      });
      socket.on("close", (code) => {
        this.closedWith = code;
        for (const answer of this.#waiting.values()) answer({ type: "lost" });
        this.#waiting.clear();
        reject(new Error(`closed with ${code}`));
      });
    });
  }

  vote(question: string, choice: readonly number[], n: number): Promise<Answer> {
    return this.ask({ type: "vote", question, choice, n });
  }

  command(command: string, fields: object = {}): Promise<Answer> {
    return this.ask({ type: "command", command, ...fields });
  }

  say(frame: string): void {
    this.#socket?.send(frame);
  }

  ping(): void {
    this.#socket?.send("ping");
  }

  leave(): void {
    this.#socket?.close();
  }

  ask(message: object): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) return resolve({ type: "lost" });
      const ref = ++this.#ref;
      this.#waiting.set(ref, resolve);
      this.#socket.send(JSON.stringify({ ...message, ref }));
    });
  }

  #see({ seq, tallies, present, mine }: Seen): void {
    this.seq = seq;
    this.tallies = tallies;
    this.present = present;
    if (mine) this.mine = mine;
  }

  #hear(frame: string): string {
    if (!this.#forgetful) this.frames.push(frame);
    const message = JSON.parse(frame) as Answer & Seen;
    if (message.type === "snapshot" || message.type === "results") {
      if (message.seq >= this.seq) this.#see(message);
    } else if (message.ref !== undefined) {
      this.#waiting.get(message.ref)?.(message);
      this.#waiting.delete(message.ref);
    }
    this.#heard?.(frame);
    return message.type;
  }
}

export interface Answer {
  type: string;
  ref?: number;
  status?: string;
  seq?: number;
  code?: string;
  detail?: string;
  hostKey?: string;
  message?: number;
  ask?: number;
  notice?: number;
}

/** The least a hub does, for tests of the page: it keeps the vote with the greatest `n` and answers as the contract says. */
import type { Code } from "../../src/protocol/codes.ts";
import type { MineView, Snapshot } from "../../src/protocol/server.ts";
import { type Asked, aSnapshot, type FakeBrowser, type FakeSocket } from "./fake-browser.ts";

export interface Posted {
  question: string;
  choice: number[];
  n: number;
}

export class FakeHub {
  seq = 1;
  /** By voter and question. */
  readonly ballots = new Map<string, Posted>();
  /** What the next votes are refused with. */
  refuse: Code | null = null;
  /** Loses what it says: the vote counts, its ack never arrives. */
  mute = false;
  gone = false;

  /** Lets this browser's sockets open, and its requests be answered. */
  serve(browser: FakeBrowser): void {
    this.serveSockets(browser);
    this.serveHttp(browser);
  }

  serveSockets(browser: FakeBrowser): void {
    browser.meets = (socket) => {
      let voter = "";
      socket.hub = (line, frame) => {
        if (frame.type === "hello") voter = String(frame.voter);
        queueMicrotask(() => this.#hear(line, voter, frame));
      };
      queueMicrotask(() => socket.state === "connecting" && socket.open());
    };
  }

  serveHttp(browser: FakeBrowser): void {
    browser.answers = (asked) => this.#http(asked);
  }

  snapshot(voter: string): Snapshot {
    const mine: MineView = {};
    for (const [name, { question, choice, n }] of this.ballots) {
      if (name.startsWith(`${voter} `) && choice.length > 0) mine[question] = { choice, n };
    }
    return aSnapshot({ seq: this.seq, mine });
  }

  counted(voter: string, question: string): number[] | undefined {
    return this.ballots.get(`${voter} ${question}`)?.choice;
  }

  #hear(line: FakeSocket, voter: string, frame: Record<string, unknown>): void {
    if (frame.type === "hello") line.say(this.snapshot(voter));
    if (frame.type === "command") line.say({ type: "ack", ref: frame.ref, status: "done", seq: this.seq });
    if (frame.type !== "vote") return;
    const answer = this.#vote(voter, frame as unknown as Posted);
    if (!this.mute) line.say({ ref: frame.ref, ...answer });
  }

  #vote(voter: string, { question, choice, n }: Posted) {
    const name = `${voter} ${question}`;
    const before = this.ballots.get(name);
    if (before && n <= before.n) return { type: "ack", status: "same", seq: this.seq };
    if (this.refuse) return { type: "refused", code: this.refuse, message: "No." };
    this.ballots.set(name, { question, choice, n });
    return { type: "ack", status: before ? "changed" : "counted", seq: ++this.seq };
  }

  #http({ path, authorization, body }: Asked): { status: number; body: unknown } {
    const voter = authorization.slice("Voter ".length);
    if (this.gone) return { status: 404, body: { error: { code: "no-such-poll", message: "Gone." } } };
    if (path.endsWith("/commands")) return { status: 200, body: { status: "done", seq: this.seq } };
    if (!path.endsWith("/votes")) {
      const { type: _type, role: _role, ...seen } = this.snapshot(voter);
      return { status: 200, body: seen };
    }
    const answer = this.#vote(voter, body as Posted);
    return answer.type === "ack" ? { status: 200, body: answer } : { status: 409, body: { error: answer } };
  }
}

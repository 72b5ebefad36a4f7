/** One phone of a quiz: answers each question at a moment of its own, and keeps what the hub said. Frames are searched as bytes, not parsed. */
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { PlayerView, Snapshot } from "../src/protocol/server.ts";

const PHASE = '"quiz":{"phase":"';
const INDEX = '"index":';
const UNTIL = '"until":';
const PLACED = '"place":{'; // only behind a reveal

export interface QuizScript {
  questions: number;
  options: number;
  /** Each answer comes at a chance moment, at most this long after its question was heard. */
  withinMs: number;
}

interface Given {
  option: number;
  /** How late this process sent it: part of `ackMs`, and not the hub's. */
  lateMs: number;
  ackMs: number;
  refusal: string | null;
}

export class Player {
  readonly #socket: WebSocket;
  readonly #script: QuizScript;
  readonly #waiting = new Map<string, (refusal: string | null) => void>();
  #ref = 0;
  #screen: Buffer = Buffer.alloc(0);
  /** By question, in order. */
  readonly given: Given[] = [];
  /** When this screen showed the places behind a question, and when the hub had locked that question: moments since 1970. */
  readonly revealedAt: number[] = [];
  readonly lockUntil: number[] = [];
  phase = "";
  index = -1;
  onLost: (why: string) => void = () => {};

  private constructor(socket: WebSocket, script: QuizScript) {
    this.#socket = socket;
    this.#script = script;
  }

  /** Resolves with the snapshot that answers `hello`. */
  static enter(url: string, hello: object, script: QuizScript): Promise<Player> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
      const player = new Player(socket, script);
      socket.once("open", () => socket.send(JSON.stringify({ type: "hello", ...hello })));
      socket.once("error", reject);
      socket.on("close", (code) => player.onLost(`a phone was closed with ${code}`));
      socket.on("message", (frame: Buffer) => {
        player.#hear(frame);
        resolve(player);
      });
    });
  }

  /** Null when it is done, else what was said instead. */
  ask(message: object): Promise<string | null> {
    this.#ref += 1;
    const ref = this.#ref;
    return new Promise((done) => {
      this.#waiting.set(String(ref), done);
      this.#socket.send(JSON.stringify({ ...message, ref }));
    });
  }

  /** What this screen says of its player. */
  view(): PlayerView | null {
    return (JSON.parse(String(this.#screen)) as Snapshot).player ?? null;
  }

  leave(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.terminate();
  }

  #hear(frame: Buffer): void {
    const at = Date.now();
    if (frame.indexOf('{"type":"snapshot"') === 0) return this.#look(frame, at);
    if (frame.indexOf('{"type":"results"') === 0) return;
    const said = String(frame);
    const nonce = /^{"type":"probe","nonce":"(.+)"}$/.exec(said)?.[1];
    if (nonce) return this.#socket.send(JSON.stringify({ type: "echo", nonce }));
    const ref = /^{"type":"(?:ack|joined|refused)","ref":(\d+)/.exec(said)?.[1] ?? "";
    const isDone = said.startsWith('{"type":"ack"') || said.startsWith('{"type":"joined"');
    this.#waiting.get(ref)?.(isDone ? null : said);
    this.#waiting.delete(ref);
  }

  #look(frame: Buffer, at: number): void {
    this.#screen = frame;
    const quizAt = frame.indexOf(PHASE);
    const phase = frame.toString("latin1", quizAt + PHASE.length, frame.indexOf('"', quizAt + PHASE.length));
    this.phase = phase;
    if (phase === "finished") return;
    const index = numberBehind(frame, INDEX, quizAt);
    if (phase === "question" && index > this.index) {
      this.index = index;
      void this.#answer(index);
    } else if (phase === "locked") {
      this.lockUntil[index] = numberBehind(frame, UNTIL, quizAt);
    } else if (phase === "revealed" && frame.lastIndexOf(PLACED) > 0) {
      this.revealedAt[index] ??= at;
    }
  }

  /** Timed from the moment that was meant, also where this process was late. */
  async #answer(index: number): Promise<void> {
    const { withinMs, options } = this.#script;
    if (withinMs === 0) return; // a host
    const meantAt = performance.now() + Math.random() * withinMs;
    const option = Math.floor(Math.random() * options);
    await pause(meantAt - performance.now());
    const lateMs = performance.now() - meantAt;
    const refusal = await this.ask({ type: "vote", question: `q${index + 1}`, choice: [option], n: 1 });
    this.given[index] = { option, lateMs, ackMs: performance.now() - meantAt, refusal };
  }
}

/** NaN for `null`. */
function numberBehind(frame: Buffer, name: string, from: number): number {
  const at = frame.indexOf(name, from) + name.length;
  return Number.parseInt(frame.toString("latin1", at, at + 20), 10);
}

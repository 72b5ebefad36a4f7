/**
 * Somebody who talks in a room where everything may break: knows the published contract and nothing of our code. Says everything again under
 * its `n` until it is acknowledged, comes back on a new line, and keeps a log by the rule of `after` and `rev`.
 */
import WebSocket from "ws";

const ANSWER_WITHIN_MS = 3_000;
const REST_MS = 50; // until who lost the line tries again
const WAIT_MS = 1_000; // until who was too fast tries again
const REACTIONS = ["👍", "❤️", "😂"];

interface Entry {
  id: number;
  text: string;
  votes?: number;
  gone?: true;
}

/** A log, by the hub's word: whole from `mark` on. */
export interface Claim {
  epoch: string;
  rev: number;
  mark: number;
  messages: Map<number, Entry>;
  asks: Map<number, Entry>;
}

export interface Told {
  epoch: string;
  after: number | null;
  rev: number;
  complete?: boolean;
  messages: Entry[];
  asks: Entry[];
  upvotes?: Record<string, number>;
}

interface Answer {
  type: "ack" | "refused" | "lost";
  code?: string;
  message?: number;
  ask?: number;
}

type Frame = { type: "snapshot" } | (Answer & { type: "ack" | "refused"; ref: number }) | (Told & { type: "talk" });

/** What was acknowledged, under each id that an acknowledgement gave it. */
export interface Said {
  text: string;
  ids: Set<number>;
  sentAt: number;
  ackedAt: number;
}

/** Null: something is missing between the two. */
export function follow(claim: Claim | null, told: Told): Claim | null {
  const whole = told.after === null;
  if (!whole && (claim?.epoch !== told.epoch || (told.after ?? 0) > claim.rev)) return null;
  if (!whole && claim && told.rev <= claim.rev) return claim;
  const { epoch, rev } = told;
  const known = whole ? null : claim;
  const mark = known?.mark ?? (told.complete ? 0 : Number.POSITIVE_INFINITY);
  const next: Claim = { epoch, rev, mark, messages: known?.messages ?? new Map(), asks: known?.asks ?? new Map() };
  for (const part of ["messages", "asks"] as const) {
    for (const entry of told[part]) {
      if (entry.gone) next[part].delete(entry.id);
      else next[part].set(entry.id, entry);
      if (part === "messages" && !entry.gone) next.mark = Math.min(next.mark, entry.id);
    }
  }
  for (const [id, votes] of Object.entries(told.upvotes ?? {})) {
    const ask = next.asks.get(Number(id));
    if (ask) next.asks.set(ask.id, { ...ask, votes });
  }
  return next;
}

export class Chatter {
  readonly messages: Said[] = [];
  readonly asks: Said[] = [];
  /** By ask: the last that was acknowledged. */
  readonly upvotes = new Map<number, { up: boolean; n: number }>();
  claim: Claim | null = null;
  resends = 0;
  /** Logs that took the place of what was known, and answers that went on behind it. */
  wholes = 0;
  catchUps = 0;
  readonly #name: string;
  readonly #address: () => string;
  readonly #chance: () => number;
  #socket: WebSocket | null = null;
  #isIn = false;
  #isListening = false;
  #isOver = false;
  #awayMs = REST_MS;
  #ref = 0;
  #n = 0;
  #waiting = new Map<number, (answer: Answer) => void>();

  constructor(name: string, address: () => string, chance: () => number) {
    this.#name = name;
    this.#address = address;
    this.#chance = chance;
    this.#join();
  }

  async say(): Promise<void> {
    const text = await this.#utter("say", this.messages);
    // What is acknowledged already arrives once more, late: it must be the same.
    if (this.#chance() < 0.15) await this.#again("say", this.messages, text);
  }

  async ask(): Promise<void> {
    const text = await this.#utter("ask", this.asks);
    if (this.#chance() < 0.3) await this.#again("ask", this.asks, text);
  }

  async upvote(): Promise<void> {
    const ids = [...(this.claim?.asks.keys() ?? [])];
    const ask = ids[Math.floor(this.#chance() * ids.length)];
    if (ask === undefined) return;
    const before = this.upvotes.get(ask);
    const now = { up: !before?.up, n: ++this.#n };
    if ((await this.#until({ type: "upvote", ask, ...now })).type === "refused") return;
    this.upvotes.set(ask, now);
    if (this.#chance() < 0.3) await this.#until({ type: "upvote", ask, ...now });
    // The one before overtaken by the newer one.
    if (before && this.#chance() < 0.3) await this.#until({ type: "upvote", ask, ...before });
  }

  react(): void {
    this.#send({ type: "react", emoji: REACTIONS[Math.floor(this.#chance() * REACTIONS.length)] });
  }

  /** The line is gone, and nobody has said why; they are back after this long. */
  cut(awayMs = REST_MS): void {
    this.#awayMs = awayMs;
    this.#socket?.terminate();
  }

  leave(): void {
    this.#isOver = true;
    this.cut();
  }

  async #utter(type: "say" | "ask", into: Said[]): Promise<Said> {
    const n = ++this.#n;
    const said: Said = { text: `${this.#name} ${n}`, ids: new Set(), sentAt: performance.now(), ackedAt: 0 };
    const answer = await this.#until({ type, text: said.text, name: this.#name, n });
    if (answer.type === "refused") throw new Error(`refused: ${answer.code}`);
    said.ackedAt = performance.now();
    said.ids.add((type === "say" ? answer.message : answer.ask) ?? 0);
    into.push(said);
    return said;
  }

  async #again(type: "say" | "ask", into: Said[], said: Said): Promise<void> {
    const n = Number(said.text.split(" ").at(-1));
    const answer = await this.#until({ type, text: said.text, name: this.#name, n });
    into.find(({ text }) => text === said.text)?.ids.add((type === "say" ? answer.message : answer.ask) ?? 0);
  }

  /** Until it is acknowledged, or refused for good. */
  async #until(message: object): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      while (!this.#isIn) await this.#rest(REST_MS);
      if (tries > 0) this.resends++;
      const answer = await this.#asked(message);
      if (answer.type === "ack") return answer;
      if (answer.type === "refused" && answer.code !== "too-fast" && answer.code !== "busy") return answer;
      await this.#rest(answer.type === "lost" ? REST_MS : WAIT_MS);
    }
  }

  #asked(message: object): Promise<Answer> {
    return new Promise((resolve) => {
      const ref = ++this.#ref;
      const done = (answer: Answer) => {
        clearTimeout(timer);
        this.#waiting.delete(ref);
        resolve(answer);
      };
      const timer = setTimeout(() => this.cut(), ANSWER_WITHIN_MS);
      this.#waiting.set(ref, done);
      if (!this.#send({ ...message, ref })) done({ type: "lost" });
    });
  }

  #send(message: object): boolean {
    if (!this.#isIn || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #join(): void {
    if (this.#isOver) return;
    const socket = new WebSocket(this.#address(), { perMessageDeflate: false, handshakeTimeout: ANSWER_WITHIN_MS });
    this.#socket = socket;
    this.#isIn = false;
    const unheard = setTimeout(() => socket.terminate(), ANSWER_WITHIN_MS);
    socket.on("error", () => {});
    socket.on("open", () => socket.send(JSON.stringify({ type: "hello", voter: this.#name.replaceAll(" ", "-").padEnd(22, "x") })));
    socket.once("message", () => clearTimeout(unheard));
    socket.on("message", (data) => this.#hear(JSON.parse(String(data))));
    socket.on("close", async () => {
      clearTimeout(unheard);
      this.#isIn = false;
      for (const done of [...this.#waiting.values()]) done({ type: "lost" });
      await this.#rest(this.#awayMs);
      this.#awayMs = REST_MS;
      this.#join();
    });
  }

  #hear(message: Frame): void {
    if (message.type === "snapshot" && !this.#isIn) {
      this.#isIn = true;
      this.#isListening = false;
      this.#listen();
    } else if (message.type === "ack" || message.type === "refused") this.#waiting.get(message.ref)?.(message);
    else if (message.type === "talk") this.#follow(message);
  }

  #follow(told: Told): void {
    const next = follow(this.claim, told);
    if (!next) return this.#listen();
    if (this.#isListening && told.after === null) this.wholes++;
    else if (this.#isListening) this.catchUps++;
    this.#isListening = false;
    this.claim = next;
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const { epoch, rev } = this.claim ?? {};
    this.#send({ type: "listen", ...(this.claim && { since: { epoch, rev } }) });
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms * (0.5 + this.#chance())));
  }
}

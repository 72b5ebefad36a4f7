/** Polls and phones inside workerd: sockets that remember everything they hear. */
import { env, exports } from "cloudflare:workers";
import type { Hello } from "../../src/protocol/client.ts";
import type {
  Ack,
  Choice,
  Joined,
  Made,
  PlayerView,
  QuizView,
  Refused,
  Results,
  ServerMessage,
  Snapshot,
} from "../../src/protocol/server.ts";

export const ORIGIN = "https://showhands.test";
const WITHIN_MS = 6_000;

// Kept from before any test puts a clock of its own in place.
const realTimeout = setTimeout;

export const pause = (ms: number) => new Promise<void>((resolve) => void realTimeout(resolve, ms));

type Worker = { default: { fetch(request: Request): Promise<Response> } };

/** Through the Worker's own door, as anyone outside. */
export function call(path: string, init: RequestInit = {}): Promise<Response> {
  return (exports as unknown as Worker).default.fetch(new Request(new URL(path, ORIGIN), { redirect: "manual", ...init }));
}

export function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call(path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
}

let made = 0;

/** Each from an address of its own, so that no limit of another test is met. */
export async function makePoll(body: object = {}): Promise<Made & { stub: DurableObjectStub }> {
  const whole = "questions" in body || "question" in body ? body : { question: "Where to?", options: ["Pizza", "Sushi"], ...body };
  const response = await post("/api/polls", whole, { "cf-connecting-ip": `192.0.2.${made++}` });
  if (response.status !== 201) throw new Error(`no poll: ${await response.text()}`);
  const poll = await response.json<Made>();
  return { ...poll, stub: env.HUB.getByName(poll.id) };
}

export function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

export function voter(token: string): Record<string, string> {
  return { authorization: `Voter ${token}` };
}

export function tokenOf(name: string): string {
  return name.padEnd(22, "-");
}

type Said = ServerMessage | { type: "pong" };

export class Phone {
  readonly heard: Said[] = [];
  /** Every frame as it came. */
  readonly frames: string[] = [];
  closed: number | null = null;
  #ref = 0;
  readonly #socket: WebSocket;
  #wake: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      this.frames.push(String(data));
      this.heard.push(data === "pong" ? { type: "pong" } : (JSON.parse(String(data)) as ServerMessage));
      this.#stir();
    });
    socket.addEventListener("close", ({ code }) => {
      this.closed = code;
      this.#stir();
    });
  }

  /** Without a word. */
  static async dial(poll: string, headers: Record<string, string> = {}): Promise<Phone> {
    const response = await call(`/ws/${poll}`, { headers: { upgrade: "websocket", ...headers } });
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    return new Phone(response.webSocket);
  }

  static async join(poll: string, name: string, hello: Partial<Hello> = {}, headers: Record<string, string> = {}): Promise<Phone> {
    const phone = await Phone.dial(poll, headers);
    phone.send({ type: "hello", voter: tokenOf(name), ...hello });
    await phone.hear("snapshot");
    return phone;
  }

  send(message: object): void {
    this.sendRaw(JSON.stringify(message));
  }

  sendRaw(frame: string | ArrayBuffer): void {
    this.#socket.send(frame);
  }

  hangUp(): void {
    this.#socket.close(1000);
  }

  /** Into a quiz. */
  play(name: string | null, team: number | null = null): Promise<Joined | Refused> {
    const ref = ++this.#ref;
    this.send({ type: "join", ref, name, team });
    const answers = (said: Said): said is Joined | Refused =>
      (said.type === "joined" || said.type === "refused") && said.ref === ref;
    return this.until(answers);
  }

  /** Waits for a phase of the quiz, with the question that it is at; `from` is how many messages were heard before. */
  async reaches(phase: QuizView["phase"], index: number | null = null, from = 0): Promise<Snapshot> {
    const isThere = (said: Said): said is Snapshot =>
      said.type === "snapshot" && said.poll.quiz?.phase === phase && said.poll.quiz.index === index;
    return this.until(isThere, from);
  }

  /** The newest that it was told of its player. */
  get player(): PlayerView | null | undefined {
    return this.snapshots.findLast(({ player }) => player !== undefined)?.player;
  }

  /** Answers with the `ack` or the refusal. */
  vote(choice: Choice, n: number, more: object = {}): Promise<Ack | Refused> {
    return this.ask({ type: "vote", question: "q1", choice, n, ...more });
  }

  command(command: string, more: object = { question: "q1" }): Promise<Ack | Refused> {
    return this.ask({ type: "command", command, ...more });
  }

  async ask(message: object): Promise<Ack | Refused> {
    const ref = ++this.#ref;
    this.send({ ref, ...message });
    return this.until((said): said is Ack | Refused => (said.type === "ack" || said.type === "refused") && said.ref === ref);
  }

  /** The first message of this type from here on; `from` is how many were heard before. */
  hear<const Type extends Said["type"]>(type: Type, from = 0): Promise<Extract<Said, { type: Type }>> {
    return this.until((said): said is Extract<Said, { type: Type }> => said.type === type, from);
  }

  /** Tallies that are at least as new as this. */
  upTo(seq: number): Promise<Snapshot | Results> {
    return this.until((said): said is Snapshot | Results => isTold(said) && said.seq >= seq);
  }

  async until<Message extends Said>(matches: (said: Said) => said is Message, from?: number): Promise<Message>;
  async until(matches: (said: Said) => boolean, from?: number): Promise<Said>;
  async until(matches: (said: Said) => boolean, from = 0): Promise<Said> {
    let found: Said | undefined;
    await this.#wait(() => {
      found = this.heard.slice(from).find(matches);
      return found !== undefined;
    });
    return found as Said;
  }

  async ended(): Promise<number> {
    await this.#wait(() => this.closed !== null);
    return this.closed ?? 0;
  }

  /** The newest tallies that this phone would show. */
  get newest(): Snapshot | Results | undefined {
    return this.heard
      .filter(isTold)
      .reduce<Snapshot | Results | undefined>((newest, told) => (newest && newest.seq > told.seq ? newest : told), undefined);
  }

  get snapshots(): Snapshot[] {
    return this.heard.filter((said) => said.type === "snapshot");
  }

  async #wait(done: () => boolean): Promise<void> {
    const until = performance.now() + WITHIN_MS;
    while (!done()) {
      const left = until - performance.now();
      if (left <= 0) throw new Error(`waited in vain; heard ${this.frames.join("\n") || "nothing"}; closed ${this.closed}`);
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        realTimeout(resolve, left);
      });
    }
  }

  #stir(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const go of wake) go();
  }
}

function isTold(said: Said): said is Snapshot | Results {
  return said.type === "snapshot" || said.type === "results";
}

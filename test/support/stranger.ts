/**
 * A client of a stranger, who has read the two published files and nothing else: it takes addresses, names and shapes from them, keeps its log by
 * the rule that stands there, and minds whatever it hears that is not described.
 */
import { problemsOf, type Resolve, resolverOf, type Schema, unnamedIn } from "./json-schema.ts";
import { type Answer, Voter } from "./voter.ts";

interface Socket {
  channels: { poll: { address: string } };
  operations: Record<"say" | "hear", { messages: { $ref: string }[] }>;
  components: { messages: Record<string, { payload: Schema; examples: { payload: object }[] }> };
}

/** The published files, as a server hands them out. */
export class Published {
  readonly #origin: string;
  readonly #calls: { paths: Record<string, object> };
  readonly #socket: Socket;
  readonly #resolve: Resolve;

  private constructor(origin: string, calls: { paths: Record<string, object> }, socket: Socket) {
    this.#origin = origin;
    this.#calls = calls;
    this.#socket = socket;
    this.#resolve = resolverOf(socket, calls);
  }

  static async at(origin: string): Promise<Published> {
    const [calls, socket] = await Promise.all(
      ["openapi.json", "asyncapi.json"].map(async (file): Promise<unknown> => (await fetch(`${origin}/${file}`)).json()),
    );
    return new Published(origin, calls as { paths: Record<string, object> }, socket as Socket);
  }

  /** A described call; its answer must not be a refusal. */
  async call(method: "get" | "post", path: string, id: string, { authorization, body, query = "" }: Call = {}): Promise<string> {
    if (!Object.hasOwn(this.#calls.paths[path] ?? {}, method)) throw new Error(`${method} ${path} is not described`);
    const headers = { ...(body && { "content-type": "application/json" }), ...(authorization && { authorization }) };
    const address = `${this.#origin}${path.replace("{id}", id)}${query}`;
    const answer = await fetch(address, { method: method.toUpperCase(), headers, body: body ? JSON.stringify(body) : null });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
    return text;
  }

  addressOf(poll: string): string {
    return this.#origin.replace("http", "ws") + this.#socket.channels.poll.address.replace("{id}", poll);
  }

  /** The published example of this message, with other values in its fields. */
  message(name: string, fields: object): object {
    const message = { ...this.#socket.components.messages[name]?.examples[0]?.payload, ...fields };
    const problems = problemsOf(this.#payloadOf(name), { ref: 1, ...message }, this.#resolve);
    if (problems.length > 0) throw new Error(`${name} is not as described: ${problems.join(", ")}`);
    return message;
  }

  /** What is wrong with a frame from the hub. */
  problemsOf(frame: string): string[] {
    const said: unknown = JSON.parse(frame);
    const names = this.#socket.operations.hear.messages.map(({ $ref }) => $ref.split("/").at(-1) ?? "");
    const [name, ...others] = names.filter((name) => problemsOf(this.#payloadOf(name), said, this.#resolve).length === 0);
    if (name === undefined || others.length > 0) return [`as no message or as several: ${frame}`];
    return unnamedIn(this.#payloadOf(name), said, this.#resolve).map((path) => `${name} ${path}: ${frame}`);
  }

  #payloadOf(name: string): Schema {
    return this.#socket.components.messages[name]?.payload ?? {};
  }
}

interface Call {
  authorization?: string;
  body?: object;
  query?: string;
}

interface Entry {
  id: number;
  gone?: true;
  text: string;
  votes: number;
  state: string;
  person?: string;
}

interface Told {
  type: string;
  epoch: string;
  after: number | null;
  rev: number;
  messages: Entry[];
  asks: Entry[];
  upvotes?: Record<string, number>;
  mine?: Stranger["mine"];
  notices: Stranger["notices"];
  counts: Record<string, number>;
}

export class Stranger {
  readonly #published: Published;
  readonly line: Voter;
  #kept: { epoch: string; rev: number } | null = null;
  messages = new Map<number, Entry>();
  asks = new Map<number, Entry>();
  mine: { waiting: Entry[]; upvotes: Record<string, number>; muted: boolean } | null = null;
  notices: { id: number; text: string; code?: string }[] = [];
  reactions: Record<string, number> = {};
  /** What was heard and is not described. */
  readonly problems: string[] = [];

  constructor(published: Published, poll: string, hello: { token?: string; key?: string; role?: string } = {}) {
    this.#published = published;
    this.line = new Voter(published.addressOf(poll), { ...hello, heard: (frame) => this.#hear(frame) });
  }

  /** With all that was said. */
  async enter(): Promise<void> {
    await this.line.join();
    this.#listen();
  }

  /** Answered with `ack` or `refused`. */
  say(name: string, fields: object): Promise<Answer> {
    return this.line.ask(this.#published.message(name, fields));
  }

  react(emoji: string): void {
    this.line.say(JSON.stringify(this.#published.message("react", { emoji })));
  }

  texts(of: "messages" | "asks"): string[] {
    return [...this[of].values()].map(({ text }) => text);
  }

  #listen(): void {
    const since = this.#kept ? { since: this.#kept } : {};
    this.line.say(JSON.stringify(this.#published.message("listen", since)));
  }

  #hear(frame: string): void {
    this.problems.push(...this.#published.problemsOf(frame));
    const told = JSON.parse(frame) as Told;
    if (told.type === "notices") this.notices.push(...told.notices);
    if (told.type === "reactions") {
      for (const [emoji, count] of Object.entries(told.counts)) this.reactions[emoji] = (this.reactions[emoji] ?? 0) + count;
    }
    if (told.type !== "talk") return;
    this.mine = told.mine ?? this.mine;
    this.#keep(told);
  }

  /** The rule of the description, in its order. */
  #keep({ epoch, after, rev, messages, asks, upvotes = {} }: Told): void {
    if (after === null) {
      this.messages.clear();
      this.asks.clear();
    } else {
      if (this.#kept?.epoch !== epoch || after > this.#kept.rev) return this.#listen();
      if (rev <= this.#kept.rev) return;
    }
    this.#kept = { epoch, rev };
    for (const [log, entries] of [
      [this.messages, messages],
      [this.asks, asks],
    ] as const) {
      for (const entry of entries) {
        if (entry.gone) log.delete(entry.id);
        else log.set(entry.id, entry);
      }
    }
    for (const [id, votes] of Object.entries(upvotes)) {
      const ask = this.asks.get(Number(id));
      if (ask) this.asks.set(ask.id, { ...ask, votes });
    }
  }
}

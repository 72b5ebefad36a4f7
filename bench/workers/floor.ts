/**
 * The engine floor: the least worker that batches the same votes into SQLite with one statement and broadcasts the same bytes.
 * No rules: every vote counts as a new one, everybody may see everything, and nobody is checked. What it reaches is the engine's limit.
 */
import { DurableObject } from "cloudflare:workers";
import {
  BROADCAST_EVERY_MS,
  BROADCAST_FRAMES_PER_MS,
  BROADCAST_SLICE_SOCKETS,
  SLICE_OVERDUE_MS,
  TURN_OVERDUE_MS,
  TURN_WITHIN_MS,
} from "../../src/protocol/limits.ts";
import { meterRows, type RowMeter } from "./rows.ts";

interface FloorEnv {
  HUB: DurableObjectNamespace<FloorHub>;
}

interface Pending {
  socket: WebSocket;
  ref: number;
  row: [question: string, round: number, voter: string, choice: string, n: number];
}

const EPOCH = "floor123";
const OPTIONS = ["Pizza", "Sushi"];

export class FloorHub extends DurableObject<FloorEnv> {
  readonly #meter: RowMeter;
  readonly #voters = new WeakMap<WebSocket, string>();
  readonly #counts = OPTIONS.map(() => 0);
  #present = 0;
  #seq = 1;
  #pending: Pending[] = [];
  #since = 0;
  #changed = false;
  #spokeAt = 0;
  #frame = "";
  readonly #everyone: WebSocket[] = [];
  /** Whom a broadcast is under way to. */
  #sockets: readonly WebSocket[] = [];
  #next = 0;
  #sliceAt = 0;
  #commitTimer: ReturnType<typeof setTimeout> | undefined;
  #speakTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(ctx: DurableObjectState, env: FloorEnv) {
    super(ctx, env);
    this.#meter = meterRows(ctx.storage);
    ctx.storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS ballots (question TEXT, round INTEGER, voter TEXT, choice TEXT, n INTEGER, at INTEGER,
       PRIMARY KEY (question, round, voter)) WITHOUT ROWID`,
    );
  }

  rowsWritten(): number {
    return this.#meter.rows;
  }

  override fetch(): Response {
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.ctx.acceptWebSocket(ours);
    this.#everyone.push(ours);
    return new Response(null, { status: 101, webSocket: theirs });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const message = JSON.parse(frame);
    if (message.type === "hello") return this.#hello(socket, message.voter);
    const now = Date.now();
    if (this.#pending.length === 0) {
      this.#since = now;
      this.#commitTimer ??= setTimeout(() => this.#commit(), TURN_WITHIN_MS);
    }
    const { ref, question, choice, n } = message;
    this.#counts[choice[0]] = (this.#counts[choice[0]] ?? 0) + 1;
    this.#pending.push({ socket, ref, row: [question, 1, this.#voters.get(socket) ?? "", JSON.stringify(choice), n] });
    if (now - this.#since >= TURN_OVERDUE_MS) this.#commit();
    if (this.#sockets.length > 0) {
      if (now - this.#sliceAt >= SLICE_OVERDUE_MS) this.#slice();
    } else if (this.#changed && now >= this.#dueAt()) this.#speak();
  }

  #hello(socket: WebSocket, voter: string): void {
    socket.serializeAttachment(voter);
    this.#voters.set(socket, voter);
    this.#present += 1;
    const question = { id: "q1", kind: "choice", text: "Where to?", options: OPTIONS, min: 1, max: 1, open: true, round: 1 };
    const poll = { id: "floor", title: "", pace: "open", results: "always", revote: true, questions: [question] };
    const tallies = { q1: { ballots: this.#seq - 1, counts: this.#counts } };
    const snapshot = {
      type: "snapshot",
      epoch: EPOCH,
      seq: this.#seq,
      role: "voter",
      poll,
      tallies,
      present: this.#present,
      mine: {},
    };
    socket.send(JSON.stringify(snapshot));
  }

  #commit(): void {
    clearTimeout(this.#commitTimer);
    this.#commitTimer = undefined;
    const pending = this.#pending;
    this.#pending = [];
    this.ctx.storage.sql.exec(
      `INSERT INTO ballots SELECT value->>0, value->>1, value->>2, value->>3, value->>4, ? FROM json_each(?) WHERE true
       ON CONFLICT DO UPDATE SET choice = excluded.choice, n = excluded.n, at = excluded.at`,
      Date.now(),
      JSON.stringify(pending.map(({ row }) => row)),
    );
    for (const { socket, ref } of pending) {
      this.#seq += 1;
      socket.send(`{"type":"ack","ref":${ref},"status":"counted","seq":${this.#seq}}`);
    }
    this.#changed = true;
    if (this.#sockets.length > 0) return;
    if (Date.now() >= this.#dueAt()) this.#speak();
    else this.#speakTimer ??= setTimeout(() => this.#speak(), this.#dueAt() - Date.now());
  }

  #dueAt(): number {
    return this.#spokeAt + Math.max(BROADCAST_EVERY_MS, this.#present / BROADCAST_FRAMES_PER_MS);
  }

  #speak(): void {
    clearTimeout(this.#speakTimer);
    this.#speakTimer = undefined;
    this.#changed = false;
    this.#spokeAt = Date.now();
    this.#sockets = this.#everyone;
    this.#next = 0;
    const tally = `{"q1":{"ballots":${this.#seq - 1},"counts":${JSON.stringify(this.#counts)}}}`;
    this.#frame = `{"type":"results","epoch":"${EPOCH}","seq":${this.#seq},"tallies":${tally},"present":${this.#present}}`;
    this.#slice();
  }

  #slice(): void {
    clearTimeout(this.#speakTimer);
    this.#speakTimer = undefined;
    this.#sliceAt = Date.now();
    const end = this.#next + BROADCAST_SLICE_SOCKETS;
    for (const socket of this.#sockets.slice(this.#next, end)) socket.send(this.#frame);
    this.#next = end;
    if (end < this.#sockets.length) {
      this.#speakTimer = setTimeout(() => this.#slice(), 0);
      return;
    }
    this.#sockets = [];
    if (this.#changed) this.#speakTimer = setTimeout(() => this.#speak(), Math.max(0, this.#dueAt() - Date.now()));
  }
}

export default {
  async fetch(request: Request, env: FloorEnv): Promise<Response> {
    const { pathname } = new URL(request.url);
    const hub = env.HUB.getByName("floor");
    if (pathname.startsWith("/bench/rows/")) return Response.json(await hub.rowsWritten());
    return pathname.startsWith("/ws/") ? hub.fetch(request) : Response.json({ id: "floor" }, { status: 201 });
  },
};

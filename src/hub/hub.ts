/** The Durable Object of one poll: the only place where it changes. Refuse first, then save, then speak. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { Command } from "../poll/command.ts";
import { expiresAt } from "../poll/deadline.ts";
import type { Event } from "../poll/event.ts";
import { newState } from "../poll/evolve.ts";
import type { State } from "../poll/state.ts";
import { ANYONE, pollView, type Reader, talliesView } from "../poll/view.ts";
import type { HostCommand, NewPoll, Vote } from "../protocol/client.ts";
import { CLOSE } from "../protocol/close.ts";
import { RESULTS_BALLOTS_MAX } from "../protocol/limits.ts";
import type { Choice, MineView, PollView, Snapshot, TalliesView } from "../protocol/server.ts";
import { type HubLimits, hubLimits } from "../sockets/credits.ts";
import { Door } from "../sockets/door.ts";
import { answered, Broadcast, type News } from "./broadcast.ts";
import { Inbox } from "./inbox.ts";
import { holdCode, releaseCode, renewCode } from "./lease.ts";
import { Listener } from "./listener.ts";
import { isKey, keyHash, newEpoch, newHostKey, newSecret, voterName } from "./secrets.ts";
import { PollStorage } from "./storage.ts";
import { type Reply, takeTurn } from "./turn.ts";

export interface Exported {
  poll: PollView;
  tallies: TalliesView;
  ballots?: { question: string; round: number; choice: Choice }[];
}

export class PollHub extends DurableObject<Env> {
  readonly limits: HubLimits;
  readonly door: Door;
  readonly broadcast: Broadcast;
  readonly inbox: Inbox;
  readonly #storage: PollStorage;
  readonly #listener: Listener;
  #state: State | null;
  #secret: string;
  /** What the last turn changed, until the crowd is told. */
  #news: News = "none";

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.limits = hubLimits(env.HUB_LIMITS);
    this.#storage = new PollStorage(ctx.storage);
    const stored = this.#storage.load();
    this.#state = stored?.state ?? null;
    this.#secret = stored?.secret ?? "";
    this.door = new Door(ctx, this.limits);
    this.broadcast = new Broadcast(this.door, {
      state: () => this.#state,
      minesOf: (state, voters) => this.minesOf(state, voters),
    });
    this.inbox = new Inbox(
      (commands) => this.#turn(commands),
      () => this.#speak(),
    );
    this.#listener = new Listener(this);
  }

  get state(): State | null {
    return this.#state;
  }

  // ---- what the Worker calls ----

  /** Null when this id is taken, which 74 random bits make impossible but cheap to look at. */
  async make(id: string, made: NewPoll): Promise<{ hostKey: string; code: string | null } | null> {
    if (this.#state) return null;
    const hostKey = newHostKey();
    const code = await holdCode(this.env, id, null);
    const state = newState(made, { id, epoch: newEpoch(), hostKeyHash: keyHash(hostKey), code, now: Date.now() });
    this.#secret = newSecret();
    this.#storage.create(state, this.#secret);
    this.#state = state;
    this.#storage.wakeAt(expiresAt(state));
    return { hostKey, code: code?.code ?? null };
  }

  /** What anyone may see now, or one voter with what is theirs. Null: no such poll. */
  look(voterToken?: string): Snapshot | null {
    if (!this.#state) return null;
    const mine = voterToken === undefined ? undefined : this.mineOf(this.#state, this.nameOf(voterToken));
    const reader: Reader = mine ? { ...ANYONE, voted: new Set(answered(mine)) } : ANYONE;
    const { epoch, seq } = this.#state;
    const seen = { poll: pollView(this.#state), tallies: talliesView(this.#state, reader), present: this.door.present() };
    return { type: "snapshot", epoch, seq, role: "voter", ...seen, ...(mine ? { mine } : {}) };
  }

  async vote(voterToken: string, vote: Vote): Promise<Reply> {
    return this.#ask({ type: "vote", voter: this.nameOf(voterToken), ...vote });
  }

  async command(key: string, command: HostCommand): Promise<Reply & { hostKey?: string }> {
    if (!this.#state) return { refused: "no-such-poll" };
    if (!isKey(key, this.#state.hostKeyHash)) return { refused: "not-host" };
    const { ask, hostKey } = this.hostCommand(command);
    const reply = await this.#ask(ask);
    if ("refused" in reply || !hostKey) return reply;
    this.#listener.sendOldHostsAway();
    return { ...reply, hostKey };
  }

  /** Ballots only with the host key; hidden counts only with it. A wrong key is `not-host`. */
  results(key: string | null): Exported | "no-such-poll" | "not-host" {
    if (!this.#state) return "no-such-poll";
    if (key !== null && !isKey(key, this.#state.hostKeyHash)) return "not-host";
    const host = key !== null;
    const reader: Reader = host ? { role: "host", host, voted: new Set() } : ANYONE;
    const seen = { poll: pollView(this.#state), tallies: talliesView(this.#state, reader) };
    return host ? { ...seen, ballots: this.#storage.ballots(this.#state.poll.questions, RESULTS_BALLOTS_MAX) } : seen;
  }

  /** By the host's key, or by whoever runs this installation (the Worker has checked theirs). */
  async remove(key: string | "operator"): Promise<"gone" | "no-such-poll" | "not-host"> {
    if (!this.#state) return "no-such-poll";
    if (key !== "operator" && !isKey(key, this.#state.hostKeyHash)) return "not-host";
    await this.#delete(this.#state);
    return "gone";
  }

  // ---- sockets ----

  override fetch(): Response {
    if (!this.#state) return new Response("no-such-poll", { status: 404 });
    if (this.door.isFull()) return new Response("full", { status: 503 });
    return this.door.accept(Date.now());
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const now = Date.now();
    this.#listener.hear(socket, frame, now);
    // A flood of messages starves timers: whatever is overdue is done here.
    this.inbox.drive(now);
    this.broadcast.drive(now);
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    this.door.answerClose(socket, code, reason);
    this.#left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#left(socket);
  }

  override async alarm(): Promise<void> {
    const state = this.#state;
    if (!state) return;
    if (Date.now() >= expiresAt(state)) await this.#delete(state);
    else this.#storage.wakeAt(expiresAt(state));
  }

  // ---- what the listener needs ----

  nameOf(voterToken: string): string {
    return voterName(this.#secret, voterToken);
  }

  mineOf(state: State, voter: string): MineView {
    return this.minesOf(state, [voter]).get(voter) ?? {};
  }

  minesOf(state: State, voters: readonly string[]): Map<string, MineView> {
    const mines = new Map<string, MineView>();
    for (const { id, round } of state.poll.questions) {
      for (const [voter, { choice, n }] of this.#storage.ballotsOf(id, round, voters)) {
        if (choice.length === 0) continue;
        const mine = mines.get(voter) ?? {};
        mine[id] = { choice, n };
        mines.set(voter, mine);
      }
    }
    return mines;
  }

  /** Chance comes into the rules as data: a new key is made here, and only its hash goes further. */
  hostCommand(command: HostCommand): { ask: Command; hostKey?: string } {
    if (command.command !== "rotate-key") return { ask: { type: "host", command } };
    const hostKey = newHostKey();
    return { ask: { type: "host", command, freshKeyHash: keyHash(hostKey) }, hostKey };
  }

  /** A host or a big screen came: the short code lives on while they are here. Outside any turn, since it asks another object. */
  keepCode(): void {
    const state = this.#state;
    if (!state) return;
    this.ctx.waitUntil(
      renewCode(this.env, state, Date.now()).then((lease) => {
        if (lease !== undefined)
          this.inbox.put({ command: { type: "hold-code", code: lease?.code ?? null, until: lease?.until ?? 0 }, answer: () => {} });
      }),
    );
  }

  // ---- the turn ----

  #ask(command: Command): Promise<Reply> {
    if (!this.#state) return Promise.resolve({ refused: "no-such-poll" });
    return new Promise((answer) => this.inbox.put({ command, answer }));
  }

  /** Gather facts, decide, save; the answers go out behind it. The output gate holds them until the commit is durable. */
  #turn(commands: readonly Command[]): Reply[] {
    const before = this.#state;
    if (!before) return commands.map(() => ({ refused: "no-such-poll" }));
    const now = Date.now();
    const turn = takeTurn(before, commands, (question, round, voters) => this.#storage.ballotsOf(question, round, voters), now);
    if (turn.events.length === 0) return turn.replies;
    try {
      this.#storage.commit(before, turn.state, turn.ballots);
    } catch (failed) {
      // Nothing of this turn is stored and nobody was told: everyone may try again, against what storage really holds.
      console.error("a turn could not be saved", failed);
      this.#reload();
      return commands.map(() => ({ refused: "busy" }));
    }
    this.#state = turn.state;
    if (turn.state.poll.keepDays !== before.poll.keepDays) this.#storage.wakeAt(expiresAt(turn.state));
    this.#news = newsOf(turn.events);
    if (this.#news === "mine") this.#listener.forgetVoted();
    return turn.replies;
  }

  /** Whoever asked has been answered; now the crowd. */
  #speak(): void {
    const news = this.#news;
    this.#news = "none";
    if (news !== "none") this.broadcast.announce(news, Date.now());
  }

  /** Memory is thrown away, votes are not: an object that cannot even read its storage starts anew with the next request. */
  #reload(): void {
    try {
      this.#state = this.#storage.load()?.state ?? null;
    } catch (failed) {
      console.error("storage cannot be read", failed);
      this.ctx.abort("storage cannot be read");
    }
  }

  #left(socket: WebSocket): void {
    if (this.door.forget(socket)) this.broadcast.announce("presence", Date.now());
  }

  async #delete(state: State): Promise<void> {
    this.#state = null;
    try {
      await this.#storage.destroy();
    } catch (failed) {
      this.#state = state; // still there, so it must not look gone
      throw failed;
    }
    for (const socket of this.door.sockets()) this.door.close(socket, CLOSE.deleted);
    if (state.code) this.ctx.waitUntil(releaseCode(this.env, state.code.code, state.poll.id));
  }
}

/** Votes move numbers; whatever else happens changes what a page shows; a new round also what still counts. */
function newsOf(events: readonly Event[]): "results" | "snapshot" | "mine" {
  let news: "results" | "snapshot" = "results";
  for (const { type } of events) {
    if (type === "reset" || type === "reset-undone") return "mine";
    if (type !== "voted") news = "snapshot";
  }
  return news;
}

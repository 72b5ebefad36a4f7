/** The Durable Object of one poll: the only place where it changes. Refuse first, then save, then speak. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { Command } from "../poll/command.ts";
import { expiresAt, nextDeadline, nextEnd } from "../poll/deadline.ts";
import type { Refusal } from "../poll/decision.ts";
import type { CodeLease, State } from "../poll/state.ts";
import type { HostCommand, NewPoll, Vote } from "../protocol/client.ts";
import type { CloseCode } from "../protocol/close.ts";
import type { PassBody, Passed } from "../protocol/entry.ts";
import type { Join } from "../protocol/game.ts";
import { ADDRESS_HEADER } from "../protocol/ids.ts";
import type { Since, TalkBody } from "../protocol/saying.ts";
import type { Exported, PlayersPage, Snapshot } from "../protocol/server.ts";
import type { PeoplePage, TalkLook } from "../protocol/talk.ts";
import type { Batch, Heard as HeardByHub } from "../relay/wire.ts";
import { type HubLimits, hubLimits } from "../sockets/credits.ts";
import { Door } from "../sockets/door.ts";
import { answerClose } from "../sockets/own.ts";
import type { Socket } from "../sockets/socket.ts";
import { begin, type Keys } from "./births.ts";
import { Broadcast } from "./broadcast.ts";
import type { Copy } from "./copies.ts";
import { type Entered, EntryDesk } from "./entry/desk.ts";
import { type Caller, Gate } from "./entry/gate.ts";
import { Inbox } from "./inbox.ts";
import { CodeKeeper } from "./lease.ts";
import { Ledger } from "./ledger.ts";
import { type JoinReply, Listener } from "./listener.ts";
import { type Asker, Looks } from "./looks.ts";
import { greater, type News, newsOf } from "./news.ts";
import { Owner } from "./owner.ts";
import { QuizDesk } from "./quiz/desk.ts";
import type { ReceiptsAnswer } from "./receipts.ts";
import { Relays } from "./relays/relays.ts";
import { RelayRows } from "./relays/rows.ts";
import { roomOf } from "./room.ts";
import { PollStorage } from "./storage.ts";
import { TalkDesk } from "./talk/desk.ts";
import type { Heard, Reply } from "./turn.ts";
import { Waker } from "./waker.ts";

export class PollHub extends DurableObject<Env> {
  readonly limits: HubLimits;
  readonly door: Door;
  readonly broadcast: Broadcast;
  readonly inbox: Inbox;
  readonly quiz: QuizDesk;
  readonly talk: TalkDesk;
  readonly #storage: PollStorage;
  readonly ledger: Ledger;
  readonly #listener: Listener;
  readonly #code: CodeKeeper;
  readonly #waker: Waker;
  readonly gate: Gate;
  readonly #entry: EntryDesk;
  readonly #owner: Owner;
  readonly looks: Looks;
  readonly relays: Relays;
  /** What the last turn changed, until the crowd is told. */
  #news: News = "none";

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.limits = hubLimits(env.HUB_LIMITS);
    this.#storage = new PollStorage(ctx.storage);
    this.ledger = new Ledger(this.#storage, (reason) => ctx.abort(reason));
    this.gate = new Gate(this.ledger, env);
    this.door = new Door(ctx, this.limits, (voter) => this.quiz.left(voter, Date.now()));
    this.broadcast = new Broadcast(this.door, roomOf(this));
    this.inbox = new Inbox(
      (heard) => this.#turn(heard),
      () => this.#speak(),
    );
    this.quiz = new QuizDesk(this.#storage, this.door, this.ledger, (ask) => this.inbox.put(ask));
    this.talk = new TalkDesk(this.#storage, this);
    this.#waker = new Waker(
      (at) => this.#storage.wakeAt(at),
      () => this.inbox.takeTurn(),
      (now) => this.broadcast.sweep(now),
    );
    this.looks = new Looks(this.ledger, this.#storage, this.door, this.quiz, this.gate, () => this.#listener.tellAgain());
    this.#listener = new Listener(this);
    this.#entry = new EntryDesk(this, env);
    this.#owner = new Owner(this, env, this.#storage, this.#listener);
    const hold = (lease: CodeLease | null) => this.ask({ type: "hold-code", code: lease?.code ?? null, until: lease?.until ?? 0 });
    this.#code = new CodeKeeper(env, { state: () => this.state, hold });
    this.relays = new Relays(this, env, new RelayRows(ctx.storage.sql), this.#listener);
    this.relays.wake(ctx, () => this.#woke());
  }

  get state(): State | null {
    return this.ledger.state;
  }

  /** All who were here are known again. */
  #woke(): void {
    if (this.state && Number.isFinite(nextEnd(this.state))) this.#setAlarm();
    this.quiz.wake(Date.now());
  }

  // ---- what the Worker calls ----

  /** Null when this id is taken, which 74 random bits make impossible but cheap to look at. */
  async make(id: string, made: NewPoll | Copy): Promise<Keys | null> {
    if (this.state) return null;
    const keys = await begin(this.env, this.ledger, id, made);
    this.#setAlarm();
    return keys;
  }

  /** The same questions in a poll of their own, with all votes where asked for. */
  copy(key: string, into: string, votes: boolean): Promise<Keys | Refusal> {
    return this.#owner.copy(key, into, votes);
  }

  /** What anyone may see now, one voter with what is theirs, or the host. Null: no such poll. */
  look(asker: Asker): Snapshot | null | "not-host" {
    this.stir(Date.now());
    return this.looks.seen(asker);
  }

  /** What is said in the room, as `listen` is answered. */
  lookAtTalk(asker: Asker, since: Since | undefined): TalkLook | Refusal {
    this.stir(Date.now());
    return this.talk.look(asker, since, Date.now());
  }

  vote(caller: Caller, vote: Vote): Promise<Reply> {
    return this.gate.from<Reply>(caller, (who, answer) => this.#listener.vote(who, vote, answer));
  }

  /** What somebody without a socket says to the room. */
  say(caller: Caller, said: TalkBody): Promise<Reply> {
    return this.gate.from<Reply>(caller, (who, answer) => this.talk.say(who, false, said, answer));
  }

  /** Into the quiz, for who has no socket. */
  join(caller: Caller, join: Join): Promise<JoinReply> {
    return this.gate.from<JoinReply>(caller, (who, answer) => this.#listener.join(who, join, answer));
  }

  /** By a code, a ticket or a check. */
  pass(caller: Caller, shown: PassBody, hostname: string): Promise<Passed | Refusal> {
    return this.#entry.pass(caller, shown, hostname);
  }

  /** What the host hands out. */
  entryOf(key: string, withTickets: boolean): Entered | Refusal {
    return this.#entry.entryOf(key, withTickets);
  }

  /** Who plays, and who is here: names are for the host only. */
  list(key: string, list: "players" | "people", page: number): PlayersPage | PeoplePage | Refusal {
    this.stir(Date.now());
    return this.#owner.list(key, list, page);
  }

  command(key: string, command: HostCommand): Promise<Reply & { hostKey?: string }> {
    return this.#owner.command(key, command);
  }

  /** Ballots only with the host key; hidden counts only with it. A wrong key is `not-host`. */
  results(key: string | null): Exported | "no-such-poll" | "not-host" {
    this.stir(Date.now());
    return this.looks.results(key, Date.now());
  }

  receipts(key: string | null, question: string): ReceiptsAnswer | Refusal {
    this.stir(Date.now());
    return this.looks.receipts(key, question);
  }

  keepPicture(key: string, type: string, bytes: Uint8Array): Promise<{ picture: string } | Refusal> {
    return this.#owner.keepPicture(key, type, bytes);
  }

  picture(id: string): { type: string; bytes: Uint8Array } | null {
    return this.state && Object.hasOwn(this.state.pictures, id) ? this.#storage.picture(id) : null;
  }

  /** By the host's key, or by whoever runs this installation (the Worker has checked theirs). */
  remove(key: string | "operator"): Promise<"gone" | "no-such-poll" | "not-host"> {
    return this.#owner.remove(key);
  }

  // ---- sockets ----

  override fetch(request: Request): Response {
    // Without a body: one that nobody reads would keep the object awake.
    if (!this.state) return new Response(null, { status: 404 });
    const network = this.gate.networkOf(request.headers.get(ADDRESS_HEADER) ?? undefined);
    return this.relays.elsewhere() ?? this.relays.alone(this.door.accept(Date.now(), network));
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const now = Date.now();
    this.stir(now);
    this.#listener.hear(socket, frame, now);
    this.drive(now);
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    answerClose(socket, code, reason);
    this.left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.left(socket);
  }

  override async alarm(): Promise<void> {
    const [state, now] = [this.state, Date.now()];
    if (!state) return;
    if (now >= expiresAt(state)) return this.#owner.delete(state);
    try {
      if (now >= nextEnd(state)) this.inbox.takeTurn();
      if (this.door.hasScreen()) await this.#code.renew();
      else await this.#code.dropOverdue(now);
    } finally {
      // Whatever becomes of the code: without an alarm the poll would never delete itself.
      this.#setAlarm();
    }
  }

  /** What phones behind a relay say. */
  hear(batch: Batch): Promise<HeardByHub> {
    return this.relays.hear(batch);
  }

  // ---- what those who listen need ----

  /** A host or a big screen came: the short code lives on while they are here. */
  keepCode(): void {
    this.ctx.waitUntil(this.#code.renew().then(() => this.#setAlarm()));
  }

  /** Closes a socket, and the room hears when there is one person fewer. */
  sendAway(socket: Socket, code: CloseCode): void {
    if (this.door.close(socket, code)) this.broadcast.announce("presence", Date.now());
  }

  #setAlarm(): void {
    if (!this.state) return;
    this.#waker.set(nextDeadline(this.state, this.door.hasScreen()), nextEnd(this.state), Date.now());
  }

  /** With every event: what is due by itself, before anybody is answered. */
  stir(now: number): void {
    this.#waker.drive(now);
    this.broadcast.sweep(now);
    this.relays.sweep(now);
  }

  /** A flood of messages starves timers: whatever is overdue is done behind each of them. */
  drive(now: number): void {
    this.inbox.drive(now);
    this.broadcast.drive(now);
    this.talk.speak(now);
  }

  left(socket: Socket): void {
    this.stir(Date.now());
    if (this.door.forget(socket)) this.broadcast.announce("presence", Date.now());
  }

  // ---- the turn ----

  ask(command: Command): Promise<Reply> {
    if (!this.state) return Promise.resolve({ refused: "no-such-poll" });
    return new Promise((answer) => this.inbox.put({ command, answer }));
  }

  #turn(heard: readonly Heard[]): Reply[] {
    const [before, now] = [this.state, Date.now()];
    this.broadcast.sweep(now);
    const { replies, events } = this.ledger.turn(heard, now, this.quiz, this.talk);
    this.#waker.look(this.quiz.lookAt(now), now);
    const after = this.state;
    if (!before || !after || events.length === 0) return replies;
    this.#news = greater(newsOf(events), this.quiz.newsOf(before, after, events));
    if (this.#news === "mine") this.#listener.forgetVoted();
    if (before.entry !== after.entry) this.#listener.entryChanged(before, after, heard);
    if (expiresAt(after) < expiresAt(before) || nextEnd(after) !== nextEnd(before)) this.#setAlarm();
    return replies;
  }

  /** Whoever asked has been answered; now the crowd. */
  #speak(): void {
    if (this.#news !== "none") this.broadcast.announce(this.#news, Date.now());
    this.#news = "none";
    this.talk.speak(Date.now());
  }
}

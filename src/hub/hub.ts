/** The Durable Object of one poll: the only place where it changes. Refuse first, then save, then speak. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { Command } from "../poll/command.ts";
import { expiresAt, nextDeadline, nextEnd } from "../poll/deadline.ts";
import type { Refusal } from "../poll/decision.ts";
import { type Birth, newState } from "../poll/evolve.ts";
import type { CodeLease, State } from "../poll/state.ts";
import type { HostCommand, NewPoll, Vote } from "../protocol/client.ts";
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import type { Join } from "../protocol/game.ts";
import type { Since, TalkBody } from "../protocol/saying.ts";
import type { Exported, PlayersPage, Snapshot } from "../protocol/server.ts";
import type { PeoplePage, TalkLook } from "../protocol/talk.ts";
import { type HubLimits, hubLimits } from "../sockets/credits.ts";
import { Door } from "../sockets/door.ts";
import { begin, type Keys } from "./births.ts";
import { Broadcast } from "./broadcast.ts";
import { bornOf, type Copy, copyOf } from "./copies.ts";
import { Inbox } from "./inbox.ts";
import { CodeKeeper, releaseCode } from "./lease.ts";
import { Ledger } from "./ledger.ts";
import { hostAsk, type JoinReply, Listener } from "./listener.ts";
import { type Asker, Looks } from "./looks.ts";
import { greater, type News, newsOf } from "./news.ts";
import { QuizDesk } from "./quiz/desk.ts";
import { isKey, pictureName } from "./secrets.ts";
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
  readonly looks: Looks;
  /** What the last turn changed, until the crowd is told. */
  #news: News = "none";

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.limits = hubLimits(env.HUB_LIMITS);
    this.#storage = new PollStorage(ctx.storage);
    this.ledger = new Ledger(this.#storage, (reason) => ctx.abort(reason));
    this.door = new Door(ctx, this.limits, (voter) => this.quiz.left(voter, Date.now()));
    this.broadcast = new Broadcast(this.door, {
      state: () => this.state,
      minesOf: (state, voters) => this.ledger.minesOf(state, voters),
      framesOf: (state) => this.looks.framesOf(state),
      playerViews: (state, voters) => this.quiz.playerViews(state, voters),
      told: (socket, state, now) => this.quiz.told(socket, state, now),
    });
    this.inbox = new Inbox(
      (heard) => this.#turn(heard),
      () => this.#speak(),
    );
    this.quiz = new QuizDesk(this.#storage.quiz, this.door, this.ledger, (ask) => this.inbox.put(ask));
    this.talk = new TalkDesk(this.#storage, this);
    this.#waker = new Waker(
      (at) => this.#storage.wakeAt(at),
      () => this.inbox.takeTurn(),
      (now) => this.broadcast.sweep(now),
    );
    if (this.state && Number.isFinite(nextEnd(this.state))) this.#setAlarm();
    this.quiz.wake(Date.now());
    this.looks = new Looks(this.ledger, this.#storage, this.door, this.quiz, () => this.#tellAgain());
    this.#listener = new Listener(this);
    const hold = (lease: CodeLease | null) => this.#ask({ type: "hold-code", code: lease?.code ?? null, until: lease?.until ?? 0 });
    this.#code = new CodeKeeper(env, { state: () => this.state, hold });
  }

  get state(): State | null {
    return this.ledger.state;
  }

  // ---- what the Worker calls ----

  /** Null when this id is taken, which 74 random bits make impossible but cheap to look at. */
  make(id: string, made: NewPoll): Promise<Keys | null> {
    return this.#begin(id, (birth) => ({ state: newState(made, birth), ballots: [], pictures: [] }));
  }

  makeCopy(id: string, copy: Copy): Promise<Keys | null> {
    return this.#begin(id, (birth) => bornOf(copy, birth));
  }

  async #begin(id: string, bear: (birth: Birth) => ReturnType<typeof bornOf>): Promise<Keys | null> {
    if (this.state) return null;
    const keys = await begin(this.env, this.ledger, id, bear);
    this.#setAlarm();
    return keys;
  }

  /** The same questions in a poll of their own, with all votes where asked for. */
  async copy(key: string, into: string, votes: boolean): Promise<Keys | Refusal> {
    const state = this.ledger.openedWith(key);
    if ("refused" in state) return state;
    const copy = copyOf(state, this.#storage, votes);
    if ("refused" in copy) return copy;
    return (await this.env.HUB.getByName(into).makeCopy(into, copy)) ?? { refused: "busy" };
  }

  /** What anyone may see now, one voter with what is theirs, or the host. Null: no such poll. */
  look(asker: Asker): Snapshot | null | "not-host" {
    this.#stir(Date.now());
    return this.looks.seen(asker);
  }

  /** What is said in the room, as `listen` is answered. */
  lookAtTalk(asker: Asker, since: Since | undefined): TalkLook | Refusal {
    this.#stir(Date.now());
    return this.talk.look(asker, since, Date.now());
  }

  async vote(voterToken: string, vote: Vote): Promise<Reply> {
    if (!this.state) return { refused: "no-such-poll" };
    return new Promise((answer) => this.#listener.vote(this.ledger.nameOf(voterToken), vote, answer));
  }

  /** What somebody without a socket says to the room. */
  async say(voterToken: string, said: TalkBody): Promise<Reply> {
    if (!this.state) return { refused: "no-such-poll" };
    return new Promise((answer) => this.talk.say(this.ledger.nameOf(voterToken), false, said, answer));
  }

  /** Into the quiz, for who has no socket. */
  async join(voterToken: string, join: Join): Promise<JoinReply> {
    if (!this.state) return { refused: "no-such-poll" };
    return new Promise((answer) => this.#listener.join(this.ledger.nameOf(voterToken), join, answer));
  }

  /** Who plays: names are for the host only. */
  players(key: string, page: number): PlayersPage | Refusal {
    this.#stir(Date.now());
    const state = this.ledger.openedWith(key);
    if ("refused" in state) return state;
    return this.quiz.players(page) ?? { refused: "not-allowed", detail: "no-quiz" };
  }

  people(key: string, page: number): PeoplePage | Refusal {
    this.#stir(Date.now());
    const state = this.ledger.openedWith(key);
    return "refused" in state ? state : this.talk.people.page(state, page);
  }

  async command(key: string, command: HostCommand): Promise<Reply & { hostKey?: string }> {
    const state = this.ledger.openedWith(key);
    if ("refused" in state) return state;
    const { ask, hostKey } = hostAsk(command);
    const reply = await this.#ask(ask);
    if ("refused" in reply || !hostKey) return reply;
    this.#listener.sendOldHostsAway();
    return { ...reply, hostKey };
  }

  /** Ballots only with the host key; hidden counts only with it. A wrong key is `not-host`. */
  results(key: string | null): Exported | "no-such-poll" | "not-host" {
    this.#stir(Date.now());
    return this.looks.results(key, Date.now());
  }

  async keepPicture(key: string, type: string, bytes: Uint8Array): Promise<{ picture: string } | Refusal> {
    const state = this.ledger.openedWith(key);
    if ("refused" in state) return state;
    const id = pictureName(bytes);
    const reply = await this.#ask({ type: "picture", picture: { id, type, bytes } });
    return "refused" in reply ? reply : { picture: id };
  }

  picture(id: string): { type: string; bytes: Uint8Array } | null {
    return this.state && Object.hasOwn(this.state.pictures, id) ? this.#storage.picture(id) : null;
  }

  /** By the host's key, or by whoever runs this installation (the Worker has checked theirs). */
  async remove(key: string | "operator"): Promise<"gone" | "no-such-poll" | "not-host"> {
    if (!this.state) return "no-such-poll";
    if (key !== "operator" && !isKey(key, this.state.hostKeyHash)) return "not-host";
    await this.#delete(this.state);
    return "gone";
  }

  // ---- sockets ----

  override fetch(): Response {
    // Without a body: one that nobody reads would keep the object awake.
    if (!this.state) return new Response(null, { status: 404 });
    if (this.door.isFull()) return new Response(null, { status: 503 });
    return this.door.accept(Date.now());
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const now = Date.now();
    this.#stir(now);
    this.#listener.hear(socket, frame, now);
    // A flood of messages starves timers: whatever is overdue is done here.
    this.inbox.drive(now);
    this.broadcast.drive(now);
    this.talk.speak(now);
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    this.door.answerClose(socket, code, reason);
    this.#left(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#left(socket);
  }

  override async alarm(): Promise<void> {
    const [state, now] = [this.state, Date.now()];
    if (!state) return;
    if (now >= expiresAt(state)) return this.#delete(state);
    try {
      if (now >= nextEnd(state)) this.inbox.takeTurn();
      if (this.door.hasScreen()) await this.#code.renew();
      else await this.#code.dropOverdue(now);
    } finally {
      // Whatever becomes of the code: without an alarm the poll would never delete itself.
      this.#setAlarm();
    }
  }

  // ---- what the listener needs ----

  /** A host or a big screen came: the short code lives on while they are here. */
  keepCode(): void {
    this.ctx.waitUntil(this.#code.renew().then(() => this.#setAlarm()));
  }

  /** Closes a socket, and the room hears when there is one person fewer. */
  sendAway(socket: WebSocket, code: CloseCode): void {
    if (this.door.close(socket, code)) this.broadcast.announce("presence", Date.now());
  }

  #setAlarm(): void {
    if (!this.state) return;
    this.#waker.set(nextDeadline(this.state, this.door.hasScreen()), nextEnd(this.state), Date.now());
  }

  /** With every event: what is due by itself, before anybody is answered. */
  #stir(now: number): void {
    this.#waker.drive(now);
    this.broadcast.sweep(now);
  }

  // ---- the turn ----

  #ask(command: Command): Promise<Reply> {
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
    if (expiresAt(after) < expiresAt(before) || nextEnd(after) !== nextEnd(before)) this.#setAlarm();
    return replies;
  }

  /** Whoever asked has been answered; now the crowd. */
  #speak(): void {
    if (this.#news !== "none") this.broadcast.announce(this.#news, Date.now());
    this.#news = "none";
    this.talk.speak(Date.now());
  }

  #tellAgain(): void {
    this.#listener.forgetFrames();
    this.broadcast.announce("results", Date.now());
  }

  #left(socket: WebSocket): void {
    this.#stir(Date.now());
    if (this.door.forget(socket)) this.broadcast.announce("presence", Date.now());
  }

  async #delete(state: State): Promise<void> {
    await this.ledger.destroy();
    this.talk.forget();
    for (const socket of this.door.sockets()) this.door.close(socket, CLOSE.deleted);
    if (state.code) this.ctx.waitUntil(releaseCode(this.env, state.code.code, state.poll.id));
  }
}

/** Where a hub meets its quiz: who comes and goes, what is heard of joining and lines, and what a turn of it leaves behind. */

import type { Event } from "../../poll/event.ts";
import { revealedIn } from "../../poll/quiz/phase.ts";
import type { State } from "../../poll/state.ts";
import type { PlayerView, QuizView } from "../../protocol/quiz.ts";
import type { PlayersPage } from "../../protocol/server.ts";
import type { Door } from "../../sockets/door.ts";
import { say } from "../../sockets/fanout.ts";
import type { Socket } from "../../sockets/socket.ts";
import type { CastOf } from "../entry/networks.ts";
import type { Ask } from "../inbox.ts";
import type { Ledger } from "../ledger.ts";
import type { News } from "../news.ts";
import type { PollStorage } from "../storage.ts";
import type { Heard, Turn } from "../turn.ts";
import { Lines } from "./lines.ts";
import { playersOn } from "./list.ts";
import { isQuiz, QuizRoom, type QuizState } from "./room.ts";
import type { QuizRows } from "./rows.ts";
import { takeQuizTurn } from "./turn.ts";

/** What frames say of a quiz: the same to all, and to screens who has come in. */
export interface QuizTold {
  view: QuizView;
  newest(): string[] | undefined;
}

export class QuizDesk {
  readonly #rows: QuizRows;
  readonly #castOf: CastOf;
  readonly #door: Door;
  readonly #ledger: Ledger;
  readonly #put: (ask: Ask) => void;
  readonly #room: QuizRoom;
  readonly #lines = new Lines(say);
  #isStirred = false;

  /** `put`: into the next turn. */
  constructor({ quiz: rows, networks }: PollStorage, door: Door, ledger: Ledger, put: (ask: Ask) => void) {
    this.#rows = rows;
    this.#castOf = (...where) => networks.cast(...where);
    this.#door = door;
    this.#ledger = ledger;
    this.#put = put;
    this.#room = new QuizRoom(rows, door, (voter) => ledger.publicNameOf(voter));
  }

  get #state(): QuizState | null {
    const { state } = this.#ledger;
    return isQuiz(state) ? state : null;
  }

  /** Before anybody is heard: a crash must be seen by whose sockets are gone. */
  wake(now: number): void {
    if (!this.#state) return;
    this.#room.crowdOf(this.#state, now);
    if (this.#state.quiz.stage.phase === "question") this.#stir(); // who was here before a crash is waited for, but not for ever
  }

  // ---- who comes and goes ----

  /** A voter's socket has said who it is. */
  hello(socket: Socket, voter: string, now: number): void {
    const state = this.#state;
    if (!state) return;
    if (state.quiz.stage.phase === "question") this.#lines.told(socket, state.quiz.stage.from, state.quiz.stage.from);
    this.#lines.begin(socket);
    const player = this.#rows.playersOf([voter]).get(voter);
    if (!player || player.removed) return;
    if (this.#room.came(state, player, now)) this.#stir();
    // Of an earlier game: plays this one too.
    const shown = this.#door.session(socket).identity?.shown ?? {};
    if (player.game !== state.quiz.game)
      this.#put({ command: { type: "join", voter, shown, name: null, team: null }, answer: () => {} });
  }

  left(voter: string, now: number): void {
    if (this.#state && this.#room.left(this.#state, voter, now)) this.#stir();
  }

  /** What is due is looked at with the next turn, however many came at once. */
  #stir(): void {
    if (this.#isStirred) return;
    this.#isStirred = true;
    const answer = () => {
      this.#isStirred = false;
    };
    this.#put({ command: { type: "tick" }, answer });
  }

  // ---- what sockets say ----

  echo(socket: Socket, nonce: string, now: number): void {
    this.#lines.heard(socket, nonce, now);
  }

  /** Milliseconds of an answer that the network took. */
  creditOf(socket: Socket | undefined, voter: string): number {
    const stage = this.#state?.quiz.stage;
    return stage && "from" in stage ? this.#lines.creditOf(socket, this.#door.socketsOf(voter), stage.from) : 0;
  }

  /** A frame with the state has left for this socket. */
  told(socket: Socket, { quiz }: State, now: number): void {
    if (quiz?.stage.phase === "question") this.#lines.told(socket, quiz.stage.from, now);
  }

  // ---- the turn ----

  /** Null where there is no quiz. */
  turn(state: State, heard: readonly Heard[], now: number): Turn | null {
    return isQuiz(state) ? takeQuizTurn(state, heard, this.#room, now, this.#castOf) : null;
  }

  /** What was decided is stored. */
  newsOf(before: State, state: State, events: readonly Event[]): News {
    if (!before.quiz || !state.quiz) return "none";
    if (revealedIn(state.quiz) > revealedIn(before.quiz)) this.#lines.again(this.#playingSockets());
    if (state.quiz.game !== before.quiz.game) return "mine";
    const isLockNew = state.quiz.lobby.lock !== before.quiz.lobby.lock;
    if (isLockNew || events.some(({ type }) => type === "quiz-moved" || type === "player-changed")) return "snapshot";
    return events.some(({ type }) => type === "joined") ? "results" : "none";
  }

  forget(): void {
    this.#room.forget();
  }

  /** Milliseconds since 1970: when something is due that no phase waits for. */
  lookAt(now: number): number {
    if (!this.#state) return Number.POSITIVE_INFINITY;
    const times = [this.#room.factsOf(this.#state, now).lookAt, this.#state.quiz.lobby.lock?.until];
    return Math.min(...times.map((at) => at ?? Number.POSITIVE_INFINITY));
  }

  #playingSockets(): Socket[] {
    return this.#door.sockets().filter((socket) => this.#door.session(socket).identity?.role === "voter");
  }

  // ---- what is told ----

  toldOf(state: State, now: number): QuizTold | null {
    if (!isQuiz(state)) return null;
    const view = this.#room.view(state, now);
    return { view, newest: () => this.#room.newestOf(state, view, now) };
  }

  /** Null where there is no quiz, and for who does not play. */
  playerViews(state: State, voters: readonly string[]): Map<string, PlayerView | null> | null {
    return isQuiz(state) ? this.#room.playerViews(state, voters) : null;
  }

  /** For the host. */
  players(page: number): PlayersPage | null {
    return this.#state && playersOn(page, this.#state, this.#room, (voter) => this.#ledger.publicNameOf(voter));
  }
}

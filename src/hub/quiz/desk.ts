/** Where a hub meets its quiz: who comes and goes, what is heard of joining and lines, and what a turn of it leaves behind. */
import type { Command } from "../../poll/command.ts";
import type { Event } from "../../poll/event.ts";
import { revealedIn } from "../../poll/quiz/phase.ts";
import type { State } from "../../poll/state.ts";
import type { PlayerView, QuizView } from "../../protocol/quiz.ts";
import type { PlayersPage } from "../../protocol/server.ts";
import type { Door } from "../../sockets/door.ts";
import { say } from "../../sockets/fanout.ts";
import type { News } from "../news.ts";
import type { Heard, Reply, Turn } from "../turn.ts";
import { Lines } from "./lines.ts";
import { pageOf } from "./list.ts";
import { isQuiz, QuizRoom, type QuizState } from "./room.ts";
import type { QuizRows } from "./rows.ts";
import { takeQuizTurn } from "./turn.ts";

/** What it needs of the hub. */
export interface Desk {
  rows: QuizRows;
  door: Door;
  state(): State | null;
  publicNameOf(voter: string): string;
  put(command: Command, answer: (reply: Reply) => void): void;
}

/** What frames say of a quiz: the same to all, and to screens who has come in. */
export interface QuizTold {
  view: QuizView;
  newest: string[] | undefined;
}

export class QuizDesk {
  readonly #desk: Desk;
  readonly #room: QuizRoom;
  readonly #lines = new Lines(say);
  #isStirred = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    const presence = {
      voters: () => desk.door.voters(),
      isHere: (voter: string) => desk.door.isHere(voter),
    };
    this.#room = new QuizRoom(desk.rows, presence, desk.publicNameOf);
  }

  get #state(): QuizState | null {
    const state = this.#desk.state();
    return isQuiz(state) ? state : null;
  }

  /** Before anybody is heard: a crash must be seen by whose sockets are gone. */
  wake(now: number): void {
    if (this.#state) this.#room.crowdOf(this.#state, now);
  }

  // ---- who comes and goes ----

  /** A voter's socket has said who it is. */
  hello(socket: WebSocket, voter: string, now: number): void {
    const state = this.#state;
    if (!state) return;
    if (state.quiz.stage.phase === "question") this.#lines.told(socket, state.quiz.stage.from, state.quiz.stage.from);
    this.#lines.begin(socket);
    const player = this.#desk.rows.playersOf([voter]).get(voter);
    if (!player || player.removed) return;
    if (this.#room.came(state, player, now)) this.#stir();
    // Of an earlier game: plays this one too.
    if (player.game !== state.quiz.game) this.#desk.put({ type: "join", voter, name: null, team: null }, () => {});
  }

  left(voter: string, now: number): void {
    if (this.#state && this.#room.left(this.#state, voter, now)) this.#stir();
  }

  /** What is due is looked at with the next turn, however many came at once. */
  #stir(): void {
    if (this.#isStirred) return;
    this.#isStirred = true;
    this.#desk.put({ type: "tick" }, () => {
      this.#isStirred = false;
    });
  }

  // ---- what sockets say ----

  echo(socket: WebSocket, nonce: string, now: number): void {
    this.#lines.heard(socket, nonce, now);
  }

  /** Milliseconds of an answer that the network took. */
  creditOf(socket: WebSocket | undefined, voter: string): number {
    const stage = this.#state?.quiz.stage;
    return stage && "from" in stage ? this.#lines.creditOf(socket, this.#desk.door.socketsOf(voter), stage.from) : 0;
  }

  /** A frame with the state has left for this socket. */
  told(socket: WebSocket, { quiz }: State, now: number): void {
    if (quiz?.stage.phase === "question") this.#lines.told(socket, quiz.stage.from, now);
  }

  // ---- the turn ----

  /** Null where there is no quiz. */
  turn(state: State, heard: readonly Heard[], now: number): Turn | null {
    return isQuiz(state) ? takeQuizTurn(state, heard, this.#room, now) : null;
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

  /** When somebody's time is over who is not in the state; milliseconds since 1970. */
  lookAt(now: number): number {
    return (this.#state && this.#room.factsOf(this.#state, now).lookAt) ?? Number.POSITIVE_INFINITY;
  }

  #playingSockets(): WebSocket[] {
    const { door } = this.#desk;
    return door.sockets().filter((socket) => door.session(socket).identity?.role === "voter");
  }

  // ---- what is told ----

  toldOf(state: State, now: number): QuizTold | null {
    return isQuiz(state) ? { view: this.#room.view(state, now), newest: this.#room.newestOf(state, now) } : null;
  }

  /** Null where there is no quiz, and for who does not play. */
  playerViews(state: State, voters: readonly string[]): Map<string, PlayerView | null> | null {
    return isQuiz(state) ? this.#room.playerViews(state, voters) : null;
  }

  /** For the host. */
  players(page: number): PlayersPage | null {
    return this.#state && pageOf(this.#state, this.#room, page, this.#desk.publicNameOf);
  }
}

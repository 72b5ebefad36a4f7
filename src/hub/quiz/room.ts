/**
 * What a hub knows of a running quiz beside its state: who is here and still thinks, sums for the leaderboard, how long the lines are. All of it
 * is memory, made anew from sockets and rows when the hub wakes.
 */
import { addQuestion, type Board, boardOf, noTotals, type Totals } from "../../poll/quiz/board.ts";
import { begun, type Crowd, type CrowdFacts, came, factsOf, left, missed, newCrowd } from "../../poll/quiz/crowd.ts";
import { revealedIn } from "../../poll/quiz/phase.ts";
import { keyOf, planOf } from "../../poll/quiz/plan.ts";
import type { Player, Quiz } from "../../poll/quiz/quiz.ts";
import { playerView, quizView } from "../../poll/quiz/view.ts";
import type { State } from "../../poll/state.ts";
import { LOBBY_NAMES_MAX } from "../../protocol/limits.ts";
import type { PlayerView, QuizView } from "../../protocol/quiz.ts";
import type { QuizRows } from "./rows.ts";

/** As the hub holds it while there is a quiz. */
export type QuizState = State & { quiz: Quiz };

export function isQuiz(state: State | null): state is QuizState {
  return state !== null && state.quiz !== null;
}

/** Who has a socket. */
export interface Presence {
  voters(): Iterable<string>;
  isHere(voter: string): boolean;
}

export class QuizRoom {
  readonly rows: QuizRows;
  readonly #presence: Presence;
  /** By the name under which a host knows them: who they are. */
  readonly #voters = new Map<string, string>();
  readonly #publicNameOf: (voter: string) => string;
  #crowd: Crowd | null = null;
  /** Grows with everybody who comes or goes. */
  #comings = 0;
  #totals: { game: number; totals: Totals } = { game: 0, totals: noTotals() };
  #board: { game: number; board: Board } | null = null;
  #view: { state: State; comings: number; present: number; answered: number; view: QuizView } | null = null;
  #newest: { view: QuizView; names: string[] } | null = null;

  constructor(rows: QuizRows, presence: Presence, publicNameOf: (voter: string) => string) {
    this.rows = rows;
    this.#presence = presence;
    this.#publicNameOf = publicNameOf;
  }

  isHere(voter: string): boolean {
    return this.#presence.isHere(voter);
  }

  /** Null where the host means nobody who ever joined. */
  voterOf(publicName: string): string | null {
    if (!this.#voters.has(publicName)) {
      for (const { voter } of this.rows.everybody()) this.#voters.set(this.#publicNameOf(voter), voter);
    }
    return this.#voters.get(publicName) ?? null;
  }

  /** What was decided could not be saved: memory is made anew from what is. */
  forget(): void {
    this.#crowd = null;
    this.#newest = null;
    this.#totals = { game: 0, totals: noTotals() };
    this.#board = null;
    this.#view = null;
  }

  /** Names, teams or who plays have changed. */
  forgetBoard(): void {
    this.#board = null;
    this.#view = null;
  }

  crowdOf(state: QuizState, now: number): Crowd {
    this.#crowd ??= this.#awake(state, now);
    return this.#crowd;
  }

  factsOf(state: QuizState, now: number): CrowdFacts {
    const { stage } = state.quiz;
    const seconds = stage.phase === "question" ? planOf(state.poll)[stage.index]?.seconds : undefined;
    const running = stage.phase === "question" && seconds !== undefined ? { from: stage.from, seconds } : null;
    return factsOf(this.crowdOf(state, now), running, now);
  }

  /** True when this is a player who was not here before. */
  came(state: QuizState, player: Player, now: number): boolean {
    const crowd = this.crowdOf(state, now);
    const { voter, stretch, removed } = player;
    if (removed || crowd.here.get(voter) === stretch) return false;
    const current = currentOf(state);
    const hasAnswered = current !== null && this.rows.scoresOf(current, state.quiz.game, [voter]).has(voter);
    const isNew = !crowd.here.has(voter);
    this.#comings += 1;
    came(crowd, voter, stretch, hasAnswered);
    return isNew;
  }

  /** True when this was a player who was here. */
  left(state: QuizState, voter: string, now: number): boolean {
    const crowd = this.crowdOf(state, now);
    if (!crowd.here.has(voter)) return false;
    this.#comings += 1;
    left(crowd, voter, now);
    return true;
  }

  // ---- what is told ----

  /** One object for as long as it says the same. */
  view(state: QuizState, now: number): QuizView {
    const { present, answered } = this.factsOf(state, now);
    const held = this.#view;
    if (held?.state === state && held.comings === this.#comings && held.present === present && held.answered === answered)
      return held.view;
    const keys = state.poll.questions.map(keyOf);
    const view = quizView(state.quiz, { plan: planOf(state.poll), keys, crowd: { present, answered }, board: this.boardOf(state) });
    this.#view = { state, comings: this.#comings, present, answered, view };
    return view;
  }

  /** Of those who are here, the newest first: for the screen that shows who has come in. */
  newestOf(state: QuizState, view: QuizView, now: number): string[] | undefined {
    if (view.phase !== "not-started" && view.phase !== "countdown") return undefined;
    if (this.#newest?.view === view) return this.#newest.names;
    const { here } = this.crowdOf(state, now);
    const names: string[] = [];
    for (const { voter, name } of this.rows.newest(state.quiz.game)) {
      if (here.has(voter)) names.push(name);
      if (names.length === LOBBY_NAMES_MAX) break;
    }
    this.#newest = { view, names };
    return names;
  }

  /** Null for who does not play. */
  playerViews(state: QuizState, voters: readonly string[]): Map<string, PlayerView | null> {
    const players = this.rows.playersOf(voters);
    const current = currentOf(state);
    const playing = [...players.keys()];
    const scores = current === null || playing.length === 0 ? null : this.rows.scoresOf(current, state.quiz.game, playing);
    const [plan, board] = [planOf(state.poll), this.boardOf(state)];
    const viewOf = (player: Player | undefined) =>
      !player || player.removed ? null : playerView(state.quiz, plan, player, scores?.get(player.voter) ?? null, board);
    return new Map(voters.map((voter) => [voter, viewOf(players.get(voter))]));
  }

  /** Null before the first reveal. */
  boardOf(state: QuizState): Board | null {
    const revealed = revealedIn(state.quiz);
    if (revealed === 0) return null;
    const { game, settings } = state.quiz;
    if (this.#board?.game === game && this.#board.board.questions === revealed) return this.#board.board;
    const totals = this.#totalsOf(state, revealed);
    const board = boardOf(totals, this.rows.members(game), settings.teams.length);
    this.#board = { game, board };
    return board;
  }

  #totalsOf({ poll, quiz: { game } }: QuizState, revealed: number): Totals {
    if (this.#totals.game !== game || this.#totals.totals.questions > revealed) this.#totals = { game, totals: noTotals() };
    const { totals } = this.#totals;
    for (const { id } of poll.questions.slice(totals.questions, revealed)) addQuestion(totals, this.rows.rowsOf(id, game));
    return totals;
  }

  /** A crash takes all sockets along: who has not answered is probably on the way back. After a mere sleep the sockets say who is here. */
  #awake(state: QuizState, now: number): Crowd {
    const crowd = newCrowd();
    const { game, stage } = state.quiz;
    const current = currentOf(state);
    begun(crowd, current === null ? 0 : this.rows.answersTo(current, game));
    const voters = [...this.#presence.voters()];
    const scores = current === null ? null : this.rows.scoresOf(current, game, voters);
    for (const { voter, stretch, removed } of this.rows.playersOf(voters).values()) {
      if (!removed) came(crowd, voter, stretch, scores?.has(voter) ?? false);
    }
    if (stage.phase === "question" && current !== null && voters.length === 0) {
      for (const { voter, stretch } of this.rows.without(current, game)) missed(crowd, voter, stretch, now);
    }
    return crowd;
  }
}

/** The question that the room is at. */
export function currentOf({ poll, quiz: { stage } }: QuizState): string | null {
  return "index" in stage ? (poll.questions[stage.index]?.id ?? null) : null;
}

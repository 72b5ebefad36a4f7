/** A quiz hub without a platform: the real rules, rows in maps, a clock that the test moves. Parts can be swapped for broken ones. */
import { type AnswerFacts, decideAnswer, type Given } from "../../../src/poll/quiz/answer.ts";
import { addQuestion, type Board, boardOf, noTotals, type Row, type Totals } from "../../../src/poll/quiz/board.ts";
import { asked, creditOf, echoed, type Line, newLine } from "../../../src/poll/quiz/clock.ts";
import { answered, begun, type Crowd, came, factsOf, left, missed, newCrowd, removed } from "../../../src/poll/quiz/crowd.ts";
import type { Key } from "../../../src/poll/quiz/key.ts";
import { lookOf } from "../../../src/poll/quiz/lookalike.ts";
import { decideJoin, type Joined } from "../../../src/poll/quiz/names.ts";
import { decideQuiz, evolveQuiz, newQuiz, type QuizCommand, type QuizEvent, revealedIn } from "../../../src/poll/quiz/phase.ts";
import type { Answer, Plan, Player, Quiz, QuizRefusal, Stretch } from "../../../src/poll/quiz/quiz.ts";
import { isBegun, playerView, quizView } from "../../../src/poll/quiz/view.ts";
import type { QuizSettings } from "../../../src/protocol/quiz.ts";
import type { Choice } from "../../../src/protocol/server.ts";

export const NOON = Date.UTC(2026, 10, 22, 12);

export const SETTINGS: QuizSettings = {
  scoring: "speed",
  streaks: true,
  autoStart: true,
  minPlayers: 2,
  countdownSeconds: 3,
  pauseSeconds: 5,
  names: "own",
  teams: [],
};

export const PARTS = { decideAnswer, decideQuiz, evolveQuiz, creditOf, quizView, playerView, addQuestion, factsOf, decideJoin };
export type Parts = typeof PARTS;

/** Four options of which the second is right, ten seconds each. */
export function keysOf(count: number): Key[] {
  return Array.from({ length: count }, () => ({ kind: "choice", options: 4, right: [1] }));
}

export class Arena {
  readonly parts: Parts;
  readonly plan: Plan;
  readonly keys: Key[];
  now = NOON;
  quiz: Quiz;
  crowd: Crowd = newCrowd();
  readonly players = new Map<string, Player>();
  /** The table of answers, by question, game and voter. */
  readonly rows = new Map<string, Answer>();
  readonly lines = new Map<string, Line>();
  readonly events: { at: number; event: QuizEvent }[] = [];
  #totals: Totals = noTotals();
  #totalsGame = 1;
  #nonces = 0;

  constructor(settings: Partial<QuizSettings> = {}, keys: Key[] = keysOf(3), parts: Parts = PARTS, seconds = 10) {
    this.parts = parts;
    this.keys = keys;
    this.plan = keys.map((_, index) => ({ id: `q${index + 1}`, seconds }));
    this.quiz = newQuiz({ ...SETTINGS, ...settings }, NOON);
  }

  // ---- what happens ----

  join(voter: string, name: string | null = voter, team: number | null = null): Joined {
    const looks = [...this.players.values()].filter((player) => player.voter !== voter).map((player) => lookOf(player.name));
    const members = this.quiz.settings.teams.map(
      (_, index) => [...this.players.values()].filter(({ team }) => team === index).length,
    );
    const joined = this.parts.decideJoin(
      this.quiz.lobby,
      this.quiz.settings,
      { voter, name, team },
      {
        player: this.players.get(voter),
        isTaken: (look) => looks.includes(look),
        isFiltered: (name) => /damn/i.test(name),
        drawn: ["Brave Fox", "Calm Owl"],
        members,
        now: this.now,
      },
    );
    if (joined.lobby) this.quiz = { ...this.quiz, lobby: joined.lobby };
    if ("player" in joined) {
      this.players.set(voter, joined.player);
      this.come(voter);
    }
    return joined;
  }

  /** Several at once, as when a hall comes in. */
  joinAll(...voters: string[]): void {
    for (const voter of voters) this.join(voter);
  }

  come(voter: string): void {
    const player = this.players.get(voter);
    if (!player || player.removed || this.crowd.here.has(voter)) return;
    came(this.crowd, voter, player.stretch, this.#hasAnswered(voter));
    this.tick();
  }

  leave(voter: string): void {
    left(this.crowd, voter, this.now);
    this.lines.delete(voter);
    this.tick();
  }

  remove(voter: string): void {
    const player = this.players.get(voter);
    if (!player) return;
    this.players.set(voter, { ...player, removed: true });
    removed(this.crowd, voter);
    this.tick();
  }

  stretch(voter: string, stretch: Stretch): void {
    const player = this.players.get(voter);
    if (!player) return;
    this.players.set(voter, { ...player, stretch });
    if (!this.crowd.here.has(voter)) return;
    this.crowd.here.delete(voter);
    this.come(voter);
  }

  /** An answer that the hub hears now; `heard` where it waited in the inbox. */
  answer(voter: string, choice: Choice, more: Partial<Given> & { toldAt?: number } = {}): string {
    const { stage } = this.quiz;
    const index = "index" in stage ? stage.index : 0;
    const question = more.question ?? this.plan[index]?.id ?? "q1";
    const round = more.round ?? this.quiz.game;
    const from = "from" in stage ? stage.from : this.now;
    const creditMs = this.parts.creditOf(this.lines.get(voter), from, more.toldAt ?? from);
    const given: Given = { voter, question, choice, n: this.now, round, at: this.now, creditMs, ...more };
    const verdict = this.parts.decideAnswer(this.quiz, this.plan, given, this.factsFor(voter, question, round));
    if (verdict === "same") return "same";
    if ("refused" in verdict) return short(verdict);
    this.rows.set(keyOf(verdict), verdict);
    answered(this.crowd, voter);
    this.tick();
    return "counted";
  }

  factsFor(voter: string, question: string, round: number): AnswerFacts {
    const index = this.plan.findIndex(({ id }) => id === question);
    const before = this.plan[index - 1]?.id ?? "none";
    return {
      player: this.players.get(voter),
      hasAnswered: this.rows.has(keyOf({ question, round, voter })),
      streakBefore: this.rows.get(keyOf({ question: before, round, voter }))?.streak ?? 0,
      key: this.keys[index] ?? { kind: "text", accepted: [], typos: false },
    };
  }

  host(type: Exclude<QuizCommand["type"], "set">): string {
    return this.command({ type });
  }

  command(command: QuizCommand): string {
    const decided = this.parts.decideQuiz(this.quiz, command, { plan: this.plan, crowd: this.facts(), now: this.now });
    if ("refused" in decided) return short(decided);
    for (const event of decided) {
      this.quiz = this.parts.evolveQuiz(this.quiz, event);
      this.events.push({ at: this.now, event });
      if (event.type === "question-begun" || event.type === "game-begun") begun(this.crowd);
    }
    if (decided.length > 0) this.tick();
    return "done";
  }

  tick(): void {
    this.command({ type: "tick" });
  }

  /** The echo of a nonce comes back after so long. */
  echo(voter: string, afterMs: number): void {
    const line = this.lines.get(voter) ?? newLine();
    this.lines.set(voter, line);
    const nonce = `nonce ${++this.#nonces}`;
    asked(line, nonce, this.now - afterMs);
    echoed(line, nonce, this.now);
  }

  /** Time passes, and every deadline on the way is kept. */
  wait(ms: number): void {
    const until = this.now + ms;
    const due = () => [this.quiz.stage.until, this.facts().lookAt].filter((at) => at !== null && at <= until) as number[];
    for (let times = due(), guard = 0; times.length > 0; times = due(), guard++) {
      if (guard > 1_000) throw new Error(`what is due is never done: ${JSON.stringify(this.quiz.stage)}`);
      this.now = Math.max(this.now, Math.min(...times));
      this.tick();
    }
    this.now = until;
    this.tick();
  }

  /** Memory is lost, storage and sockets stay. */
  evict(): void {
    const here = [...this.crowd.here.keys()];
    this.#wake();
    for (const voter of here) came(this.crowd, voter, this.players.get(voter)?.stretch ?? 1, this.#hasAnswered(voter));
    this.tick();
  }

  /** Memory and sockets are lost, and the hub is down for a while. */
  crash(downMs: number): void {
    this.now += downMs;
    this.#wake();
    this.lines.clear();
    for (const { voter, stretch, removed } of this.players.values()) {
      if (!removed && !this.#hasAnswered(voter)) missed(this.crowd, voter, stretch, this.now);
    }
    this.tick();
  }

  #wake(): void {
    this.quiz = JSON.parse(JSON.stringify(this.quiz)) as Quiz;
    this.crowd = newCrowd();
    const question = this.#current()?.id;
    begun(this.crowd, [...this.rows.values()].filter((row) => row.question === question && row.round === this.quiz.game).length);
    this.#totals = noTotals();
  }

  // ---- what is seen ----

  get phase(): string {
    const { stage } = this.quiz;
    return "index" in stage ? `${stage.phase} ${stage.index + 1}` : stage.phase;
  }

  facts(): ReturnType<Parts["factsOf"]> {
    const { stage } = this.quiz;
    const running = stage.phase === "question" ? { from: stage.from, seconds: this.plan[stage.index]?.seconds ?? 0 } : null;
    return this.parts.factsOf(this.crowd, running, this.now);
  }

  row(voter: string, question = "q1", round = this.quiz.game): Answer | undefined {
    return this.rows.get(keyOf({ question, round, voter }));
  }

  rowsOf(index: number): Row[] {
    const id = this.plan[index]?.id;
    return [...this.rows.values()].filter(({ question, round }) => question === id && round === this.quiz.game);
  }

  /** As the hub keeps it: one more question at a time, and anew after waking or in a new game. */
  board(): Board {
    if (this.#totalsGame !== this.quiz.game) this.#totals = noTotals();
    this.#totalsGame = this.quiz.game;
    const revealed = revealedIn(this.quiz);
    while (this.#totals.questions < revealed) this.parts.addQuestion(this.#totals, this.rowsOf(this.#totals.questions));
    const members = [...this.players.values()].filter(({ removed }) => !removed);
    return boardOf(this.#totals, members, this.quiz.settings.teams.length);
  }

  /** All that this player would hear now. */
  sees(voter: string): object {
    const player = this.players.get(voter);
    const crowd = this.facts();
    const board = this.board();
    const { stage } = this.quiz;
    const question = "index" in stage ? this.plan[stage.index]?.id : undefined;
    const score = question ? (this.row(voter, question) ?? null) : null;
    return {
      quiz: this.parts.quizView(this.quiz, { plan: this.plan, keys: this.keys, crowd, board }),
      me: player ? this.parts.playerView(this.quiz, this.plan, player, score, board) : null,
      questions: this.plan.filter((_, index) => isBegun(this.quiz, index)).map(({ id }) => id),
    };
  }

  /** The question that the room is at. */
  #current(): { id: string } | undefined {
    const { stage } = this.quiz;
    return "index" in stage ? this.plan[stage.index] : undefined;
  }

  #hasAnswered(voter: string): boolean {
    const question = this.#current();
    return question !== undefined && this.rows.has(keyOf({ question: question.id, round: this.quiz.game, voter }));
  }
}

function keyOf({ question, round, voter }: Pick<Answer, "question" | "round" | "voter">): string {
  return `${question} ${round} ${voter}`;
}

export function short({ refused, detail }: QuizRefusal): string {
  return detail ? `${refused} ${detail}` : refused;
}

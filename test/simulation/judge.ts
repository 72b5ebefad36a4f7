/** What must hold in a simulated world, looked at after each event. It knows what people did, and reads storage from outside. */
import type { State } from "../../src/poll/state.ts";
import type { Choice, Results, Snapshot } from "../../src/protocol/server.ts";
import type { Disk } from "./disk.ts";
import { isRevealed, maySee, type Who } from "./sight.ts";

/** One tap of a person: what the page has put into its outbox. */
export interface Tap {
  token: string;
  voter: string;
  question: string;
  round: number | undefined;
  choice: Choice;
  n: number;
}

export interface Stored {
  question: string;
  round: number;
  voter: string;
  choice: string;
  n: number;
  points: number | null;
}

const marksOf = (choice: Choice): string => (choice.length > 1 ? JSON.stringify([...choice].sort()) : JSON.stringify(choice));
const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, at) => item === other[at]);
const slotOf = ({ voter, question, round }: Pick<Stored, "voter" | "question" | "round">) => `${voter} ${question} ${round}`;

export class Judge {
  /** The first promise that did not hold. */
  broken: string | null = null;
  acknowledged = 0;
  frames = 0;
  readonly #disk: Disk;
  readonly #isQuiz: boolean;
  /** By seq, of what is stored, or was told. */
  readonly #states = new Map<number, State>();
  #state: State | null = null;
  #rows: Stored[] = [];
  #rowsFrom = -1;
  #toldSeq = 0;
  /** By voter, question and n. */
  readonly #taps = new Map<string, Tap>();
  /** The same by the name that the hub has for the voter. */
  readonly #meant = new Map<string, Tap>();
  /** Taps with a final answer that a page has heard. */
  readonly #answered = new Set<Tap>();
  /** The greatest n acknowledged in a slot. */
  readonly #acked = new Map<string, number>();
  /** Of a quiz: what each answer was when it was acknowledged. */
  readonly #scored = new Map<string, string>();

  constructor(disk: Disk, isQuiz: boolean) {
    this.#disk = disk;
    this.#isQuiz = isQuiz;
  }

  fail(words: string): void {
    this.broken ??= words;
  }

  // ---- what people did ----

  tapped(tap: Tap): void {
    this.#taps.set(`${tap.token} ${tap.question} ${tap.n}`, tap);
    this.#meant.set(`${tap.voter} ${tap.question} ${tap.n}`, tap);
  }

  tapOf(token: string, question: string, n: number): Tap | undefined {
    return this.#taps.get(`${token} ${question} ${n}`);
  }

  /** A page has heard that this tap is stored, or one that came after it. */
  acked(tap: Tap): void {
    this.acknowledged++;
    this.#answered.add(tap);
    if (tap.round === undefined) return;
    const slot = slotOf({ ...tap, round: tap.round });
    this.#acked.set(slot, Math.max(tap.n, this.#acked.get(slot) ?? 0));
    const row = this.#rows.find((row) => slotOf(row) === slot);
    if (!row) return this.fail(`an ack for ${slot}, of which nothing is stored`);
    if (this.#isQuiz && !this.#scored.has(slot)) this.#scored.set(slot, JSON.stringify(row));
    this.#keepsPromises();
  }

  /** For good. */
  refused(tap: Tap): void {
    this.#answered.add(tap);
  }

  // ---- what the hub did ----

  /** After each event: has it changed, and is it still right? */
  looks(state: State | null): void {
    if (!state || state === this.#state || this.broken) return;
    if (this.#state && state.seq < this.#state.seq) this.fail(`seq went back from ${this.#state.seq} to ${state.seq}`);
    this.#state = state;
    this.#states.set(state.seq, state);
    // Rows that nobody has touched keep what they kept.
    if (this.#read()) this.#keepsPromises();
    this.#recounts(state);
  }

  /** What was not durable is gone; whatever was told must still be there. */
  wentBack(): void {
    this.#state = null;
    this.#read();
    this.#keepsPromises();
    const [seq = 0] =
      this.#disk.rows<[number]>("SELECT max(seq) FROM (SELECT seq FROM poll UNION ALL SELECT seq FROM tallies)")[0] ?? [];
    if (seq < this.#toldSeq) this.fail(`a frame with seq ${this.#toldSeq} was told, and storage has ${seq}`);
    for (const known of this.#states.keys()) if (known > seq) this.#states.delete(known);
  }

  /** A frame has arrived: it cannot be taken back any more. */
  told(seq: number): void {
    if (seq > this.#toldSeq) this.#toldSeq = seq;
  }

  /** What leaves the hub for this reader, at this moment. */
  says(who: Who, frame: Snapshot | Results): void {
    this.frames++;
    const state = this.#states.get(frame.seq);
    const now = this.#state;
    if (!state || !now || state.epoch !== frame.epoch) return this.fail(`a frame of a state that never was: seq ${frame.seq}`);
    const mine = this.#rows.filter(({ voter, choice }) => voter === who.voter && choice !== "[]");
    for (const [id, told] of Object.entries(frame.tallies)) {
      const question = state.poll.questions.find((question) => question.id === id);
      const tally = state.tallies[id];
      if (!question || told.ballots !== tally?.ballots) return this.fail(`seq ${frame.seq} tells ${told.ballots} ballots of ${id}`);
      const { counts, before } = told as { counts?: number[]; before?: { ballots: number } };
      if (counts && !isSameList(counts, tally.counts)) this.fail(`seq ${frame.seq} has other counts of ${id}`);
      const current = now.poll.questions.find((question) => question.id === id);
      const voted = mine.some((row) => row.question === id && row.round === current?.round);
      if (counts && !(current && maySee(now, current, who, voted))) this.fail(`counts of ${id} are told to ${JSON.stringify(who)}`);
      const isSmall = before && before.ballots < now.poll.showFrom;
      if (isSmall && !(who.host && who.role !== "stage")) this.fail(`a small round of ${id} is told`);
    }
    if (frame.type === "snapshot") this.#ownsMine(who, now, frame);
    const told = (frame as Snapshot).poll?.quiz;
    if (told?.key && !isRevealed(now, told.index ?? Infinity)) this.fail("the right answer is told before the reveal");
  }

  /** The end: nothing that anybody meant to say was dropped on the way. Of one voter's taps on one question the newest is meant. */
  everybodyWasAnswered(): void {
    const newest = new Map<string, Tap>();
    for (const tap of this.#taps.values()) {
      const slot = `${tap.token} ${tap.question}`;
      if (tap.n > (newest.get(slot)?.n ?? 0)) newest.set(slot, tap);
    }
    for (const tap of newest.values()) {
      if (!this.#answered.has(tap)) this.fail(`a tap was dropped without an answer: ${JSON.stringify(tap)}`);
    }
  }

  /** What counts for a voter, as storage has it. */
  mineOf(voter: string, state: State): Record<string, { choice: Choice; n: number }> {
    const mine: Record<string, { choice: Choice; n: number }> = {};
    for (const { id, round } of state.poll.questions) {
      const row = this.#rows.find((row) => row.voter === voter && row.question === id && row.round === round);
      if (row && row.choice !== "[]") mine[id] = { choice: JSON.parse(row.choice), n: row.n };
    }
    return mine;
  }

  /** Points of a player, over the answers to these questions of one game. */
  pointsOf(voter: string, game: number, questions: readonly string[]): number {
    const rows = this.#rows.filter((row) => row.voter === voter && row.round === game && questions.includes(row.question));
    return rows.reduce((sum, { points }) => sum + (points ?? 0), 0);
  }

  get rows(): number {
    return this.#rows.length;
  }

  #ownsMine({ voter, role }: Who, now: State, { mine }: Snapshot): void {
    if (!mine || role !== "voter") return;
    const [told, stored] = [mine, this.mineOf(voter, now)];
    const isSame = (id: string) =>
      told[id]?.n === stored[id]?.n && marksOf(told[id]?.choice ?? []) === marksOf(stored[id]?.choice ?? []);
    if (!now.poll.questions.every(({ id }) => isSame(id)))
      this.fail(`${voter} is told ${JSON.stringify(told)} and has ${JSON.stringify(stored)}`);
  }

  /** True where there may be news. */
  #read(): boolean {
    if (this.#rowsFrom === this.#disk.ballotWrites) return false;
    this.#rowsFrom = this.#disk.ballotWrites;
    const rows = this.#disk.rows<[string, number, string, string, number, number | null]>(
      "SELECT question, round, voter, choice, n, points FROM ballots",
    );
    this.#rows = rows.map(([question, round, voter, choice, n, points]) => ({ question, round, voter, choice, n, points }));
    return true;
  }

  /** Each row is what its voter once meant, and not older than what was acknowledged: so for every option acknowledged <= counted <= attempted. */
  #keepsPromises(): void {
    const left = new Map(this.#acked);
    for (const row of this.#rows) {
      const slot = slotOf(row);
      const tap = this.#meant.get(`${row.voter} ${row.question} ${row.n}`);
      const wasMeant = tap && marksOf(tap.choice) === row.choice && (tap.round ?? row.round) === row.round;
      if (!wasMeant) this.fail(`nobody ever meant ${JSON.stringify(row)}`);
      const acked = left.get(slot) ?? 0;
      if (!this.#isQuiz && row.n < acked) this.fail(`an acknowledged vote is lost: ${slot} n ${acked}, stored ${row.n}`);
      const scored = this.#scored.get(slot);
      if (scored && scored !== JSON.stringify(row)) this.fail(`an answer has changed from ${scored} to ${JSON.stringify(row)}`);
      left.delete(slot);
    }
    for (const slot of left.keys()) this.fail(`an acknowledged vote is lost: ${slot} has no row`);
  }

  #recounts({ poll, tallies, seq }: State): void {
    for (const question of poll.questions) {
      const { id, round } = question;
      const options = (question as { options?: string[] }).options?.length ?? 0;
      const counts = new Array<number>(options).fill(0);
      let ballots = 0;
      for (const row of this.#rows) {
        if (row.question !== id || row.round !== round || row.choice === "[]") continue;
        ballots++;
        for (const mark of JSON.parse(row.choice) as number[]) counts[mark] = (counts[mark] ?? 0) + 1;
      }
      const told = tallies[id];
      if (told?.ballots !== ballots || !isSameList(told.counts, counts))
        this.fail(`seq ${seq}: ${id} counts ${JSON.stringify(told)}, its ballots ${ballots} ${JSON.stringify(counts)}`);
    }
  }
}

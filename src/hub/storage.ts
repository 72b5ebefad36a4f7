/** All SQL of the hub. Rows that are read go back to typed values here; nothing else knows the tables. */

import type { Picture } from "../poll/command.ts";
import type { Tally } from "../poll/kinds/index.ts";
import type { Ballot, Question, State } from "../poll/state.ts";
import type { Timed } from "../poll/timeline.ts";
import { STATEMENT_UNITS_MAX } from "../protocol/limits.ts";
import type { Choice, ExportedBallot } from "../protocol/server.ts";
import { NetworkRows } from "./entry/networks.ts";
import { QuizRows } from "./quiz/rows.ts";
import { ReceiptRows } from "./receiptrows.ts";
import { isMade, migrate } from "./schema.ts";
import { LogRows } from "./talk/logrows.ts";
import { NoticeRows } from "./talk/noticerows.ts";
import { TalkRows } from "./talk/rows.ts";
import type { StoredBallot, Turn } from "./turn.ts";

const BODY = ["poll", "quiz", "entry", "code", "hostKeyHash"] as const;

/** What the `body` column holds: what no vote changes. */
type Body = Pick<State, (typeof BODY)[number]>;

export interface StoredPoll {
  state: State;
  /** Key of the HMAC that turns voters' tokens into names. */
  secret: string;
}

/** A ballot as it lies in its table. */
export interface StoredRow extends Omit<Ballot, "choice"> {
  choice: string;
  at: number;
}

export class PollStorage {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly quiz: QuizRows;
  readonly receipts: ReceiptRows;
  readonly talk: TalkRows;
  readonly log: LogRows;
  readonly notices: NoticeRows;
  readonly networks: NetworkRows;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.quiz = new QuizRows(storage.sql);
    this.receipts = new ReceiptRows(storage.sql);
    this.talk = new TalkRows(storage.sql);
    this.log = new LogRows(storage.sql);
    this.notices = new NoticeRows(storage.sql);
    this.networks = new NetworkRows(storage.sql);
    if (isMade(storage)) migrate(storage);
  }

  load(): StoredPoll | null {
    if (!isMade(this.#storage)) return null;
    const row = this.#sql
      .exec<PollRow>("SELECT epoch, secret, seq, at, body, (SELECT at FROM talk) AS talked FROM poll")
      .toArray()[0];
    if (!row) return null;
    const body = JSON.parse(row.body) as Body;
    let { seq } = row;
    let at = Math.max(row.at, row.talked ?? 0);
    const tallies: State["tallies"] = {};
    for (const stored of this.#sql.exec<TallyRow>("SELECT question, seq, at, tally FROM tallies")) {
      tallies[stored.question] = JSON.parse(stored.tally) as Tally;
      seq = Math.max(seq, stored.seq);
      at = Math.max(at, stored.at);
    }
    const pictures: State["pictures"] = {};
    for (const { id, size } of this.#sql.exec<PictureRow>("SELECT id, length(bytes) AS size FROM pictures ORDER BY rowid")) {
      pictures[id] = size;
    }
    return { secret: row.secret, state: { epoch: row.epoch, seq, at, tallies, pictures, ...body } };
  }

  create(state: State, secret: string, ballots: readonly StoredRow[] = [], pictures: readonly Picture[] = []): void {
    migrate(this.#storage);
    this.#storage.transactionSync(() => {
      this.#sql.exec("INSERT INTO poll VALUES (1, ?, ?, ?, ?, ?)", state.epoch, secret, state.seq, state.at, bodyOf(state));
      for (const { id } of state.poll.questions) this.#writeTally(state, id);
      this.#writePictures(pictures, state.pictures);
      this.#writeRows(ballots);
    });
  }

  /** What these voters have stored for one question and round. One statement, however many voters. */
  ballotsOf(question: string, round: number, voters: readonly string[]): Map<string, StoredBallot> {
    const found = new Map<string, StoredBallot>();
    const rows = this.#sql
      .exec<{ voter: string; choice: string; n: number }>(
        `SELECT b.voter, b.choice, b.n FROM json_each(?) AS wanted
         CROSS JOIN ballots AS b ON b.question = ? AND b.round = ? AND b.voter = wanted.value`,
        JSON.stringify(voters),
        question,
        round,
      )
      .raw<[string, string, number]>();
    for (const [voter, choice, n] of rows) found.set(voter, { choice: JSON.parse(choice) as Choice, n });
    return found;
  }

  /** What these voters have stored in the current rounds of all questions: one statement, since every newcomer asks it. */
  ballotsIn(
    questions: readonly Question[],
    voters: readonly string[],
  ): { question: string; voter: string; choice: Choice; n: number }[] {
    const rows = this.#sql
      .exec(
        `SELECT b.question, b.voter, b.choice, b.n FROM json_each(?) AS asked CROSS JOIN json_each(?) AS wanted
         CROSS JOIN ballots AS b ON b.question = asked.value->>0 AND b.round = asked.value->>1 AND b.voter = wanted.value`,
        JSON.stringify(questions.map(({ id, round }) => [id, round])),
        JSON.stringify(voters),
      )
      .raw<[string, string, string, number]>();
    return [...rows].map(([question, voter, choice, n]) => ({ question, voter, choice: JSON.parse(choice) as Choice, n }));
  }

  /** One transaction for a whole turn: ballots, the tallies that they moved, and the poll where a host changed it. */
  commit(before: State, { state: after, ballots, pictures, networks, quiz, talk }: Omit<Turn, "events" | "replies">): void {
    this.#storage.transactionSync(() => {
      if (ballots.length > 0) this.#writeBallots(ballots, after.at);
      this.networks.write(networks, before, after);
      if (quiz) this.quiz.write(quiz, after.quiz?.game ?? 0, after.at);
      if (talk) this.talk.write(talk);
      if (talk) this.notices.write(talk.events);
      if (after.pictures !== before.pictures) this.#writePictures(pictures, after.pictures);
      let carriesSeq = false;
      for (const { id } of after.poll.questions) {
        if (after.tallies[id] === before.tallies[id]) continue;
        this.#writeTally(after, id);
        carriesSeq = true;
      }
      const isBodyNew = BODY.some((field) => after[field] !== before[field]);
      if (isBodyNew || (!carriesSeq && after.seq !== before.seq)) {
        this.#sql.exec("UPDATE poll SET seq = ?, at = ?, body = ?", after.seq, after.at, bodyOf(after));
      }
    });
  }

  /** Choices of one round, row by row as they are asked for, each time anew: however many there are, they are never all in memory. */
  choices(question: string, round: number): Iterable<Choice> {
    const rows = () =>
      this.#sql
        .exec("SELECT choice FROM ballots WHERE question = ? AND round = ? AND choice <> '[]'", question, round)
        .raw<[string]>();
    return {
      *[Symbol.iterator]() {
        for (const [choice] of rows()) yield JSON.parse(choice) as Choice;
      },
    };
  }

  /** When the first and the last ballot that count came, milliseconds since 1970. */
  span(question: string, round: number): { first: number; last: number } {
    const [row] = this.#sql
      .exec<{ first: number | null; last: number | null }>(
        "SELECT min(at) AS first, max(at) AS last FROM ballots WHERE question = ? AND round = ? AND choice <> '[]'",
        question,
        round,
      )
      .toArray();
    return { first: row?.first ?? 0, last: row?.last ?? 0 };
  }

  /** Choices of one round with their times, the earliest first; row by row, as `choices`. */
  *timed(question: string, round: number): Iterable<Timed> {
    const rows = this.#sql
      .exec("SELECT at, choice FROM ballots WHERE question = ? AND round = ? AND choice <> '[]' ORDER BY at", question, round)
      .raw<[number, string]>();
    for (const [at, choice] of rows) yield { at, choice: JSON.parse(choice) as Choice };
  }

  /** Every ballot that counts, or counted in the round before, as it is stored; no more than this many. */
  rows(questions: readonly Question[], rowsMax: number): StoredRow[] {
    const rows: StoredRow[] = [];
    for (const [id, round] of roundsOf(questions)) {
      const found = this.#sql
        .exec(
          "SELECT voter, choice, n, at FROM ballots WHERE question = ? AND round = ? AND choice <> '[]' LIMIT ?",
          id,
          round,
          rowsMax - rows.length,
        )
        .raw<[string, string, number, number]>();
      for (const [voter, choice, n, at] of found) rows.push({ question: id, round, voter, choice, n, at });
    }
    return rows;
  }

  /** Without its voter, in an order that says nothing about who came when. */
  ballots(questions: readonly Question[], rowsMax: number, unitsMax: number): { ballots: ExportedBallot[]; cut: boolean } {
    const ballots: ExportedBallot[] = [];
    let units = 0;
    for (const [id, round] of roundsOf(questions)) {
      const rows = this.#sql
        .exec("SELECT choice FROM ballots WHERE question = ? AND round = ? AND choice <> '[]' ORDER BY choice", id, round)
        .raw<[string]>();
      for (const [choice] of rows) {
        units += choice.length + EXPORTED_UNITS;
        if (ballots.length >= rowsMax || units > unitsMax) return { ballots, cut: true };
        ballots.push({ question: id, round, choice: JSON.parse(choice) as Choice });
      }
    }
    return { ballots, cut: false };
  }

  picture(id: string): { type: string; bytes: Uint8Array } | null {
    const row = this.#sql
      .exec<{ type: string; bytes: ArrayBuffer }>("SELECT type, bytes FROM pictures WHERE id = ?", id)
      .toArray()[0];
    return row ? { type: row.type, bytes: new Uint8Array(row.bytes) } : null;
  }

  /** Empties the object: tables, alarm and all. */
  async destroy(): Promise<void> {
    await this.#storage.deleteAll();
    await this.#storage.deleteAlarm();
  }

  wakeAt(at: number): void {
    void this.#storage.setAlarm(at);
  }

  #writeTally(state: State, question: string): void {
    this.#sql.exec(
      "INSERT INTO tallies VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at, tally = excluded.tally",
      question,
      state.seq,
      state.at,
      JSON.stringify(state.tallies[question]),
    );
  }

  /** Replaced even where it is the same: rows stand in the order in which pictures came. */
  #writePictures(pictures: readonly Picture[], kept: State["pictures"]): void {
    for (const { id, type, bytes } of pictures) {
      this.#sql.exec("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", id, type, bytes);
    }
    this.#sql.exec("DELETE FROM pictures WHERE id NOT IN (SELECT value FROM json_each(?))", JSON.stringify(Object.keys(kept)));
  }

  #writeBallots(ballots: readonly Ballot[], at: number): void {
    const rows = ballots.map(({ question, round, voter, choice, n }): Row => [question, round, voter, JSON.stringify(choice), n]);
    // One time for all of them, bound once: this is where the hub spends most of a vote.
    for (const some of inStatements(rows)) this.#sql.exec(`${INSERT}, ? ${FROM_ROWS}`, at, JSON.stringify(some));
  }

  /** Each with a time of its own. */
  #writeRows(stored: readonly StoredRow[]): void {
    const rows = stored.map(({ question, round, voter, choice, n, at }): Row => [question, round, voter, choice, n, at]);
    for (const some of inStatements(rows)) this.#sql.exec(`${INSERT}, value->>5 ${FROM_ROWS}`, JSON.stringify(some));
  }
}

type Row = [question: string, round: number, voter: string, choice: string, n: number, at?: number];

const INSERT = `INSERT INTO ballots (question, round, voter, choice, n, at)
  SELECT value->>0, value->>1, value->>2, value->>3, value->>4`;
const FROM_ROWS = `FROM json_each(?) WHERE true
  ON CONFLICT DO UPDATE SET choice = excluded.choice, n = excluded.n, at = excluded.at`;

/** As many rows in each as one bound value holds, however long their choices are. */
function* inStatements(rows: readonly Row[]): Iterable<readonly Row[]> {
  let from = 0;
  let units = 0;
  for (const [index, row] of rows.entries()) {
    units += row[3].length + ROW_UNITS;
    if (units <= STATEMENT_UNITS_MAX) continue;
    yield rows.slice(from, index);
    from = index;
    units = row[3].length + ROW_UNITS;
  }
  if (from < rows.length) yield rows.slice(from);
}

/** Of a question asked again also the round before. */
function roundsOf(questions: readonly Question[]): [question: string, round: number][] {
  return questions.flatMap(({ id, round, earlier }): [string, number][] => [
    ...(earlier ? [[id, earlier.round] as [string, number]] : []),
    [id, round],
  ]);
}

/** What stands around a choice: where it is stored a name, numbers, quotes, and where it leaves the names of its fields. */
const ROW_UNITS = 100;
const EXPORTED_UNITS = 50;

type PollRow = { epoch: string; secret: string; seq: number; at: number; body: string; talked: number | null };
type PictureRow = { id: string; size: number };
type TallyRow = { question: string; seq: number; at: number; tally: string };

function bodyOf({ poll, quiz, entry, code, hostKeyHash }: State): string {
  return JSON.stringify({ poll, quiz, entry, code, hostKeyHash } satisfies Body);
}

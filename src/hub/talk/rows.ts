/** The SQL of what a room says: one statement each, however many rows. Upvotes are ballots, and written with those of the polls. */
import { type Ask, ballotQuestionOf, type Message, NO_TALK, type Person, type Talk } from "../../poll/talk/talk.ts";
import { ASKS_KEPT_MAX, MESSAGES_KEPT_MAX } from "../../protocol/limits.ts";
import { inStatements, valuesOf, WORDS_UNITS } from "../statements.ts";
import type { TalkTurn } from "./turn.ts";

/** By voter and the `n` that they gave it. */
export type Saying = readonly [voter: string, n: number];

export class TalkRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  talk(): Talk {
    const [row] = this.#sql.exec<{ rev: number; at: number; body: string }>("SELECT rev, at, body FROM talk").toArray();
    return row ? { rev: row.rev, at: row.at, ...(JSON.parse(row.body) as Counters) } : NO_TALK;
  }

  /** With one of these ids, or said under one of these numbers. */
  messages(ids: readonly number[], said: readonly Saying[]): Message[] {
    return [...this.#found<MessageRow>("messages", MESSAGE, ids, said)].map(messageIn);
  }

  asks(ids: readonly number[], said: readonly Saying[]): Ask[] {
    return [...this.#found<AskRow>("asks", ASK, ids, said)].map(askIn);
  }

  #found<Row extends SqlStorageValue[]>(
    table: string,
    columns: string,
    ids: readonly number[],
    said: readonly Saying[],
  ): Iterable<Row> {
    return this.#sql
      .exec(
        `SELECT ${columns} FROM ${table} WHERE id IN (SELECT value FROM json_each(?))
         UNION SELECT ${columns} FROM ${table} WHERE (voter, n) IN (SELECT value->>0, value->>1 FROM json_each(?))`,
        JSON.stringify(ids),
        JSON.stringify(said),
      )
      .raw<Row>();
  }

  /** Asks that are neither archived nor removed. */
  liveAsks(): number {
    const [row] = this.#sql
      .exec<{ asks: number }>("SELECT count(*) AS asks FROM asks WHERE state NOT IN ('archived', 'removed')")
      .toArray();
    return row?.asks ?? 0;
  }

  people(voters: readonly string[]): Person[] {
    const rows = this.#sql
      .exec("SELECT voter, name, muted, at FROM people WHERE voter IN (SELECT value FROM json_each(?))", JSON.stringify(voters))
      .raw<PersonRow>();
    return [...rows].map(personIn);
  }

  *everybody(): Iterable<Person> {
    const rows = this.#sql.exec("SELECT voter, name, muted, at FROM people").raw<PersonRow>();
    for (const row of rows) yield personIn(row);
  }

  upvotes(wanted: readonly (readonly [ask: number, voter: string])[]): { ask: number; voter: string; up: boolean; n: number }[] {
    const rows = this.#sql
      .exec(
        `SELECT wanted.value->>2, b.voter, b.choice, b.n FROM json_each(?) AS wanted
         CROSS JOIN ballots AS b ON b.question = wanted.value->>0 AND b.round = 1 AND b.voter = wanted.value->>1`,
        JSON.stringify(wanted.map(([ask, voter]) => [ballotQuestionOf(ask), voter, ask])),
      )
      .raw<[number, string, string, number]>();
    return [...rows].map(([ask, voter, choice, n]) => ({ ask, voter, up: choice !== "[]", n }));
  }

  /** When each of them last said something in the chat. */
  saidAt(voters: readonly string[]): Map<string, number> {
    const rows = this.#sql
      .exec(
        "SELECT voter, max(at) FROM messages WHERE voter IN (SELECT value FROM json_each(?)) GROUP BY voter",
        JSON.stringify(voters),
      )
      .raw<[string, number]>();
    return new Map(rows);
  }

  /** Within the transaction of the turn: of each row what it came to. */
  write({ before, after, events }: TalkTurn): void {
    const messages = new Map<number, unknown[]>();
    const asks = new Map<number, unknown[]>();
    const people = new Map<string, unknown[]>();
    for (const event of events) {
      if (event.type === "message") messages.set(event.message.id, messageRow(event.message));
      else if (event.type === "ask") asks.set(event.ask.id, askRow(event.ask));
      else if (event.type === "person") people.set(event.person.voter, personRow(event.person));
    }
    this.#put(PUT_MESSAGES, messages);
    this.#put(PUT_ASKS, asks);
    this.#put(PUT_PEOPLE, people);
    if (after.message > before.message) this.#pruneMessages(after);
    if (after.ask > before.ask) this.#pruneAsks(after);
    if (after === before) return;
    const { rev, at, ...counters } = after;
    this.#sql.exec("INSERT OR REPLACE INTO talk VALUES (1, ?, ?, ?)", rev, at, JSON.stringify(counters satisfies Counters));
  }

  #put(statement: string, rows: ReadonlyMap<unknown, unknown[]>): void {
    for (const some of inStatements([...rows.values()], WORDS_UNITS)) this.#sql.exec(statement, some);
  }

  /** The oldest go; what is pinned stays while it is. */
  #pruneMessages({ message, pinnedMessage }: Talk): void {
    if (message <= MESSAGES_KEPT_MAX) return;
    this.#sql.exec("DELETE FROM messages WHERE id <= ? AND id <> ?", message - MESSAGES_KEPT_MAX, pinnedMessage ?? 0);
  }

  /** Of what is over the oldest go, and their upvotes with them. */
  #pruneAsks({ ask }: Talk): void {
    if (ask <= ASKS_KEPT_MAX) return;
    const gone = this.#sql
      .exec("DELETE FROM asks WHERE id <= ? AND state IN ('archived', 'removed') RETURNING id", ask - ASKS_KEPT_MAX)
      .raw<[number]>();
    const questions = [...gone].map(([id]) => ballotQuestionOf(id));
    if (questions.length === 0) return;
    this.#sql.exec("DELETE FROM ballots WHERE question IN (SELECT value FROM json_each(?))", JSON.stringify(questions));
  }
}

type Counters = Omit<Talk, "rev" | "at">;

const SAID = "id, rev, voter, n, name, text, at, host, state";
export const MESSAGE = SAID;
export const ASK = `${SAID}, hidden, votes, reply`;

type SaidRow = [id: number, rev: number, voter: string, n: number, name: string, text: string, at: number, host: number];
export type MessageRow = [...SaidRow, state: Message["state"]];
export type AskRow = [...SaidRow, state: Ask["state"], hidden: number, votes: number, reply: string];

export function messageIn([id, rev, voter, n, name, text, at, host, state]: MessageRow): Message {
  return { id, rev, voter, n, name, text, at, host: host === 1, state };
}

export function askIn([id, rev, voter, n, name, text, at, host, state, hidden, votes, reply]: AskRow): Ask {
  return { id, rev, voter, n, name, text, at, host: host === 1, state, hidden: hidden === 1, votes, reply };
}

function messageRow({ id, rev, voter, n, name, text, at, host, state }: Message): MessageRow {
  return [id, rev, voter, n, name, text, at, host ? 1 : 0, state];
}

function askRow({ hidden, votes, reply, state, ...said }: Ask): AskRow {
  const { id, rev, voter, n, name, text, at, host } = said;
  return [id, rev, voter, n, name, text, at, host ? 1 : 0, state, hidden ? 1 : 0, votes, reply];
}

type PersonRow = [voter: string, name: string, muted: number, at: number];

function personIn([voter, name, muted, at]: PersonRow): Person {
  return { voter, name, muted: muted === 1, at };
}

function personRow({ voter, name, muted, at }: Person): PersonRow {
  return [voter, name, muted ? 1 : 0, at];
}

const PUT_MESSAGES = `INSERT INTO messages (${MESSAGE}) SELECT ${valuesOf(9)} FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, name = excluded.name, text = excluded.text, state = excluded.state`;

const PUT_ASKS = `INSERT INTO asks (${ASK}) SELECT ${valuesOf(12)} FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, name = excluded.name, text = excluded.text, state = excluded.state,
    hidden = excluded.hidden, votes = excluded.votes, reply = excluded.reply`;

const PUT_PEOPLE = `INSERT INTO people (voter, name, muted, at) SELECT ${valuesOf(4)} FROM json_each(?) WHERE true
  ON CONFLICT (voter) DO UPDATE SET name = excluded.name, muted = excluded.muted`;

/** The SQL of notices: what was sent, who has got it, and of whom it may be for. One statement each, however many people. */
import type { Notice, TalkEvent } from "../../poll/talk/talk.ts";
import { SENT_NOTICES_SHOWN } from "../../protocol/limits.ts";
import type { NoticeCode, NoticeTo } from "../../protocol/talk.ts";
import { inStatements, valuesOf, WORDS_UNITS } from "../statements.ts";

/** A notice, and how many people have got and seen it. */
export interface Sent {
  notice: Notice;
  delivered: number;
  seen: number;
}

export class NoticeRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All that are kept, the oldest first. */
  all(): Sent[] {
    const rows = this.#sql
      .exec(
        `SELECT ${NOTICE}, (SELECT count(*) FROM got WHERE notice = id), (SELECT count(*) FROM got WHERE notice = id AND seen = 1)
         FROM notices ORDER BY id`,
      )
      .raw<[...NoticeRow, number, number]>();
    return [...rows].map(([id, to, voter, code, about, round, text, at, expiresAt, delivered, seen]) => ({
      notice: { id, to, voter, code, about, round, text, at, expiresAt },
      delivered,
      seen,
    }));
  }

  got(notices: readonly number[], voters: readonly string[]): { notice: number; voter: string; seen: boolean }[] {
    const rows = this.#sql
      .exec(
        `SELECT g.notice, g.voter, g.seen FROM json_each(?) AS one CROSS JOIN json_each(?) AS person
         CROSS JOIN got AS g ON g.notice = one.value AND g.voter = person.value`,
        JSON.stringify(notices),
        JSON.stringify(voters),
      )
      .raw<[number, string, number]>();
    return [...rows].map(([notice, voter, seen]) => ({ notice, voter, seen: seen === 1 }));
  }

  /** Which of them play, in whatever game. */
  players(voters: readonly string[]): Set<string> {
    return this.#among("SELECT voter FROM players WHERE removed = 0 AND voter IN (SELECT value FROM json_each(?))", voters);
  }

  /** Which of them have a ballot in this round. */
  voted(question: string, round: number, voters: readonly string[]): Set<string> {
    return this.#among(
      `SELECT b.voter FROM json_each(?) AS wanted CROSS JOIN ballots AS b
       ON b.question = ? AND b.round = ? AND b.voter = wanted.value AND b.choice <> '[]'`,
      voters,
      question,
      round,
    );
  }

  #among(statement: string, voters: readonly string[], ...more: (string | number)[]): Set<string> {
    const rows = this.#sql.exec(statement, JSON.stringify(voters), ...more).raw<[string]>();
    return new Set([...rows].map(([voter]) => voter));
  }

  /** Within the transaction of the turn. */
  write(events: readonly TalkEvent[]): void {
    const written = new Map<number, unknown[]>();
    const withdrawn: number[] = [];
    const got = new Map<string, [notice: number, voter: string, seen: number]>();
    for (const event of events) {
      if (event.type === "notice") written.set(event.notice.id, rowOf(event.notice));
      else if (event.type === "withdrawn") {
        written.delete(event.notice);
        withdrawn.push(event.notice);
      } else if (event.type === "got") got.set(`${event.notice} ${event.voter}`, [event.notice, event.voter, event.seen ? 1 : 0]);
    }
    for (const some of inStatements([...written.values()], WORDS_UNITS)) this.#sql.exec(PUT_NOTICES, some);
    for (const some of inStatements([...got.values()], WORDS_UNITS)) this.#sql.exec(PUT_GOT, some);
    if (withdrawn.length > 0) this.#drop(withdrawn);
    const newest = events.findLast((event) => event.type === "notice");
    if (newest) this.#prune(newest.notice.at);
  }

  /** What is over goes, but for what its host still looks at. */
  #prune(now: number): void {
    const over = this.#sql
      .exec(
        `SELECT id FROM notices WHERE expires <= ? AND id NOT IN (
           SELECT id FROM notices WHERE code IS NULL OR code = 'vote-reset' ORDER BY id DESC LIMIT ?)`,
        now,
        SENT_NOTICES_SHOWN,
      )
      .raw<[number]>();
    const ids = [...over].map(([id]) => id);
    if (ids.length > 0) this.#drop(ids);
  }

  #drop(ids: readonly number[]): void {
    const list = JSON.stringify(ids);
    this.#sql.exec("DELETE FROM notices WHERE id IN (SELECT value FROM json_each(?))", list);
    this.#sql.exec("DELETE FROM got WHERE notice IN (SELECT value FROM json_each(?))", list);
  }
}

/** What hosts see of: their own, and what the system told many. */
export function isShown({ code }: Notice): boolean {
  return code === null || code === "vote-reset";
}

const NOTICE = "id, audience, voter, code, about, round, text, at, expires";

type NoticeRow = [
  id: number,
  to: NoticeTo,
  voter: string | null,
  code: NoticeCode | null,
  about: string | null,
  round: number | null,
  text: string,
  at: number,
  expiresAt: number,
];

function rowOf({ id, to, voter, code, about, round, text, at, expiresAt }: Notice): NoticeRow {
  return [id, to, voter, code, about, round, text, at, expiresAt];
}

const PUT_NOTICES = `INSERT INTO notices (${NOTICE})
  SELECT ${valuesOf(9)} FROM json_each(?)`;

/** What was seen stays seen. */
const PUT_GOT = `INSERT INTO got (notice, voter, seen) SELECT value->>0, value->>1, value->>2 FROM json_each(?) WHERE true
  ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen)`;

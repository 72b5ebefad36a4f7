/** What the log of a room reads of storage: one statement each, however many rows. */
import { type Ask, ballotQuestionOf, type Message, type TalkEvent } from "../../poll/talk/talk.ts";
import { ASK, type AskRow, askIn, MESSAGE, type MessageRow, messageIn } from "./rows.ts";

/** A row as it is since its last change. */
export type Change = Extract<TalkEvent, { type: "message" | "ask" }>;

/** What one person has done, of what memory does not hold. */
export interface Deeds {
  messages: number[];
  /** By ask: the `n` of an upvote that counts. */
  upvotes: Map<number, number>;
}

export class LogRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** From the newest shown ones down, with those hidden between them and the one that is pinned; the oldest first. */
  newest(shownMax: number, pinned: number | null): Message[] {
    const rows = this.#sql
      .exec(
        `SELECT ${MESSAGE} FROM messages WHERE state <> 'removed' AND (id = ?2 OR id >= coalesce(
           (SELECT id FROM messages WHERE state = 'shown' ORDER BY id DESC LIMIT 1 OFFSET ?1), 0))
         ORDER BY id`,
        shownMax - 1,
        pinned,
      )
      .raw<MessageRow>();
    return [...rows].map(messageIn);
  }

  /** All but those removed. */
  asks(): Ask[] {
    return [...this.#sql.exec(`SELECT ${ASK} FROM asks WHERE state <> 'removed' ORDER BY id`).raw<AskRow>()].map(askIn);
  }

  /** Rows that changed last, whatever became of them, the earliest first. */
  changed(rowsMax: number): Change[] {
    const messages = this.#sql.exec(`SELECT ${MESSAGE} FROM messages ORDER BY rev DESC LIMIT ?`, rowsMax).raw<MessageRow>();
    const asks = this.#sql.exec(`SELECT ${ASK} FROM asks ORDER BY rev DESC LIMIT ?`, rowsMax).raw<AskRow>();
    const changes: Change[] = [
      ...[...messages].map((row): Change => ({ type: "message", message: messageIn(row) })),
      ...[...asks].map((row): Change => ({ type: "ask", ask: askIn(row) })),
    ];
    return changes.sort((one, other) => revOf(one) - revOf(other)).slice(-rowsMax);
  }

  muted(): string[] {
    return [...this.#sql.exec("SELECT voter FROM people WHERE muted = 1").raw<[string]>()].map(([voter]) => voter);
  }

  /** `asks`: those that somebody has voted for. */
  deedsOf(voters: readonly string[], asks: readonly number[], messagesMax: number): Map<string, Deeds> {
    const idOf = new Map(asks.map((id) => [ballotQuestionOf(id), id]));
    const rows = this.#sql
      .exec(
        `SELECT w.value,
           (SELECT json_group_array(id) FROM (
             SELECT id FROM messages WHERE voter = w.value AND state <> 'removed' ORDER BY id DESC LIMIT ?2)),
           (SELECT json_group_object(a.value, b.n) FROM json_each(?3) AS a
             CROSS JOIN ballots AS b ON b.question = a.value AND b.round = 1 AND b.voter = w.value WHERE b.choice <> '[]')
         FROM json_each(?1) AS w`,
        JSON.stringify(voters),
        messagesMax,
        JSON.stringify([...idOf.keys()]),
      )
      .raw<[voter: string, messages: string, upvotes: string]>();
    const deeds = new Map<string, Deeds>();
    for (const [voter, messages, upvotes] of rows) {
      const byAsk = Object.entries(JSON.parse(upvotes) as Record<string, number>);
      deeds.set(voter, {
        messages: (JSON.parse(messages) as number[]).toReversed(),
        upvotes: new Map(byAsk.map(([question, n]) => [idOf.get(question) ?? 0, n])),
      });
    }
    return deeds;
  }
}

export function revOf(change: Change): number {
  return change.type === "message" ? change.message.rev : change.ask.rev;
}

/** What is stored for lists of receipts: the hashes, as long as the ballots behind them stay as they are. */
import type { Question } from "../poll/state.ts";
import type { ReceiptsView } from "../protocol/receipts.ts";

export class ReceiptRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Every ballot that counts: under whose name, and its choice as JSON. */
  counted(question: string, round: number): Iterable<[voter: string, choice: string]> {
    return this.#sql
      .exec("SELECT voter, choice FROM ballots WHERE question = ? AND round = ? AND choice <> '[]'", question, round)
      .raw<[string, string]>();
  }

  /** A tally is written with each ballot that moves it, so its seq says whether any has moved since. */
  kept({ id, round }: Question): ReceiptsView | null {
    const row = this.#sql
      .exec<{ count: number; sha256: string }>(
        `SELECT r.count, r.sha256 FROM receipts AS r JOIN tallies AS t ON t.question = r.question AND t.seq = r.seq
         WHERE r.question = ? AND r.round = ?`,
        id,
        round,
      )
      .toArray()[0];
    if (!row) return null;
    return row.sha256 === "" ? { off: "many" } : { count: row.count, sha256: row.sha256 };
  }

  keep({ id, round }: Question, view: ReceiptsView): void {
    const { count, sha256 } = "off" in view ? { count: 0, sha256: "" } : view;
    this.#sql.exec(
      "INSERT OR REPLACE INTO receipts SELECT question, ?, seq, ?, ? FROM tallies WHERE question = ?",
      round,
      count,
      sha256,
      id,
    );
  }
}

/** Which relays have phones of this poll: a hub that has lost its memory asks them. */
export class RelayRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `lost`: could not be reached, and may not know yet that their phones were given up. */
  read(): { names: string[]; lost: string[] } {
    const rows = [...this.#sql.exec("SELECT name, lost FROM relays").raw<[string, number]>()];
    const of = (lost: number) => rows.filter((row) => row[1] === lost).map(([name]) => name);
    return { names: of(0), lost: of(1) };
  }

  add(name: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO relays VALUES (?, 0)", name);
  }

  addLost(name: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO relays VALUES (?, 1)", name);
  }

  remove(name: string): void {
    this.#sql.exec("DELETE FROM relays WHERE name = ?", name);
  }
}

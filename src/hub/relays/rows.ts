/** Which relays have phones of this poll: a hub that has lost its memory asks them. */
export class RelayRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  names(): string[] {
    return [...this.#sql.exec("SELECT name FROM relays").raw<[string]>()].map(([name]) => name);
  }

  add(name: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO relays VALUES (?)", name);
  }

  remove(name: string): void {
    this.#sql.exec("DELETE FROM relays WHERE name = ?", name);
  }
}

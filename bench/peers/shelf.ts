/** Ballots in SQLite in the plainest way: a statement for each, and nothing else. The same text for workers and for Node. */

export const SHELF = "CREATE TABLE IF NOT EXISTS ballots (voter TEXT PRIMARY KEY, option INTEGER, n INTEGER) WITHOUT ROWID";
export const KEEP = `INSERT INTO ballots VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET option = excluded.option, n = excluded.n`;
export const ALL = "SELECT voter, option, n FROM ballots";

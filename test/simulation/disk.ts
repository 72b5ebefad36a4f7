/**
 * Storage of one object as the platform has it, on a SQLite in memory: a transaction is all or nothing, what is committed is durable a moment
 * later, and a crash before that moment takes it back.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

type Row = Record<string, unknown>;

/** What goes wrong with the statement or the transaction that it says. */
export interface Mishap {
  what: "crash" | "error";
  /** In so many writes; 0 is right behind the next commit. */
  in: number;
}

export interface Process {
  /** Nothing that it does counts any more. */
  readonly isDying: boolean;
  die(): void;
  /** Something was written that is not durable yet. */
  wrote(): void;
}

/** A statement as it is asked for; prepared once, since worlds say the same again and again. */
class Prepared {
  readonly isRead: boolean;
  readonly isOfBallots: boolean;
  readonly #objects: StatementSync;
  readonly #arrays: StatementSync;
  /** What it has found by its bindings, as long as nothing is written. */
  readonly #found = { objects: new Map<string, unknown[]>(), arrays: new Map<string, unknown[]>() };
  #foundIn = -1;

  constructor(database: DatabaseSync, query: string) {
    this.isRead = /^\s*SELECT/.test(query);
    this.isOfBallots = /\bballots\b/.test(query);
    this.#objects = database.prepare(query);
    this.#arrays = database.prepare(query);
    this.#arrays.setReturnArrays(true);
  }

  run(...bindings: SQLInputValue[]): void {
    this.#objects.run(...bindings);
  }

  /** Rows as objects or as arrays, of a storage that has been written so often. */
  read(as: "objects" | "arrays", bindings: SQLInputValue[], writes: number): unknown[] {
    const { objects, arrays } = this.#found;
    if (this.#foundIn !== writes) {
      if (objects.size > 0) objects.clear();
      if (arrays.size > 0) arrays.clear();
      this.#foundIn = writes;
    }
    const name = bindings.length === 1 ? String(bindings[0]) : bindings.join("\n");
    const before = this.#found[as].get(name);
    if (before) return before;
    const rows = (as === "objects" ? this.#objects : this.#arrays).all(...bindings);
    this.#found[as].set(name, rows);
    return rows;
  }
}

class Cursor {
  readonly #read: (as: "objects" | "arrays") => unknown[];

  constructor(read: (as: "objects" | "arrays") => unknown[]) {
    this.#read = read;
  }

  toArray(): Row[] {
    return this.#read("objects") as Row[];
  }

  raw(): Iterable<unknown[]> {
    return (this.#read("arrays") as unknown[][]).values();
  }

  [Symbol.iterator](): Iterator<Row> {
    return this.toArray().values();
  }
}

export class Disk {
  mishap: Mishap | null = null;
  process: Process | null = null;
  alarm: number | null = null;
  #durableAlarm: number | null = null;
  readonly #database = new DatabaseSync(":memory:");
  readonly #statements = new Map<string, Prepared>();
  readonly #values = new Map<string, unknown>();
  /** How often anything was written, or taken back. */
  writes = 0;
  /** The same of ballots alone. */
  ballotWrites = 0;
  #isDirty = false;

  constructor() {
    this.#run("BEGIN");
  }

  /** As new, for the next world; the tables stay, since making them takes longer than a world. */
  clear(): void {
    this.mishap = null;
    this.process = null;
    this.alarm = null;
    this.#durableAlarm = null;
    const tables = this.rows<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const [name] of tables) this.#run(`DELETE FROM ${name}`);
    this.#changed();
    this.#isDirty = true;
    this.makeDurable();
  }

  readonly sql = {
    exec: (query: string, ...bindings: SQLInputValue[]): Cursor | null => {
      const prepared = this.#prepared(query);
      this.#stumble(prepared.isRead);
      if (prepared.isRead) return new Cursor((as) => prepared.read(as, bindings, this.writes));
      prepared.run(...bindings);
      this.#changed(prepared.isOfBallots);
      this.#isDirty = true;
      this.process?.wrote();
      return null;
    },
  };

  readonly kv = {
    get: (key: string): unknown => this.#values.get(key),
    put: (key: string, value: unknown): void => void this.#values.set(key, value),
  };

  transactionSync<Result>(work: () => Result): Result {
    this.#run("SAVEPOINT turn");
    try {
      const result = work();
      this.#stumble();
      this.#run("RELEASE turn");
      return result;
    } catch (failed) {
      this.#run("ROLLBACK TO turn");
      this.#changed();
      this.#run("RELEASE turn");
      throw failed;
    } finally {
      if (this.mishap?.in === 0) this.#befall(this.mishap);
    }
  }

  setAlarm(at: number): Promise<void> {
    this.alarm = at;
    return Promise.resolve();
  }

  makeDurable(): void {
    if (this.#isDirty) this.#anew("COMMIT");
    this.#durableAlarm = this.alarm;
  }

  /** To what was durable. */
  goBack(): void {
    if (this.#isDirty) this.#anew("ROLLBACK");
    this.#changed();
    this.alarm = this.#durableAlarm;
  }

  /** For who looks from outside. */
  rows<Values extends unknown[]>(query: string, ...bindings: SQLInputValue[]): Values[] {
    return this.#prepared(query).read("arrays", bindings, this.writes) as Values[];
  }

  #stumble(isRead = false): void {
    if (this.process?.isDying) throw new Error("there is no storage without a process");
    if (!this.mishap?.in || isRead) return;
    if (this.mishap.in > 1) {
      this.mishap.in--;
      return;
    }
    this.#befall(this.mishap);
    throw new Error("storage does not answer");
  }

  #befall({ what }: Mishap): void {
    this.mishap = null;
    if (what === "crash") this.process?.die();
  }

  #run(statement: string): void {
    this.#prepared(statement).run();
  }

  #anew(end: "COMMIT" | "ROLLBACK"): void {
    this.#run(end);
    this.#run("BEGIN");
    this.#isDirty = false;
  }

  #changed(isOfBallots = true): void {
    this.writes++;
    if (isOfBallots) this.ballotWrites++;
  }

  #prepared(query: string): Prepared {
    let statement = this.#statements.get(query);
    if (!statement) {
      statement = new Prepared(this.#database, query);
      this.#statements.set(query, statement);
    }
    return statement;
  }
}

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

/** A statement as it is asked for: with rows as objects, or as arrays; each prepared once, since worlds say the same again and again. */
class Prepared {
  readonly isRead: boolean;
  readonly objects: StatementSync;
  readonly arrays: StatementSync;

  constructor(database: DatabaseSync, query: string) {
    this.isRead = /^\s*SELECT/.test(query);
    this.objects = database.prepare(query);
    this.arrays = database.prepare(query);
    this.arrays.setReturnArrays(true);
  }
}

class Cursor {
  readonly #prepared: Prepared;
  readonly #bindings: SQLInputValue[];

  constructor(prepared: Prepared, bindings: SQLInputValue[]) {
    this.#prepared = prepared;
    this.#bindings = bindings;
  }

  toArray(): Row[] {
    return this.#prepared.objects.all(...this.#bindings) as Row[];
  }

  raw(): Iterable<unknown[]> {
    return (this.#prepared.arrays.all(...this.#bindings) as unknown as unknown[][]).values();
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
    this.makeDurable();
  }

  readonly sql = {
    exec: (query: string, ...bindings: SQLInputValue[]): Cursor | null => {
      const prepared = this.#prepared(query);
      this.#stumble(prepared.isRead);
      if (prepared.isRead) return new Cursor(prepared, bindings);
      prepared.objects.run(...bindings);
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
    this.#run("COMMIT");
    this.#run("BEGIN");
    this.#durableAlarm = this.alarm;
  }

  /** To what was durable. */
  goBack(): void {
    this.#run("ROLLBACK");
    this.#run("BEGIN");
    this.alarm = this.#durableAlarm;
  }

  /** For who looks from outside. */
  rows<Values extends unknown[]>(query: string, ...bindings: SQLInputValue[]): Values[] {
    return this.#prepared(query).arrays.all(...bindings) as unknown as Values[];
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
    this.#prepared(statement).objects.run();
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

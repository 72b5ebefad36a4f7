/** How many first ballots each network has cast, where a host caps them: rows under a keyed hash, which die when their question closes. */
import type { State } from "../../poll/state.ts";

/** In a quiz it is newcomers that are counted, under a question that no poll has. */
export const JOINING = "join";

export interface NetworkCount {
  question: string;
  round: number;
  network: string;
  ballots: number;
}

export type CastOf = (question: string, round: number, network: string) => number;

/** The counts of one turn: what is stored, each read once, and behind that what this turn made of it. */
export class Networks {
  readonly #castOf: CastOf;
  readonly #known = new Map<string, number>();
  readonly #written = new Map<string, NetworkCount>();

  constructor(castOf: CastOf) {
    this.#castOf = castOf;
  }

  /** Who comes from nowhere comes from one place. */
  cast(question: string, round: number, network = ""): number {
    const key = keyOf(question, round, network);
    const cast = this.#known.get(key) ?? this.#castOf(question, round, network);
    this.#known.set(key, cast);
    return cast;
  }

  add(question: string, round: number, network = ""): void {
    const key = keyOf(question, round, network);
    const ballots = this.cast(question, round, network) + 1;
    this.#known.set(key, ballots);
    this.#written.set(key, { question, round, network, ballots });
  }

  written(): NetworkCount[] {
    return [...this.#written.values()];
  }
}

function keyOf(question: string, round: number, network: string): string {
  return `${question} ${round} ${network}`;
}

export class NetworkRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  cast(question: string, round: number, network: string): number {
    const [row] = this.#sql
      .exec<{ ballots: number }>(
        "SELECT ballots FROM networks WHERE question = ? AND round = ? AND network = ?",
        question,
        round,
        network,
      )
      .toArray();
    return row?.ballots ?? 0;
  }

  /** Within a commit. What no open question counts any more is gone with it. */
  write(counts: readonly NetworkCount[], before: State, after: State): void {
    for (const { question, round, network, ballots } of counts) {
      this.#sql.exec(
        "INSERT INTO networks VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET ballots = excluded.ballots",
        question,
        round,
        network,
        ballots,
      );
    }
    if (before.poll === after.poll && before.quiz === after.quiz) return;
    const counting = JSON.stringify(countingIn(after));
    if (counting === JSON.stringify(countingIn(before))) return;
    this.#sql.exec(
      `DELETE FROM networks WHERE NOT EXISTS
        (SELECT 1 FROM json_each(?) WHERE value->>0 = networks.question AND value->>1 = networks.round)`,
      counting,
    );
  }
}

/** Where a first ballot may still be cast. */
function countingIn({ poll, quiz }: State): [question: string, round: number][] {
  if (poll.entry.networkMax === null) return [];
  if (quiz) return quiz.stage.phase === "finished" ? [] : [[JOINING, quiz.game]];
  return poll.questions.filter(({ phase }) => phase === "open").map(({ id, round }) => [id, round]);
}

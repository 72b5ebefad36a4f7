/** The SQL of a quiz: players, and what their answers earned. One statement each, however many players. */

import type { Member, Row } from "../../poll/quiz/board.ts";
import { lookOf } from "../../poll/quiz/lookalike.ts";
import type { Answer, Player, Score, Stretch } from "../../poll/quiz/quiz.ts";
import type { Choice } from "../../protocol/server.ts";
import { ANSWER_UNITS, inStatements, valuesOf } from "../statements.ts";

/** What a turn writes of a quiz. */
export interface QuizWrites {
  answers: Answer[];
  players: Player[];
  /** Who plays the running game, beside those in `players`. */
  playing: string[];
}

/** An answer, for its host. */
export interface GivenRow extends Row {
  choice: Choice;
  ms: number;
}

export class QuizRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Within the transaction of the turn. A second answer would be no error here, and change nothing. */
  write({ answers, players, playing }: QuizWrites, game: number, at: number): void {
    for (const some of inStatements(players.map(playerRow), ANSWER_UNITS)) this.#sql.exec(PUT_PLAYERS, game, at, some);
    for (const some of inStatements(playing, ANSWER_UNITS)) {
      this.#sql.exec("UPDATE players SET game = ? WHERE voter IN (SELECT value FROM json_each(?))", game, some);
    }
    for (const some of inStatements(answers.map(answerRow), ANSWER_UNITS)) this.#sql.exec(PUT_ANSWERS, some);
  }

  playersOf(voters: readonly string[]): Map<string, Player & { game: number }> {
    const rows = this.#sql
      .exec(
        `SELECT p.voter, p.name, p.team, p.stretch, p.removed, p.game FROM json_each(?) AS wanted
         CROSS JOIN players AS p ON p.voter = wanted.value`,
        JSON.stringify(voters),
      )
      .raw<PlayerRow>();
    return new Map([...rows].map((row) => [row[0], playerIn(row)]));
  }

  /** What these players earned with one question. */
  scoresOf(question: string, game: number, voters: readonly string[]): Map<string, Score> {
    const rows = this.#sql
      .exec(
        `SELECT b.voter, b.points, b."right", b.streak, b.ms FROM json_each(?) AS wanted
         CROSS JOIN ballots AS b ON b.question = ? AND b.round = ? AND b.voter = wanted.value`,
        JSON.stringify(voters),
        question,
        game,
      )
      .raw<[string, number, number, number, number]>();
    const found = new Map<string, Score>();
    for (const [voter, points, right, streak, ms] of rows) found.set(voter, { points, right: right === 1, streak, ms });
    return found;
  }

  answersTo(question: string, game: number): number {
    const [row] = this.#sql
      .exec<{ answers: number }>("SELECT count(*) AS answers FROM ballots WHERE question = ? AND round = ?", question, game)
      .toArray();
    return row?.answers ?? 0;
  }

  *rowsOf(question: string, game: number): Iterable<Row> {
    const rows = this.#sql
      .exec('SELECT voter, points, "right" FROM ballots WHERE question = ? AND round = ?', question, game)
      .raw<[string, number, number]>();
    for (const [voter, points, right] of rows) yield { voter, points, right: right === 1 };
  }

  /** Who plays the running game. */
  members(game: number): Member[] {
    const rows = this.#sql
      .exec("SELECT voter, name, team FROM players WHERE game = ? AND removed = 0", game)
      .raw<[string, string, number | null]>();
    return [...rows].map(([voter, name, team]) => ({ voter, name, team }));
  }

  /** Players of this game without an answer to this question. */
  *without(question: string, game: number): Iterable<{ voter: string; stretch: Stretch }> {
    const rows = this.#sql
      .exec(
        `SELECT voter, stretch FROM players AS p WHERE game = ? AND removed = 0
         AND NOT EXISTS (SELECT 1 FROM ballots AS b WHERE b.question = ? AND b.round = ? AND b.voter = p.voter)`,
        game,
        question,
        game,
      )
      .raw<[string, Stretch]>();
    for (const [voter, stretch] of rows) yield { voter, stretch };
  }

  /** Names of this game, the newest first; row by row. */
  *newest(game: number): Iterable<{ voter: string; name: string }> {
    const rows = this.#sql
      .exec("SELECT voter, name FROM players WHERE game = ? AND removed = 0 ORDER BY at DESC, voter", game)
      .raw<[string, string]>();
    for (const [voter, name] of rows) yield { voter, name };
  }

  isTaken(look: string, by: string): boolean {
    return this.#sql.exec("SELECT 1 FROM players WHERE look = ? AND voter <> ?", look, by).toArray().length > 0;
  }

  teamSizes(game: number, teams: number): number[] {
    const sizes = new Array<number>(teams).fill(0);
    const rows = this.#sql
      .exec("SELECT team, count(*) FROM players WHERE game = ? AND removed = 0 AND team IS NOT NULL GROUP BY team", game)
      .raw<[number, number]>();
    for (const [team, size] of rows) if (team < teams) sizes[team] = size;
    return sizes;
  }

  /** Everybody who ever joined, in the order in which they came. */
  *everybody(): Iterable<Player & { game: number }> {
    const rows = this.#sql
      .exec("SELECT voter, name, team, stretch, removed, game FROM players ORDER BY at, voter")
      .raw<PlayerRow>();
    for (const row of rows) yield playerIn(row);
  }

  /** All that is stored of the answers to one question in one game. */
  *given(question: string, game: number): Iterable<GivenRow> {
    const rows = this.#sql
      .exec('SELECT voter, choice, points, "right", ms FROM ballots WHERE question = ? AND round = ?', question, game)
      .raw<[string, string, number, number, number]>();
    for (const [voter, choice, points, right, ms] of rows) {
      yield { voter, choice: JSON.parse(choice) as Choice, points, right: right === 1, ms };
    }
  }

  /** Who played a game: whose last one it is, and who answered any of these questions in it. */
  membersOf(game: number, questions: readonly string[]): Member[] {
    const rows = this.#sql
      .exec(
        `SELECT voter, name, team FROM players AS p WHERE removed = 0 AND (game = ? OR EXISTS (
           SELECT 1 FROM json_each(?) AS asked CROSS JOIN ballots AS b
           ON b.question = asked.value AND b.round = ? AND b.voter = p.voter))`,
        game,
        JSON.stringify(questions),
        game,
      )
      .raw<[string, string, number | null]>();
    return [...rows].map(([voter, name, team]) => ({ voter, name, team }));
  }
}

const PUT_PLAYERS = `INSERT INTO players (voter, name, look, team, stretch, removed, game, at)
  SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, ?1, ?2 FROM json_each(?3) WHERE true
  ON CONFLICT (voter) DO UPDATE SET name = excluded.name, look = excluded.look, team = excluded.team,
    stretch = excluded.stretch, removed = excluded.removed, game = excluded.game`;

const PUT_ANSWERS = `INSERT INTO ballots (question, round, voter, choice, n, at, points, "right", streak, ms)
  SELECT ${valuesOf(10)} FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`;

type PlayerRow = [voter: string, name: string, team: number | null, stretch: Stretch, removed: number, game: number];

function playerIn([voter, name, team, stretch, removed, game]: PlayerRow): Player & { game: number } {
  return { voter, name, team, stretch, removed: removed === 1, game };
}

function playerRow({ voter, name, team, stretch, removed }: Player): unknown[] {
  return [voter, name, lookOf(name), team, stretch, removed ? 1 : 0];
}

function answerRow({ question, round, voter, choice, n, at, points, right, streak, ms }: Answer): unknown[] {
  return [question, round, voter, JSON.stringify(choice), n, at, points, right ? 1 : 0, streak, ms];
}

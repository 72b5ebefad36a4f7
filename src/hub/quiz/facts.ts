/** What a turn must know of stored players and answers: one statement for each question that was answered, however many answered it. */
import { hasBlockedWord } from "../../poll/kinds/lists.ts";
import type { AnswerFacts, Given } from "../../poll/quiz/answer.ts";
import { lookOf } from "../../poll/quiz/lookalike.ts";
import type { JoinFacts } from "../../poll/quiz/names.ts";
import type { Answer, Player } from "../../poll/quiz/quiz.ts";
import { NAMES_DRAWN } from "../../protocol/limits.ts";
import { nameFrom } from "../../words/names.ts";
import { LISTS } from "../digests.ts";
import type { Heard } from "../turn.ts";
import type { QuizState } from "./room.ts";
import type { QuizRows } from "./rows.ts";

export class QuizFacts {
  readonly #rows: QuizRows;
  readonly #game: number;
  /** What is stored, and behind that what this turn made of it. */
  readonly #players: Map<string, Player>;
  readonly #looks = new Map<string, string>();
  /** By question and round: whoever answers it in this turn. */
  readonly #asking = new Map<string, string[]>();
  /** By question and round: the streak of those who have a row. */
  readonly #streaks = new Map<string, Map<string, number>>();
  #sizes: number[] | null = null;

  constructor({ quiz }: QuizState, heard: readonly Heard[], rows: QuizRows) {
    this.#rows = rows;
    this.#game = quiz.game;
    const voters = new Set<string>();
    for (const { command } of heard) {
      if (command.type !== "vote" && command.type !== "join") continue;
      voters.add(command.voter);
      if (command.type !== "vote") continue;
      const key = keyFor(command.question, command.round ?? quiz.game);
      const asking = this.#asking.get(key) ?? [];
      asking.push(command.voter);
      this.#asking.set(key, asking);
    }
    this.#players = voters.size === 0 ? new Map() : rows.playersOf([...voters]);
  }

  player(voter: string): Player | undefined {
    const known = this.#players.get(voter) ?? this.#rows.playersOf([voter]).get(voter);
    if (known) this.#players.set(voter, known);
    return known;
  }

  ofAnswer({ poll }: QuizState, { question, round, voter }: Given): Pick<AnswerFacts, "hasAnswered" | "streakBefore"> {
    const asking = this.#asking.get(keyFor(question, round)) ?? [voter];
    const before = poll.questions[poll.questions.findIndex(({ id }) => id === question) - 1]?.id;
    return {
      hasAnswered: this.#streaksIn(question, round, asking).has(voter),
      streakBefore: (before !== undefined && this.#streaksIn(before, round, asking).get(voter)) || 0,
    };
  }

  answered({ question, round, voter, streak }: Answer): void {
    this.#streaks.get(keyFor(question, round))?.set(voter, streak);
  }

  /** A name that this turn took from somebody is free in the next one. */
  ofNames(voter: string, teams: number, now: number): Omit<JoinFacts, "player"> {
    const isTaken = (look: string) => {
      const by = this.#looks.get(look);
      return (by !== undefined && by !== voter) || this.#rows.isTaken(look, voter);
    };
    this.#sizes ??= this.#rows.teamSizes(this.#game, teams);
    return { isTaken, isFiltered, drawn: drawnNames(), members: this.#sizes, now };
  }

  put(player: Player): void {
    const { voter, name, team } = player;
    if (team !== null && this.#sizes && !this.player(voter)) this.#sizes[team] = (this.#sizes[team] ?? 0) + 1;
    this.#players.set(voter, player);
    this.#looks.set(lookOf(name), voter);
  }

  /** Whoever is in no team, or in one that is no more, comes to the smallest. */
  dealtAgain(teams: number): Player[] {
    const everybody = [...this.#rows.everybody()].map((stored) => this.#players.get(stored.voter) ?? stored);
    const isDealt = ({ team }: Player) => (teams === 0 ? team === null : team !== null && team < teams);
    const sizes = Array.from({ length: teams }, (_, team) => everybody.filter((player) => player.team === team).length);
    this.#sizes = sizes;
    return everybody
      .filter((player) => !isDealt(player))
      .map((player) => {
        const team = teams === 0 ? null : sizes.indexOf(Math.min(...sizes));
        if (team !== null) sizes[team] = (sizes[team] ?? 0) + 1;
        return { ...player, team };
      });
  }

  #streaksIn(question: string, round: number, voters: readonly string[]): Map<string, number> {
    const key = keyFor(question, round);
    let streaks = this.#streaks.get(key);
    if (!streaks) {
      const scores = this.#rows.scoresOf(question, round, voters);
      streaks = new Map([...scores].map(([voter, { streak }]) => [voter, streak]));
      this.#streaks.set(key, streaks);
    }
    return streaks;
  }
}

function isFiltered(name: string): boolean {
  return hasBlockedWord(name, LISTS);
}

function drawnNames(): string[] {
  const drawn = Array.from({ length: NAMES_DRAWN }, () => nameFrom([Math.random(), Math.random()]));
  return drawn.filter((name) => !isFiltered(name));
}

function keyFor(question: string, round: number): string {
  return `${question} ${round}`;
}

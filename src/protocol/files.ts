/** What is taken along or looked up by HTTP: results in full, and who plays, as plain types. */
import type { TeamView } from "./quiz.ts";
import type { Choice, PollView } from "./server.ts";
import type { TalliesView } from "./tallies.ts";

/** How the votes on one question came in: what had been said by the end of each step. Adds up, and never goes down. */
export interface TimelineView {
  /** ISO 8601: where the first step begins. */
  from: string;
  stepMs: number;
  /** People who had answered as it counts now. */
  ballots: number[];
  /** `counts[step][option]`, where this reader may see them and the poll has no least number of ballots. */
  counts?: number[][];
}

export interface ExportedBallot {
  question: string;
  round: number;
  choice: Choice;
}

/** A player, as a host sees them. */
export interface PlayerRow {
  /** Names the player in commands; nothing that opens anything. */
  player: string;
  name: string;
  team: number | null;
  stretch: number | "none";
  removed: boolean;
  /** In the room now? */
  here: boolean;
  /** Has this player answered the question that the room is at? */
  answered: boolean;
  /** Of the questions that are revealed. */
  points: number;
}

/** The answer to `GET /api/polls/:id/players`, in the order of the names; `page` counts from 0. */
export interface PlayersPage {
  players: PlayerRow[];
  of: number;
  page: number;
  pages: number;
}

/** One game of a quiz: who came where, and what each answered. */
export interface ExportedGame {
  game: number;
  /** How many questions are revealed, and so count. */
  questions: number;
  standings: {
    rank: number;
    name: string;
    team: number | null;
    points: number;
    rights: number;
    answers: number;
    /** By question; only revealed ones. */
    given: Record<string, { choice: Choice; points: number; right: boolean; ms: number }>;
  }[];
  teams: TeamView[];
}

/** The answer to `GET /api/polls/:id/results`. */
export interface Exported {
  poll: PollView;
  /** Whole, however long. */
  tallies: TalliesView;
  /** Of questions that have ballots. */
  timeline: Record<string, TimelineView>;
  /** One for each ballot without who or when, only for a host. */
  ballots?: ExportedBallot[];
  /** Of a quiz, the first one first, only for a host. */
  games?: ExportedGame[];
  /** There are more ballots than one answer carries. */
  cut?: true;
}

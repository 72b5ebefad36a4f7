/** What is said about a quiz, as plain types. Moments are milliseconds since 1970 on the hub's clock, as pages compare them with it. */
import { QUIZ_COUNTDOWN_SECONDS, QUIZ_PAUSE_SECONDS, QUIZ_PLAYERS_MIN } from "./limits.ts";

export type QuizPhase = "not-started" | "countdown" | "question" | "locked" | "revealed" | "finished";

/** `speed` halves the points over the time; `flat` gives all of them at any time; `ten` is ten for each wholly right answer. */
export type Scoring = "speed" | "flat" | "ten";

export interface QuizSettings {
  scoring: Scoring;
  /** More points for right answers in a row. `ten` has none. */
  streaks: boolean;
  /** Starts by itself as soon as `minPlayers` are there; else the host starts. */
  autoStart: boolean;
  minPlayers: number;
  countdownSeconds: number;
  /** How long the right answer stands before the next question comes by itself; null waits for the host. */
  pauseSeconds: number | null;
  /** Do players choose their names, or are they given one? */
  names: "own" | "given";
  /** Names of two to eight teams, or none. */
  teams: string[];
}

export const QUIZ_DEFAULTS: QuizSettings = {
  scoring: "speed",
  streaks: true,
  autoStart: true,
  minPlayers: QUIZ_PLAYERS_MIN,
  countdownSeconds: QUIZ_COUNTDOWN_SECONDS,
  pauseSeconds: QUIZ_PAUSE_SECONDS,
  names: "own",
  teams: [],
};

/** The right answer. */
export type KeyView =
  | { kind: "choice"; right: number[] }
  | { kind: "number"; answer: number; tolerance: number }
  | { kind: "text"; accepted: string[] };

export interface StandingView {
  name: string;
  /** Index in `teams`. */
  team: number | null;
  points: number;
  /** From 1; who has as many points has the same. */
  rank: number;
  /** Points of the last question. */
  gained: number;
  /** Places won (above 0) or lost since the question before; null where there was no place before. */
  moved: number | null;
}

export interface TeamView {
  team: number;
  points: number;
  rank: number;
}

export interface BoardView {
  /** Best first, as many as everybody hears. */
  top: StandingView[];
  /** How many players there are. */
  of: number;
  teams: TeamView[];
}

export interface QuizView {
  phase: QuizPhase;
  /** From 1; every game has its own round of each question, with this number. */
  game: number;
  settings: QuizSettings;
  /** The question that the room is at, from 0; null before the first. */
  index: number | null;
  /** How many questions there are. */
  of: number;
  /** When the question was told. */
  from: number | null;
  /** When its time is over for those without personal time. */
  endsAt: number | null;
  /** When this phase ends by itself; null where it does not, or not yet. */
  until: number | null;
  /** Players in the room. */
  players: number;
  /** Players who have answered the question that the room is at. */
  answered: number;
  /** Names of those who are here, the newest first. Only for screens and hosts, until the first question. */
  newest?: string[];
  /** Takes the lobby newcomers? */
  lobby: "open" | "locked";
  /** Where a crowd of newcomers, and not the host, has locked it: when it opens by itself. */
  lobbyOpensAt?: number;
  /** Only once it is revealed. */
  key: KeyView | null;
  /** After the first reveal. */
  board: BoardView | null;
}

/** What a player hears about themselves. */
export interface PlayerView {
  name: string;
  team: number | null;
  /** How much more time than others: 1, 1.5 to 10, or `none` for no limit. */
  stretch: number | "none";
  /** When this player's own time is over; null without a limit, and outside a question. */
  endsAt: number | null;
  /** Has the question that the room is at an answer from this player? */
  answered: boolean;
  /** Of the question that the room is at, once it is revealed; null without an answer. */
  scored: { points: number; right: boolean; streak: number } | null;
  /** After the first reveal. */
  place: (StandingView & { ahead: { name: string; by: number } | null }) | null;
}

/** Keys of the sentences that say why. */
export type QuizDetail =
  | "not-now"
  | "late"
  | "no-players"
  | "no-questions"
  | "not-playing"
  | "removed"
  | "lobby-locked"
  | "name-taken"
  | "name-empty"
  | "name-long"
  | "name-filtered"
  | "no-such-team"
  | "stretch";

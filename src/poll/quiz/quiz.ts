/**
 * What a quiz is: as large as its questions, whoever plays. Players and their answers are stored rows that come in as facts: an answer's
 * points are decided when it is received and stored with it, so a score is never anything but a sum over rows.
 */
import type { Code } from "../../protocol/codes.ts";
import type { QuizDetail, QuizSettings } from "../../protocol/quiz.ts";
import type { Choice } from "../../protocol/server.ts";

/** Moments are milliseconds since 1970; `until` is when the phase ends by itself, null where somebody has to end it. */
export type Stage =
  /** `held`: a host stopped the countdown, so it does not begin again by itself. */
  | { phase: "not-started"; until: null; held: boolean }
  /** Stops with fewer players than `needs`. */
  | { phase: "countdown"; until: number; needs: number }
  /** Told at `from`. `endsAt` is for those without personal time; `until` is later while somebody with more of it thinks. */
  | { phase: "question"; index: number; from: number; endsAt: number; until: number | null }
  /** Since `at`, with what was on its way then still counting for a moment. */
  | { phase: "locked"; index: number; from: number; endsAt: number; at: number; until: number }
  | { phase: "revealed"; index: number; until: number | null }
  /** `index` is the last question that was revealed, -1 for none. */
  | { phase: "finished"; index: number; until: null };

export interface Quiz {
  settings: QuizSettings;
  /** From 1. Every question has a round of this number for it, so games never meet each other's answers. */
  game: number;
  /** How many questions were revealed, and so count, in each game before this one. */
  past: number[];
  stage: Stage;
  lobby: Lobby;
}

/** Who may come in. A player who is in comes back through any lock. */
export interface Lobby {
  /** Null: open. `until` null: until the host opens it. */
  lock: { by: "host" | "burst"; until: number | null } | null;
  /** False once the host has let a burst in: these people are expected. */
  guarded: boolean;
  /** Newcomers who may still come at once, as of `at`. */
  room: number;
  at: number;
}

/** What the phases need of the questions, in order. */
export type Plan = readonly { id: string; seconds: number }[];

/** How much more time a player has than others: 1, 1.5 to 10, or no limit. */
export type Stretch = number | "none";

/** A stored player. */
export interface Player {
  /** HMAC of the voter's token. */
  voter: string;
  name: string;
  /** Index of the team. */
  team: number | null;
  stretch: Stretch;
  removed: boolean;
}

/** What was decided when an answer was received. */
export interface Score {
  points: number;
  /** Wholly right. */
  right: boolean;
  /** Wholly right answers in a row, this one included. */
  streak: number;
  /** Milliseconds that the player took, the network's share taken off. */
  ms: number;
}

/** A stored answer: a ballot with its score. */
export interface Answer extends Score {
  question: string;
  /** The game. */
  round: number;
  voter: string;
  choice: Choice;
  n: number;
  at: number;
}

export interface QuizRefusal {
  refused: Code;
  detail?: QuizDetail;
}

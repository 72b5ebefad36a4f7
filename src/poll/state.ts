/** What a poll is, O(questions x options) and never O(voters): what one voter did is a stored row that comes in as a fact. */
import type { KindName, NewQuestionOf } from "../protocol/client.ts";
import type { EntrySettings } from "../protocol/entry.ts";
import type { Choice, Pace, ResultsWhen } from "../protocol/server.ts";
import type { TalkSettings } from "../protocol/talk.ts";
import type { Entry } from "./entry.ts";
import type { Tally } from "./kinds/index.ts";
import type { Quiz } from "./quiz/quiz.ts";

/** What every question has, whatever is asked. */
interface Running {
  id: string;
  phase: "waiting" | "open" | "closed";
  /** The round that takes votes now. */
  round: number;
  /** The highest round ever begun: a reset after an undone reset must not meet ballots of the undone round. */
  lastRound: number;
  /** What the host decided over the poll's setting; null follows the setting. */
  shown: boolean | null;
  /** Milliseconds since 1970: when it closes by itself, while it is open and a countdown runs. */
  endsAt: number | null;
  /** Asked again: the round before this one, to be compared with. */
  earlier: { round: number; ballots: number; counts: number[] } | null;
  /** What the last reset left behind, so that it can be undone for a while. */
  beforeReset: (Pick<Running, "round" | "phase" | "shown" | "endsAt" | "earlier"> & { tally: Tally; at: number }) | null;
}

/** What a host does with open answers: as the host wrote them, compared folded. */
export interface Care {
  hidden: string[];
  merged: { from: string; into: string }[];
  /** What the filter would hold back and the host shows. */
  allowed: string[];
}

/** As it was asked, with the fields of its kind, and how it stands. */
export type QuestionOf<Name extends KindName> = NewQuestionOf<Name> & Running & (Name extends "text" | "choice" ? Care : unknown);
export type Question = { [Name in KindName]: QuestionOf<Name> }[KindName];

export interface Poll {
  id: string;
  title: string;
  pace: Pace;
  results: ResultsWhen;
  revote: boolean;
  oneTap: boolean;
  sharedDevice: boolean;
  receipts: boolean;
  keepDays: number;
  showFrom: number;
  /** What the room may say beside its votes. */
  talk: TalkSettings;
  /** Who may vote. */
  entry: EntrySettings;
  /** Where the host paces: the question that the room is at. */
  current: string | null;
  /** What the last clearing of the whole poll left behind; `rounds` are those that it began. */
  beforeClear: { current: string | null; rounds: Record<string, number>; at: number } | null;
  /** Milliseconds since 1970: when all that is open closes by itself. */
  endsAt: number | null;
  questions: Question[];
}

export interface CodeLease {
  code: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface State {
  epoch: string;
  /** Grows by one with every event. */
  seq: number;
  /** Last activity, milliseconds since 1970: the poll deletes itself `keepDays` after it. */
  at: number;
  poll: Poll;
  /** Where the pace is a quiz, how it stands. */
  quiz: Quiz | null;
  entry: Entry;
  /** By question id, of the current round. */
  tallies: Record<string, Tally>;
  /** By id, in the order in which they came: how many bytes each has. */
  pictures: Record<string, number>;
  code: CodeLease | null;
  /** SHA-256 of the host key, base64url. */
  hostKeyHash: string;
}

/** One voter's answer to one question in one round, as stored. An empty choice is a vote taken back: it keeps its place in the order. */
export interface Ballot {
  question: string;
  round: number;
  /** HMAC of the voter's token, never the token. */
  voter: string;
  choice: Choice;
  /** Orders one voter's votes on one question: the greatest is kept. */
  n: number;
}

export function questionOf(poll: Poll, id: string): Question | undefined {
  return poll.questions.find((question) => question.id === id);
}

/** What the hub says, as plain types. Readers ignore fields and message types that they do not know. */
import type { Code } from "./codes.ts";

export type Pace = "open" | "host";
export type ResultsWhen = "always" | "after-vote" | "after-close" | "host";
export type Role = "voter" | "host" | "stage";

/** What a voter marked: option indexes for `choice`; other kinds put their own values in the same list. */
export type Choice = readonly (number | string)[];

export interface QuestionView {
  id: string;
  kind: "choice";
  text: string;
  options: string[];
  min: number;
  max: number;
  open: boolean;
  /** `waiting` was never opened, `closed` was open once. */
  phase: "waiting" | "open" | "closed";
  round: number;
  /** What the host decided over the poll's setting; null follows the setting. */
  shown: boolean | null;
}

export interface PollView {
  id: string;
  title: string;
  pace: Pace;
  results: ResultsWhen;
  revote: boolean;
  /** A tap on an option is the vote, without a button to confirm it. */
  oneTap: boolean;
  /** The page offers `next person` after a vote: one phone handed around. */
  sharedDevice: boolean;
  /** The poll deletes itself this many days after its last activity. */
  keepDays: number;
  /** Six letters to type at `/j`, or null while none is held. */
  code: string | null;
  questions: QuestionView[];
}

/** Without `counts` where this reader may not see the results. `ballots` counts people, `counts` stands in the order of the options. */
export interface TallyView {
  ballots: number;
  counts?: number[];
}

export type TalliesView = Record<string, TallyView>;

export interface MineView {
  [question: string]: { choice: Choice; n: number };
}

export interface Snapshot {
  type: "snapshot";
  epoch: string;
  seq: number;
  role: Role;
  poll: PollView;
  tallies: TalliesView;
  present: number;
  /** With the first snapshot always; later, left out means unchanged. */
  mine?: MineView;
}

export interface Results {
  type: "results";
  epoch: string;
  seq: number;
  tallies: TalliesView;
  present: number;
}

export type VoteStatus = "counted" | "changed" | "same";

export interface Ack {
  type: "ack";
  ref: number;
  status: VoteStatus | "done";
  seq: number;
  /** Only after `rotate-key`. */
  hostKey?: string;
}

export interface Refused {
  type: "refused";
  ref: number;
  code: Code;
  message: string;
}

export interface Failure {
  type: "error";
  code: Code;
  message: string;
}

export type ServerMessage = Snapshot | Results | Ack | Refused | Failure;

export interface Links {
  vote: string;
  host: string;
  present: string;
  results: string;
  embed: string;
  socket: string;
}

/** The answer to `POST /api/polls`. */
export interface Made {
  id: string;
  hostKey: string;
  code: string | null;
  links: Links;
}

/** The body of every HTTP refusal. */
export interface Refusal {
  error: {
    code: Code;
    message: string;
    /** Where in the body something is wrong, as in `questions.0.options.3 long`, or which rule stands in the way. */
    detail?: string;
  };
}

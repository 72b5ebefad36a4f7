/** What the hub says, as plain types. Readers ignore fields and message types that they do not know. */
import type { Code } from "./codes.ts";
import type { EntrySettings } from "./entry.ts";
import type { PlayerView, QuizView } from "./quiz.ts";
import type { ReceiptsView } from "./receipts.ts";
import type { NoticesFrame, ReactionsFrame, TalkFrame, TalkSettings } from "./talk.ts";
import type { Method, TalliesView } from "./tallies.ts";

export type * from "./files.ts";
export type * from "./quiz.ts";
export type * from "./receipts.ts";
export type * from "./tallies.ts";

export type Pace = "open" | "host" | "quiz";
export type ResultsWhen = "always" | "after-vote" | "after-close" | "host";
export type Role = "voter" | "host" | "stage";

/** What a voter marked: option indexes for `choice`; other kinds put their own values in the same list. */
export type Choice = readonly (number | string)[];

interface Asked {
  id: string;
  text: string;
  /** Empty where the kind has none. */
  options: string[];
  /** The least and the most entries of a `choice`, for every kind. */
  min: number;
  max: number;
  open: boolean;
  /** `waiting` was never opened, `closed` was open once. */
  phase: "waiting" | "open" | "closed";
  round: number;
  /** Asked again: the round before is there to be compared with. A reset and a clear begin rounds too, which nobody needs to hear of. */
  again?: true;
  /** What the host decided over the poll's setting; null follows the setting. */
  shown: boolean | null;
  /** How long it takes votes once it opens; null for as long as the host wants. */
  seconds: number | null;
  /** ISO 8601: when it closes by itself, where a countdown runs. */
  endsAt: string | null;
  /** Where the poll gives receipts, once closed, for who may see the results: their list by its hash, or why there is none. */
  receipts?: ReceiptsView;
}

/** In the order of the options; absent where no option has one. A picture is at `/api/polls/:id/pictures/:picture`. */
interface Faced extends Asked {
  emoji?: (string | null)[];
  pictures?: (string | null)[];
}

interface ChoiceView extends Faced, Partial<Cared> {
  kind: "choice";
  /** A choice may also hold one text of the voter's own. */
  other: boolean;
  look: "bars" | "columns" | "donut";
  /** Of a quiz, the right options. Only for a host: others hear of the right answer in `quiz.key`. */
  right?: number[];
}

/** What the host did with open answers. Only for a host. */
interface Cared {
  hidden: string[];
  merged: { from: string; into: string }[];
}

interface RatingView extends Asked {
  kind: "rating";
  /** Choices are `[1]` to `[steps]`. */
  steps: number;
  /** What the two ends of the scale mean, low and high; "" where nothing is said. */
  labels: string[];
}

interface NumberView extends Asked {
  kind: "number";
  unit: string;
  from: number;
  to: number;
  step: number;
  /** Bin `i` holds `width` numbers from `from + i * width * step` on; the last one may hold fewer. */
  bins: { width: number; count: number };
  /** The right value, null where there is none. Only for a host, and for who sees the results once the question is closed. */
  answer?: number | null;
  /** Of a quiz: how far off is still right. Only for a host. */
  tolerance?: number;
}

interface RankingView extends Faced {
  kind: "ranking";
  /** How many options are put in order; null for all. */
  top: number | null;
  method: Method;
}

interface TextView extends Asked, Partial<Cared> {
  kind: "text";
  look: "wall" | "cloud";
  /** Answers with words that the filter knows are counted and not shown. */
  filter: boolean;
  /** Of a quiz: what is right, and whether slips of the thumb are forgiven. Only for a host. */
  accepted?: string[];
  typos?: boolean;
}

export type QuestionView = ChoiceView | RatingView | NumberView | RankingView | TextView;
export type QuestionViewOf<Name extends QuestionView["kind"]> = Extract<QuestionView, { kind: Name }>;

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
  /** Voters get receipts, and closed questions publish their list. */
  receipts?: true;
  /** With fewer ballots than this nobody but the host sees the results of a question. */
  showFrom: number;
  /** Where the host paces: the question that the room is at; null before the first, and wherever nobody paces. */
  current: string | null;
  /** ISO 8601: when all that is open closes by itself; null for never. */
  endsAt: string | null;
  /** How a quiz stands; null in any other poll. Only questions that have begun in this game are in `questions`, but for a host. */
  quiz: QuizView | null;
  talk: TalkSettings;
  entry: EntrySettings;
  /** Six letters to type at `/j`, or null while none is held. */
  code: string | null;
  questions: QuestionView[];
}

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
  /** In a quiz, as `mine`; null for who has not joined. */
  player?: PlayerView | null;
  /** This voter must first show a code, a ticket or a check. */
  admitted?: false;
}

export interface Results {
  type: "results";
  epoch: string;
  seq: number;
  tallies: TalliesView;
  present: number;
  /** In a quiz: players in the room, and how many of them have answered the question that it is at. */
  quiz?: Pick<QuizView, "players" | "answered" | "newest">;
}

export type VoteStatus = "counted" | "changed" | "same";

export interface Ack {
  type: "ack";
  ref: number;
  status: VoteStatus | "done";
  seq: number;
  /** Only after `rotate-key`. */
  hostKey?: string;
  /** Of a vote, where the poll gives receipts: always the same one for this voter, question and round, also with a vote taken back. */
  receipt?: string;
  /** The id of what was said, asked or sent. */
  message?: number;
  ask?: number;
  notice?: number;
}

export interface Refused {
  type: "refused";
  ref: number;
  code: Code;
  message: string;
  /** Why, where the code alone would leave a person guessing. */
  detail?: string;
  /** A name that is free, where the one that was asked for is taken. */
  suggested?: string;
}

/** Answers a `join`: in, or in already. */
export interface Joined {
  type: "joined";
  ref: number;
  player: PlayerView;
}

/** To be sent back at once as `echo`: how long the line is. */
export interface Probe {
  type: "probe";
  nonce: string;
}

export interface Failure {
  type: "error";
  code: Code;
  message: string;
}

/** Answers a `time`: what the hub's clock said between the two. Milliseconds since 1970. */
export interface Time {
  type: "time";
  sent: number;
  now: number;
}

export type ServerMessage =
  | Time
  | Probe
  | Snapshot
  | Results
  | Ack
  | Joined
  | Refused
  | Failure
  | TalkFrame
  | ReactionsFrame
  | NoticesFrame;

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

/** The answer to `POST /api/polls/:id/pictures`. */
export interface UploadedPicture {
  picture: string;
}

/** The body of every HTTP refusal. */
export interface Refusal {
  error: {
    code: Code;
    message: string;
    /** Where in the body something is wrong, as in `questions.0.options.3 long`, or which rule stands in the way. */
    detail?: string;
    /** A name that is free, where the one that was asked for is taken. */
    suggested?: string;
  };
}

/**
 * What a room says, as stored: rows, each absolute, and the few counters that belong to all of them. The state is O(1); rows come in as facts
 * and go out as events that carry the row as it is from now on.
 */
import type { TalkHostCommand } from "../../protocol/saying.ts";
import type { NoticeCode, NoticeTo, TalkSettings } from "../../protocol/talk.ts";
import type { Refusal } from "../decision.ts";
import type { Shown } from "../entry.ts";

export interface Talk {
  /** Grows by one with every event that changes a message or an ask. */
  rev: number;
  /** Milliseconds since 1970, as all times here: the last time anybody said anything. */
  at: number;
  /** The last ids given. */
  message: number;
  ask: number;
  notice: number;
  /** At most one each. */
  pinnedMessage: number | null;
  pinnedAsk: number | null;
  nextAsk: number | null;
}

export const NO_TALK: Talk = {
  rev: 0,
  at: 0,
  message: 0,
  ask: 0,
  notice: 0,
  pinnedMessage: null,
  pinnedAsk: null,
  nextAsk: null,
};

interface Said {
  id: number;
  /** When it last changed. */
  rev: number;
  /** HMAC of the token of who said it, and the `n` that they gave it: the same again is the same. */
  voter: string;
  n: number;
  name: string;
  /** "" once removed. */
  text: string;
  at: number;
  /** Written by a host. */
  host: boolean;
}

export interface Message extends Said {
  state: "shown" | "hidden" | "removed";
}

export interface Ask extends Said {
  state: "waiting" | "open" | "answered" | "archived" | "removed";
  hidden: boolean;
  /** The count of its upvotes; a recount must always agree. */
  votes: number;
  reply: string;
}

/** An upvote is a ballot under this question, in round 1, with the choice `[0]`, or `[]` when taken back. */
export function ballotQuestionOf(ask: number): string {
  return `a${ask}`;
}

export interface Person {
  voter: string;
  name: string;
  muted: boolean;
  /** When first known. */
  at: number;
}

export interface Notice {
  id: number;
  to: NoticeTo;
  /** Of whom it is for, where `to` is `person`. */
  voter: string | null;
  code: NoticeCode | null;
  /** The ask or the question that it is about; of a question also the round whose voters it is for. */
  about: string | null;
  round: number | null;
  /** As the host wrote it; of the system what is to be added to its sentence, "" for nothing. */
  text: string;
  at: number;
  expiresAt: number;
}

/** By which one of the system's is known while it is live. */
export type SystemNotice = Pick<Notice, "voter" | "about" | "round"> & { code: NoticeCode };

/** What can be asked of a room's talk. */
export type TalkCommand =
  | { type: "say" | "ask"; voter: string; shown?: Shown; host: boolean; text: string; name: string; n: number }
  | { type: "upvote"; voter: string; shown?: Shown; host?: boolean; ask: number; up: boolean; n: number }
  | { type: "got"; voter: string; notices: number[]; seen: boolean }
  /** `voter`: of the public name in the command; null where nobody has it. */
  | { type: "talk-host"; command: TalkHostCommand; voter: string | null };

/** What is stored, and what has happened in this turn already. */
export interface TalkFacts {
  settings: TalkSettings;
  /** A question of a quiz is running: what is said now might be its answer. */
  quizRuns: boolean;
  isQuiz: boolean;
  /** Ids of what this voter has said under this `n`. */
  messageBy(voter: string, n: number): number | undefined;
  askBy(voter: string, n: number): number | undefined;
  message(id: number): Message | undefined;
  ask(id: number): Ask | undefined;
  /** Asks that are neither archived nor removed. */
  asks(): number;
  person(voter: string): Person | undefined;
  upvote(ask: number, voter: string): { up: boolean; n: number } | undefined;
  notice(id: number): Notice | undefined;
  /** Of hosts: neither expired nor withdrawn. Those of the system are as few as what they are about. */
  notices(): number;
  /** The newest of the system that is this one, and neither expired nor withdrawn. */
  liveNotice(notice: SystemNotice): number | undefined;
  /** Has this voter got it, and seen it? */
  got(notice: number, voter: string): { seen: boolean } | undefined;
  /** May this voter get it: is it for them, and has it not expired? */
  isFor(notice: Notice, voter: string): boolean;
  /** When this voter last said something in the chat. */
  saidAt(voter: string): number | undefined;
  /** Does the word filter know something in it? */
  isFiltered(text: string): boolean;
}

export type TalkEvent =
  | { type: "message"; message: Message }
  | { type: "ask"; ask: Ask }
  /** Behind it comes the `ask`, where its count is another one now. */
  | { type: "upvote"; ask: number; voter: string; up: boolean; n: number }
  | { type: "person"; person: Person }
  | { type: "notice"; notice: Notice }
  | { type: "withdrawn"; notice: number }
  | { type: "got"; notice: number; voter: string; seen: boolean }
  /** Which message or ask stands out. */
  | { type: "pinned"; message: number | null }
  | { type: "staged"; ask: number | null }
  | { type: "called"; ask: number | null };

export interface TalkDone {
  status: "done" | "counted" | "changed" | "same";
  events: TalkEvent[];
  message?: number;
  ask?: number;
  notice?: number;
}

/** `(talk, command, facts, now) -> events or a refusal`, as in `decide.ts`. */
export type DecideTalk = (talk: Talk, command: TalkCommand, facts: TalkFacts, now: number) => TalkDone | Refusal;

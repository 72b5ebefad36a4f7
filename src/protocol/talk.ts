/**
 * What a room says beside its votes, as plain types: chat, asks (questions to the host, which others vote up), reactions, notices.
 *
 * The log of a room has one counter, `rev`: every message, ask, hiding, pinning and upvote moves it on. A frame says after which `rev` its
 * changes come and up to which; entries are absolute, so that hearing one twice changes nothing.
 */

export interface TalkSettings {
  chat: "off" | "open" | "closed";
  /** Asks: questions of the room to the host. */
  questions: "off" | "open" | "closed";
  reactions: boolean;
  /** Asks wait until the host lets them through. */
  approve: boolean;
  /** What has a word of the filter in it is refused. */
  filter: boolean;
  /** Between two messages of one person; 0 for as fast as the credits allow. */
  slowSeconds: number;
}

/** What the host switches on. `closed`: to be read, not written. */
export const TALK_DEFAULTS: TalkSettings = {
  chat: "off",
  questions: "off",
  reactions: false,
  approve: false,
  filter: true,
  slowSeconds: 0,
};

export const REACTIONS = ["👍", "❤️", "😂", "👏", "🎉", "🤔"] as const;
export type Reaction = (typeof REACTIONS)[number];

export interface MessageView {
  id: number;
  /** ISO 8601, as all times here. */
  at: string;
  /** "" for nameless. */
  name: string;
  text: string;
  /** Written by a host. */
  host?: true;
  pinned?: true;
  /** Only for a host: who wrote it, and that nobody else sees it. */
  person?: string;
  hidden?: true;
}

export interface AskView {
  id: number;
  at: string;
  name: string;
  text: string;
  votes: number;
  /** `waiting` for approval and `archived` are told only to hosts and, in `mine`, to who asked. */
  state: "waiting" | "open" | "answered" | "archived";
  /** What the host answered in words; "" for nothing. */
  reply: string;
  /** On the big screen. At most one is. */
  pinned?: true;
  /** To be answered next. At most one is. */
  next?: true;
  host?: true;
  person?: string;
  hidden?: true;
}

/** An entry that this reader may not see any more: hidden, removed, archived. */
export interface Gone {
  id: number;
  gone: true;
}

/** Answers `listen`, and follows it whenever something changes. */
export interface TalkFrame {
  type: "talk";
  epoch: string;
  /**
   * The changes are those behind this `rev`: a reader that has not come so far has missed something and says `listen` again. Null: this is a
   * whole log, and takes the place of whatever was there.
   */
  after: number | null;
  rev: number;
  /** With a whole log: false where older messages exist that are not here. */
  complete?: boolean;
  /** By id, the oldest first. */
  messages: (MessageView | Gone)[];
  asks: (AskView | Gone)[];
  /** Of asks of which nothing else has changed: by id, how many votes each has now. */
  upvotes?: Record<string, number>;
  /** What is mine: whole, with each answer to `listen` and whenever it changes from another tab or by the host. */
  mine?: TalkMine;
  /** Only for hosts: the newest notices that were sent, whole. */
  sent?: SentNotice[];
}

export interface TalkMine {
  /** Ids of my messages among those of the log. */
  messages: number[];
  /** Ids of my asks in the log; in full in `waiting` those that the others do not see yet. */
  asks: number[];
  waiting: AskView[];
  /** By id of the ask: `n` of my upvote. */
  upvotes: Record<string, number>;
  muted: boolean;
}

export interface ReactionsFrame {
  type: "reactions";
  /** Since the last such frame. */
  counts: Partial<Record<Reaction, number>>;
}

export type NoticeTo = "all" | "voters" | "hosts" | "players" | "voted" | "person";

/** Why the system speaks. */
export type NoticeCode = "ask-approved" | "ask-next" | "vote-reset" | "muted" | "unmuted";

export interface NoticeView {
  id: number;
  text: string;
  at: string;
  expiresAt: string;
  /** Absent where a host wrote it. */
  code?: NoticeCode;
  /** What a notice with a code is about: the ask, or the question. */
  about?: string;
}

/** After the first `snapshot`, and whenever there is one for this person. Answered with `got`. */
export interface NoticesFrame {
  type: "notices";
  notices: NoticeView[];
}

export interface SentNotice extends NoticeView {
  to: NoticeTo;
  /** The public name of the person that it is for. */
  person?: string;
  /** People whose page has it; who have seen it. */
  delivered: number;
  seen: number;
}

/** A person in the host's list. Never what or whether somebody voted. */
export interface PersonRow {
  person: string;
  /** "" for nameless. */
  name: string;
  /** When first seen, ISO 8601. */
  since: string;
  present: boolean;
  muted: boolean;
}

/** The answer to `GET …/people`. */
export interface PeoplePage {
  people: PersonRow[];
  total: number;
  present: number;
  page: number;
  pages: number;
}

/** The answer to `GET …/talk`: as `listen` is answered, with what is to be noticed. */
export type TalkLook = Omit<TalkFrame, "type"> & { notices?: NoticeView[] };

/** Why the room's talk refuses, where the code alone would leave a person guessing. */
export type TalkDetail =
  | "chat-off"
  | "chat-closed"
  | "asks-off"
  | "asks-closed"
  | "quiz-runs"
  | "muted"
  | "filtered"
  | "slow"
  | "too-much-talk"
  | "asks-full"
  | "no-such-message"
  | "no-such-ask"
  | "no-such-person"
  | "no-such-notice"
  | "notices-full";

/** Who may vote: the steps of the ladder against double voting, as plain types. Reading needs no admission at any of them. */

export const ENTRY_LEVELS = ["open", "code", "tickets", "turnstile"] as const;

export interface EntrySettings {
  /** `open`: any device. `code`: who knows the room's code. `tickets`: one ballot for each ticket. `turnstile`: who passes Cloudflare's check. */
  level: (typeof ENTRY_LEVELS)[number];
  /** First ballots of a question that one network may cast while it is open; in a quiz, newcomers of a game. Null for any number. */
  networkMax: number | null;
}

export const ENTRY_DEFAULTS: EntrySettings = { level: "open", networkMax: null };

/** By HTTP, what a device was let in with: its pass, or the letters of its ticket. */
export const PASS_HEADER = "showhands-pass";

/** What somebody shows to be let in; the answer is kept on the device. */
export type PassBody = { code: string } | { ticket: string } | { turnstile: string };

/** The answer to `POST …/pass`: a pass for this voter, or the number of the ticket, which needs none. */
export type Passed = { pass: string } | { ticket: number };

/** The answer to `GET …/entry`: what only the host may read. */
export interface EntryView extends EntrySettings {
  code: string | null;
  tickets: number;
  /** Numbers of tickets. */
  revoked: number[];
  /** Is Turnstile set up here? */
  turnstile: boolean;
}

export interface TicketRow {
  /** From 1. */
  ticket: number;
  /** Twelve letters to type. */
  letters: string;
  /** With the ticket in its fragment, which no server sees. */
  link: string;
  revoked?: true;
}

/** The answer to `GET …/tickets`. */
export interface TicketsPage {
  tickets: TicketRow[];
}

/** Why somebody is not let in, where the code alone would leave a person guessing. */
export type EntryDetail =
  | "needs-code"
  | "needs-ticket"
  | "needs-check"
  | "ticket-revoked"
  | "network-full"
  | "wrong-code"
  | "wrong-ticket"
  | "wrong-way"
  | "many-tries"
  | "check-failed"
  | "check-old"
  | "check-down"
  | "no-turnstile"
  | "fewer-tickets"
  | "no-such-ticket"
  | "not-tickets"
  | "not-code";

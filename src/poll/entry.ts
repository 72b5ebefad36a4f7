/** Who may vote: what a poll knows of its code and tickets, and whom that lets in. */

import type { PollCommand } from "../protocol/client.ts";
import type { EntrySettings } from "../protocol/entry.ts";
import { type Decision, done, type Refusal } from "./decision.ts";
import type { Event } from "./event.ts";
import { given } from "./given.ts";
import { withoutUndo } from "./rounds.ts";
import type { Ballot, State } from "./state.ts";

/** What only the host hears of. */
export interface Entry {
  /** Counts the changes of level: a pass is for one of them. */
  generation: number;
  /** Drawn when it is first needed. */
  code: string | null;
  /** How many there are; their letters follow from the poll's secret, so none of them is stored. */
  tickets: number;
  revoked: number[];
}

const NO_ENTRY: Entry = { generation: 0, code: null, tickets: 0, revoked: [] };

/** What somebody was let in with, checked where it came in: a pass of this generation, or a ticket of this number. */
export interface Shown {
  generation?: number;
  ticket?: number;
}

/** Why this is not enough, looked at with each vote: what let somebody in may have been taken back since. */
export function whyNot({ poll, entry }: Pick<State, "poll" | "entry">, shown: Shown = {}): Refusal | null {
  switch (poll.entry.level) {
    case "open":
      return null;
    case "code":
      return shown.generation === entry.generation ? null : NEEDS_CODE;
    case "turnstile":
      return shown.generation === entry.generation ? null : NEEDS_CHECK;
    case "tickets":
      if (shown.ticket === undefined) return NEEDS_TICKET;
      return entry.revoked.includes(shown.ticket) ? { refused: "not-allowed", detail: "ticket-revoked" } : null;
  }
}

const NEEDS_CODE: Refusal = { refused: "not-allowed", detail: "needs-code" };
const NEEDS_CHECK: Refusal = { refused: "not-allowed", detail: "needs-check" };
const NEEDS_TICKET: Refusal = { refused: "not-allowed", detail: "needs-ticket" };

/** May somebody else of this network cast a first ballot, or join? */
export function isNetworkFull({ networkMax }: EntrySettings, cast: number): boolean {
  return networkMax !== null && cast >= networkMax;
}

export function newEntry(settings: EntrySettings, accessCode: string | undefined): Entry {
  return { ...NO_ENTRY, code: settings.level === "code" ? (accessCode ?? null) : null };
}

export type EntryCommand = Extract<PollCommand, { command: "access-code" | "tickets" | "revoke-ticket" }>;

/** Chance and what is set up here come in as data. */
export interface EntryFacts {
  /** For where a code is drawn. */
  freshCode?: string;
  /** Is Turnstile set up? */
  turnstile?: boolean;
}

/** Another level, or a tighter cap, would count some by other rules than those before them. */
export function decideEntry(
  { poll, entry, quiz, tallies }: State,
  change: Partial<EntrySettings>,
  { freshCode, turnstile }: EntryFacts,
): Event[] | Refusal {
  const settings = { ...poll.entry, ...given(change) };
  const isLevelNew = settings.level !== poll.entry.level;
  const isTighter = (settings.networkMax ?? Infinity) < (poll.entry.networkMax ?? Infinity);
  const hasVotes = Object.values(tallies).some(({ ballots }) => ballots > 0) || quiz?.stage.phase === "question";
  if ((isLevelNew || isTighter) && hasVotes) return { refused: "not-allowed", detail: "has-votes" };
  if (isLevelNew && settings.level === "turnstile" && !turnstile) return { refused: "not-allowed", detail: "no-turnstile" };
  if (settings.level === "code" && entry.code === null && freshCode === undefined) return { refused: "busy" };
  const code = settings.level === "code" ? (entry.code ?? freshCode ?? null) : entry.code;
  const generation = entry.generation + (isLevelNew ? 1 : 0);
  return [{ type: "entry-changed", settings, entry: { ...entry, code, generation } }];
}

export function decideEntryCommand(
  { poll, entry }: State,
  command: EntryCommand,
  { freshCode }: EntryFacts,
  theirs: readonly Ballot[],
): Decision | Refusal {
  const changed = (change: Partial<Entry>): Event => ({
    type: "entry-changed",
    settings: poll.entry,
    entry: { ...entry, ...change },
  });
  switch (command.command) {
    case "access-code": {
      if (poll.entry.level !== "code") return { refused: "not-allowed", detail: "not-code" };
      const code = command.code ?? freshCode;
      return code === undefined ? { refused: "busy" } : done(changed({ code }));
    }
    case "tickets":
      if (poll.entry.level !== "tickets") return { refused: "not-allowed", detail: "not-tickets" };
      return command.count < entry.tickets
        ? { refused: "not-allowed", detail: "fewer-tickets" }
        : done(changed({ tickets: command.count }));
    case "revoke-ticket": {
      const { ticket, revoked } = command;
      if (ticket > entry.tickets) return { refused: "not-allowed", detail: "no-such-ticket" };
      const others = entry.revoked.filter((other) => other !== ticket);
      if (!revoked) return done(changed({ revoked: others }));
      return done(changed({ revoked: [...others, ticket] }), ...theirs.map(takenBack));
    }
  }
}

/** Under the same `n`: a resend of it does not come back to life, and where the ticket is given back a new vote is as good as any. */
function takenBack(ballot: Ballot): Event {
  return { type: "voted", ballot: { ...ballot, choice: [] }, before: ballot.choice };
}

/** Nothing that came in by other rules comes back by an undo. */
export function entryChanged(state: State, settings: EntrySettings, entry: Entry): State {
  const poll = entry.generation === state.entry.generation ? state.poll : withoutUndo(state.poll);
  return { ...state, entry, poll: { ...poll, entry: settings } };
}

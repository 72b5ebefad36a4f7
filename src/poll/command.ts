/** What can be asked of a poll. Time, chance and stored facts come in as data. */
import type { PollCommand, Vote } from "../protocol/client.ts";
import type { EntryFacts, Shown } from "./entry.ts";
import type { CrowdFacts } from "./quiz/crowd.ts";
import type { Joining } from "./quiz/names.ts";
import type { Ballot } from "./state.ts";
import type { TalkCommand } from "./talk/talk.ts";

/** What lets somebody in, and a keyed hash of where they come from, in polls that look at it. */
export interface Admission {
  shown?: Shown;
  network?: string;
}

export type Command =
  /** `creditMs`: in a quiz, what the hub measured of the network. */
  | ({ type: "vote"; voter: string; creditMs?: number } & Vote & Admission)
  /** A newcomer, or a player who is back. */
  | ({ type: "join" } & Joining & Admission)
  /** `freshKeyHash` is the chance that `rotate-key` needs; `voter` whoever has the ticket that is meant. */
  | ({ type: "host"; command: PollCommand; freshKeyHash?: string; voter?: string } & EntryFacts)
  /** A picture for an option; its id says what its bytes are. */
  | { type: "picture"; picture: Picture }
  | TalkCommand
  /** Time has passed: what is overdue happens now. */
  | { type: "tick" }
  /** The hub holds this short code until then, or holds none. */
  | { type: "hold-code"; code: string | null; until: number };

export interface Picture {
  id: string;
  type: string;
  bytes: Uint8Array;
}

/** What is stored about the voter of a `vote`, in the round that the vote is for. */
export interface Facts {
  earlier?: { choice: readonly (number | string)[]; n: number };
  /** First ballots that this voter's network has cast in that round. */
  cast?: number;
  /** Ballots in current rounds of who has the ticket that is revoked. */
  theirs?: Ballot[];
  /** In a quiz: of the room. */
  crowd?: CrowdFacts;
}

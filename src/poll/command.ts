/** What can be asked of a poll. Time, chance and stored facts come in as data. */
import type { PollCommand, Vote } from "../protocol/client.ts";
import type { CrowdFacts } from "./quiz/crowd.ts";
import type { Joining } from "./quiz/names.ts";
import type { TalkCommand } from "./talk/talk.ts";

export type Command =
  /** `creditMs`: in a quiz, what the hub measured of the network. */
  | ({ type: "vote"; voter: string; creditMs?: number } & Vote)
  /** A newcomer, or a player who is back. */
  | ({ type: "join" } & Joining)
  /** `freshKeyHash` is the chance that `rotate-key` needs. */
  | { type: "host"; command: PollCommand; freshKeyHash?: string }
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
  /** In a quiz: of the room. */
  crowd?: CrowdFacts;
}

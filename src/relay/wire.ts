/** What relays and hubs say to each other, by calls between objects. Both directions keep their order. */
import type { Hello } from "../protocol/client.ts";
import type { CloseCode } from "../protocol/close.ts";
import type { Kept } from "../sockets/session.ts";
import type { Passed } from "../sockets/threshold.ts";

/** What happened at one phone. Nothing is said of it before its hello. Where it comes from is said once, and never stored. */
export type Up =
  | { phone: number; hello: Hello; address: string | undefined }
  | { phone: number; said: Exclude<Passed, Hello> }
  | { phone: number; isGone: true }
  | { phone: number; isBehind: boolean };

export interface Batch {
  relay: string;
  /** From the first phone that says hello until the last has left. Numbers of phones mean something only within it. */
  life: string;
  isFirst: boolean;
  happened: Up[];
}

/** How long to wait until the next batch; or the life is none that the hub knows; or there is no poll. */
export type Heard = { gapMs: number } | "unknown" | "no-such-poll";

/** In their order; what several phones are told alike is said once. */
export type Down =
  | { to: number[]; frame: string }
  | { to: number[]; close: CloseCode }
  /** What the hub must know of a phone when it has lost its memory. */
  | { phone: number; kept: Kept };

/** Phones that are not there any more. `unknown`: all of them, since this life is over. */
export type Told = { gone: number[] } | "unknown";

/** Everybody of whom the hub has said what to keep. */
export interface Roll {
  /** Null where nobody is. */
  life: string | null;
  phones: { phone: number; kept: Kept }[];
}

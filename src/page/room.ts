/** A page's place in a poll: what it knows as signals, and what it may say. The one file of the logic that the views use. */
import type { ReadonlySignal } from "@preact/signals";
import type { CommandBody } from "../protocol/client.ts";
import type { Code } from "../protocol/codes.ts";
import type { Ack, Choice, MineView, PollView, Role, Snapshot, TalliesView } from "../protocol/server.ts";
import type { NoticeView } from "../protocol/talk.ts";
import { type Browser, thisBrowser } from "./browser.ts";
import { attachClock } from "./clock.ts";
import { Commands } from "./commands.ts";
import type { Wire } from "./connection.ts";
import { HostKey } from "./hostkey.ts";
import { Me } from "./me.ts";
import { type NewPart, type Part, Seat } from "./seat.ts";

export { CommandRefused } from "./commands.ts";
export type { Wire } from "./connection.ts";

/** `sending`: stored on the device, not acknowledged yet. */
export type VoteState = { state: "sending" | "saved" } | { state: "refused"; code: Code };

export interface Room {
  /** The newest; null until the first. */
  readonly snapshot: ReadonlySignal<Snapshot | null>;
  readonly poll: ReadonlySignal<PollView | null>;
  readonly tallies: ReadonlySignal<TalliesView>;
  readonly present: ReadonlySignal<number>;
  /** What counts for me, with my newest unsent votes. */
  readonly mine: ReadonlySignal<MineView>;
  /** By question. */
  readonly votes: ReadonlySignal<Record<string, VoteState>>;
  readonly wire: ReadonlySignal<Wire>;
  /** The last measured round trip. */
  readonly delayMs: ReadonlySignal<number | null>;
  /** All that the hub has sent me, some more than once: what becomes of them is the business of `talk`. */
  readonly notices: ReadonlySignal<NoticeView[]>;
  /** `[]` takes back. Never throws: the vote is on the device before it is sent. */
  vote(question: string, choice: Choice): void;
  /** The hub's clock in milliseconds since 1970, where something ends at a moment; the device's own until it is measured. */
  now(): number;
  /** Rejects with `CommandRefused`. */
  command(command: CommandBody): Promise<Ack>;
  /** For a part that comes later than the room. */
  attach<Made extends Part>(newPart: NewPart<Made>): Made;
  /** Another voter on the same device. */
  nextPerson(): void;
  leave(): void;
}

export interface RoomOptions {
  poll: string;
  role: Role;
  key?: string;
  first?: Snapshot | null;
}

export function enterRoom(options: RoomOptions, browser: Browser = thisBrowser): Room {
  const { poll, key } = options;
  const hostKey = key ? new HostKey(poll, key, browser.shelf) : undefined;
  const room = new Seat(options, browser, (http, seat) => new Commands(http, seat), hostKey);
  attachClock(room);
  return room;
}

/** Without commands, and without a clock before something ends: a phone need not load them. */
export function enterAsVoter(options: Omit<RoomOptions, "role" | "key">): Room {
  return new Seat({ ...options, role: "voter" }, thisBrowser);
}

/** In a quiz: a voter with a name. */
export function enterAsPlayer(options: Omit<RoomOptions, "role" | "key">, browser = thisBrowser): { room: Room; me: Me } {
  let me!: Me;
  const room = new Seat({ ...options, role: "voter" }, browser, (http, seat) => {
    me = new Me(options.poll, http, seat, browser.shelf);
    return me;
  });
  attachClock(room);
  return { room, me };
}

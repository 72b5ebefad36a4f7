/** What a cast knows of the hub, and of the round that is on its way. */

import type { TalkReader } from "../../poll/talk/view.ts";
import type { CloseCode } from "../../protocol/close.ts";
import type { SentNotice } from "../../protocol/talk.ts";
import type { Slices } from "../../sockets/slices.ts";
import type { Socket } from "../../sockets/socket.ts";
import type { Setting } from "./logs.ts";

/** What a cast needs from the hub at the moment it speaks. */
export interface Hall {
  /** Null where there is no poll any more. */
  setting(): Setting | null;
  /** Of the host's newest notices what became of them. */
  sent(): readonly SentNotice[];
  sendAway(socket: Socket, code: CloseCode): void;
  /** Will the crowd be told of votes within this time? */
  isToldWithin(ms: number, now: number): boolean;
}

export type Each<Value> = Record<TalkReader, Value>;

export interface Round {
  slices: Slices;
  setting: Setting;
  frames: Each<readonly string[]>;
  /** What each class had been told before. */
  from: Each<number>;
  reactions: string | null;
  sent: readonly SentNotice[] | undefined;
  /** Whose own things have changed, and the one socket that knows it already. */
  mines: Map<string, Socket | undefined>;
}

/** Who sits behind a socket. What must survive hibernation is in the socket's attachment; the rest is memory, and can be made again. */

import type { Role } from "../protocol/server.ts";
import type { Credits } from "./credits.ts";
import type { Socket } from "./socket.ts";

/** Written at `hello`: a few dozen bytes of the 16,384 that an attachment may have. */
export interface Identity {
  /** HMAC of the voter's token. */
  voter: string;
  role: Role;
  /** Showed the host key. */
  host: boolean;
  /** What lets this voter in. Absent on sockets from before polls asked for it. */
  shown?: { generation?: number; ticket?: number };
}

export interface Session {
  acceptedAt: number;
  /** Null before `hello`. */
  identity: Identity | null;
  /** Asked for what the room says; hears all that follows. */
  listens: boolean;
  /** A keyed hash of where it comes from, in polls that cap networks. */
  network: string | undefined;
  /** Null until its first frame; behind a relay for ever, since the relay counts them. */
  credits: Credits | null;
  /** Questions answered in their current round; undefined after waking, until somebody needs it. */
  voted: ReadonlySet<string> | undefined;
  /** Newest seq that a frame to this socket carried. */
  toldSeq: number;
  /** Since when it has not taken what is meant for it; null while it keeps up. */
  behindSince: number | null;
  /** Showed a wrong key, and is told so in a moment: what it says until then is not heard. */
  turnedAway: boolean;
  /** We have closed it; the peer may take its time. */
  closing: boolean;
  /** Counted out already: a close from our side is followed by the peer's. */
  left: boolean;
}

/** `WebSocket.OPEN`; the engine's class has no such constant at this compatibility date. */
export const OPEN = 1;

/** What must survive a sleep. */
export interface Kept {
  acceptedAt: number;
  identity: Identity | null;
  /** Absent on sockets from before rooms talked. */
  listens?: boolean;
  network?: string | undefined;
}

export function newSession(now: number): Session {
  return {
    acceptedAt: now,
    identity: null,
    listens: false,
    network: undefined,
    credits: null,
    voted: undefined,
    toldSeq: 0,
    behindSince: null,
    turnedAway: false,
    closing: false,
    left: false,
  };
}

export function attach(socket: Socket, { acceptedAt, identity, listens, network }: Session): void {
  socket.serializeAttachment({ acceptedAt, identity, listens, network } satisfies Kept);
}

/** A socket without an attachment is one that the engine kept over a crash of ours in the middle of accepting it: nobody yet. */
export function sessionFrom(socket: Socket, now: number): Session {
  const kept = socket.deserializeAttachment() as Kept | null;
  return { ...newSession(now), ...(kept ?? {}), closing: socket.readyState !== OPEN };
}

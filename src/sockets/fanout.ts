/** One frame to one socket, unless it is behind. Frames are absolute, so skipping loses nothing. */

import { BEHIND_BYTES_MAX, BEHIND_MS_MAX } from "../protocol/limits.ts";
import type { Session } from "./session.ts";
import type { Socket } from "./socket.ts";

export type Delivery = "sent" | "behind" | "stuck";

/** `sent`: what it was meant to hear has left. `behind`: skipped now, owed the newest frame. `stuck`: behind for too long, to be closed. */
export function deliver(socket: Socket, session: Pick<Session, "behindSince">, frame: string, now: number): Delivery {
  const lag = lagOf(socket, session, now);
  if (lag) return lag;
  say(socket, frame);
  return "sent";
}

/** Null while it keeps up. The engine buffers for a reader that has stopped without bound, hence the look before each send. */
export function lagOf(socket: Socket, session: Pick<Session, "behindSince">, now: number): Exclude<Delivery, "sent"> | null {
  const unsent = socket.bufferedAmount ?? 0;
  if (unsent > BEHIND_BYTES_MAX) {
    session.behindSince ??= now;
    return now - session.behindSince > BEHIND_MS_MAX ? "stuck" : "behind";
  }
  session.behindSince = null;
  return null;
}

/** An answer to somebody who asked: never skipped. A socket that has just gone is no error. */
export function say(socket: Socket, frame: string): void {
  try {
    socket.send(frame);
  } catch {
    // Closed between the event and now; its close event does the rest.
  }
}

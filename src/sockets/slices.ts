/**
 * How a crowd is spoken to: in slices, with pauses for what comes in between them. Timers starve under a flood of messages, so what is overdue is
 * also driven by each message.
 */

import { BROADCAST_SLICE_SOCKETS, RELAYED_SOCKET_WEIGHT, SLICE_OVERDUE_MS } from "../protocol/limits.ts";
import type { Socket } from "./socket.ts";

export class Slices {
  /** Who has not been spoken to yet. */
  readonly #left: Set<Socket>;
  readonly #size: number;
  #dueAt: number;

  /** `dueAt`: when the first slice leaves, milliseconds since 1970. */
  constructor(sockets: Iterable<Socket>, size = BROADCAST_SLICE_SOCKETS, dueAt = 0) {
    this.#left = new Set(sockets);
    this.#size = size;
    this.#dueAt = dueAt;
  }

  get dueAt(): number {
    return this.#dueAt;
  }

  /** The next slice. */
  take(now: number): readonly Socket[] {
    this.#dueAt = now;
    const slice: Socket[] = [];
    let weight = 0;
    for (const socket of this.#left) {
      slice.push(socket);
      weight += weightOf(socket);
      if (weight >= this.#size) break;
    }
    return this.takeFrom(slice);
  }

  /** Those of these sockets who are left, ahead of their slice. */
  takeFrom(sockets: readonly Socket[]): readonly Socket[] {
    return sockets.filter((socket) => this.#left.delete(socket));
  }

  isDone(): boolean {
    return this.#left.size === 0;
  }

  isOverdue(now: number): boolean {
    return now - this.#dueAt >= SLICE_OVERDUE_MS;
  }
}

/** As many sockets of one's own would be as much work, for us or for the busiest relay. */
export function workOf(sockets: readonly Socket[]): number {
  const relays = new Map<object, number>();
  let work = 0;
  for (const socket of sockets) {
    work += weightOf(socket);
    if (socket.relay) relays.set(socket.relay, (relays.get(socket.relay) ?? 0) + 1);
  }
  return Math.max(work, ...relays.values());
}

function weightOf({ relay }: Socket): number {
  return relay ? RELAYED_SOCKET_WEIGHT : 1;
}

/** One timer, for the earliest of what it was asked for; none while nothing is due, so that the object can sleep. */
export class Timer {
  readonly #onTime: (now: number) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #at = 0;

  constructor(onTime: (now: number) => void) {
    this.#onTime = onTime;
  }

  wakeAt(at: number, now: number): void {
    if (this.#timer !== null) {
      if (this.#at <= at) return;
      clearTimeout(this.#timer);
    }
    this.#at = at;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#onTime(Date.now());
      },
      Math.max(0, at - now),
    );
  }
}

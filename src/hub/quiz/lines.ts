/** How long the line of each socket is, and when it was told the running question. In memory only: after waking it is measured anew. */

import { randomBytes } from "node:crypto";
import { asked, creditOf, echoed, type Line, newLine } from "../../poll/quiz/clock.ts";
import { PROBE_EVERY_MS, PROBE_SLICE_EVERY_MS, PROBE_SLICE_SOCKETS, PROBES_AT_START } from "../../protocol/limits.ts";
import type { Probe } from "../../protocol/server.ts";
import type { Socket } from "../../sockets/socket.ts";

interface Told {
  /** Of the question: `from` of its stage. */
  from: number;
  at: number;
}

export class Lines {
  readonly #say: (socket: Socket, frame: string) => void;
  readonly #lines = new WeakMap<Socket, Line>();
  readonly #told = new WeakMap<Socket, Told>();
  /** How many probes each is still to get. */
  readonly #due = new Map<Socket, number>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(say: (socket: Socket, frame: string) => void) {
    this.#say = say;
  }

  /** Several round trips, of which the least is believed. */
  begin(socket: Socket): void {
    this.#due.set(socket, PROBES_AT_START);
    this.#start(PROBE_EVERY_MS);
  }

  /** One more, in a moment when nobody is in a hurry. */
  again(sockets: Iterable<Socket>): void {
    for (const socket of sockets) if (!this.#due.has(socket)) this.#due.set(socket, 1);
    this.#start(PROBE_EVERY_MS);
  }

  heard(socket: Socket, nonce: string, now: number): void {
    const line = this.#lines.get(socket);
    if (line) echoed(line, nonce, now);
  }

  /** The first frame with this question has left for this socket. */
  told(socket: Socket, from: number, now: number): void {
    if (this.#told.get(socket)?.from !== from) this.#told.set(socket, { from, at: now });
  }

  /** Of an answer that came on this socket; the voter's other ones may have been told earlier. None for one that came by HTTP. */
  creditOf(socket: Socket | undefined, tabs: Iterable<Socket>, from: number): number {
    const times = [...tabs].map((tab) => this.#told.get(tab)).map((told) => (told?.from === from ? told.at : from));
    const toldAt = times.length === 0 ? from : Math.min(...times);
    return creditOf(socket && this.#lines.get(socket), from, toldAt);
  }

  #start(afterMs: number): void {
    this.#timer ??= setTimeout(() => this.#probe(), afterMs);
  }

  /** A thousand sends take the hub 30 ms: some at a time, so that answers get between. */
  #probe(): void {
    this.#timer = null;
    const some = [...this.#due].slice(0, PROBE_SLICE_SOCKETS);
    for (const [socket, left] of some) {
      this.#due.delete(socket); // and to the end of the line
      if (left > 1) this.#due.set(socket, left - 1);
      const nonce = randomBytes(8).toString("base64url");
      const line = this.#lines.get(socket) ?? newLine();
      this.#lines.set(socket, line);
      asked(line, nonce, Date.now());
      this.#say(socket, JSON.stringify({ type: "probe", nonce } satisfies Probe));
    }
    if (this.#due.size > 0) this.#start(some.length < PROBE_SLICE_SOCKETS ? PROBE_EVERY_MS : PROBE_SLICE_EVERY_MS);
  }
}

/** Who is here, and which tabs and devices belong together. Most people have one: it stands by itself, which halves what a crowd takes of the memory. */
import type { Socket } from "./socket.ts";

export class People {
  readonly #tabs = new Map<string, Socket | Set<Socket>>();

  /** Distinct people. */
  get size(): number {
    return this.#tabs.size;
  }

  names(): Iterable<string> {
    return this.#tabs.keys();
  }

  has(voter: string): boolean {
    return this.#tabs.has(voter);
  }

  socketsOf(voter: string): Iterable<Socket> {
    const tabs = this.#tabs.get(voter);
    if (!tabs) return [];
    return tabs instanceof Set ? tabs : [tabs];
  }

  add(voter: string, socket: Socket): void {
    const tabs = this.#tabs.get(voter);
    if (tabs instanceof Set) tabs.add(socket);
    else if (tabs && tabs !== socket) this.#tabs.set(voter, new Set([tabs, socket]));
    else this.#tabs.set(voter, socket);
  }

  /** True when this person is no longer here at all. */
  remove(voter: string, socket: Socket): boolean {
    const tabs = this.#tabs.get(voter);
    if (tabs instanceof Set) tabs.delete(socket);
    if (tabs === socket || (tabs instanceof Set && tabs.size === 0)) this.#tabs.delete(voter);
    return !this.#tabs.has(voter);
  }
}

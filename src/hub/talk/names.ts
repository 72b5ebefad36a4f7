/** Whom a host means: public names say nothing about a voter, so they are found by making them. */
import type { Door } from "../../sockets/door.ts";
import type { TalkRows } from "./rows.ts";

export class PublicNames {
  readonly #rows: TalkRows;
  readonly #door: Door;
  readonly #publicNameOf: (voter: string) => string;
  readonly #voters = new Map<string, string>();

  constructor(rows: TalkRows, door: Door, publicNameOf: (voter: string) => string) {
    this.#rows = rows;
    this.#door = door;
    this.#publicNameOf = publicNameOf;
  }

  /** Null for nobody who is here or has said something. */
  voterOf(publicName: string): string | null {
    if (!this.#voters.has(publicName)) {
      for (const voter of this.#door.voters()) this.#voters.set(this.#publicNameOf(voter), voter);
      for (const { voter } of this.#rows.everybody()) this.#voters.set(this.#publicNameOf(voter), voter);
    }
    return this.#voters.get(publicName) ?? null;
  }
}

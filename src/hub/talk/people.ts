/**
 * The people of a room as its host sees them: who is here, and who has said something or was written to. Where they come from is sockets and
 * the rows of what they said: nothing in it knows of votes.
 */
import { byName } from "../../poll/quiz/board.ts";
import type { State } from "../../poll/state.ts";
import type { Person } from "../../poll/talk/talk.ts";
import { PEOPLE_PAGE } from "../../protocol/limits.ts";
import type { PeoplePage, PersonRow } from "../../protocol/talk.ts";
import type { Door } from "../../sockets/door.ts";
import { pageOf } from "../lists.ts";
import type { QuizRows } from "../quiz/rows.ts";
import type { TalkRows } from "./rows.ts";

/** Somebody, by their name within the hub. */
interface Known extends Omit<PersonRow, "person" | "since"> {
  voter: string;
  /** Milliseconds since 1970. */
  since: number;
}

export class People {
  readonly #rows: TalkRows;
  readonly #quiz: QuizRows;
  readonly #door: Door;
  readonly #publicNameOf: (voter: string) => string;

  constructor(rows: TalkRows, quiz: QuizRows, door: Door, publicNameOf: (voter: string) => string) {
    this.#rows = rows;
    this.#quiz = quiz;
    this.#door = door;
    this.#publicNameOf = publicNameOf;
  }

  /** The first page is 0. Who is here comes first, then in the order of names, the nameless last. */
  page(state: State, page: number): PeoplePage {
    const everybody = this.#everybody(state).sort(inOrder);
    const { rows, ...at } = pageOf(everybody, page, PEOPLE_PAGE);
    const people = rows.map((known) => this.#rowOf(known));
    return { people, total: everybody.length, present: this.#door.present(), ...at };
  }

  #everybody(state: State): Known[] {
    const said = new Map<string, Person>();
    for (const person of this.#rows.everybody()) said.set(person.voter, person);
    const playing = new Map<string, string>();
    if (state.quiz) for (const { voter, name, removed } of this.#quiz.everybody()) if (!removed) playing.set(voter, name);
    // Hosts who write are no people of the room, unless they are in it as well.
    const hosts = this.#door.hosts();
    const voters = new Set([...said.keys()].filter((voter) => !hosts.has(voter)));
    for (const voter of this.#door.voters()) voters.add(voter);
    return [...voters].map((voter) => {
      const person = said.get(voter);
      return {
        voter,
        name: playing.get(voter) ?? person?.name ?? "",
        since: Math.min(person?.at ?? Number.POSITIVE_INFINITY, ...this.#cameAt(voter)),
        present: this.#door.isHere(voter),
        muted: person?.muted ?? false,
      };
    });
  }

  *#cameAt(voter: string): Iterable<number> {
    for (const socket of this.#door.socketsOf(voter)) yield this.#door.session(socket).acceptedAt;
  }

  #rowOf({ voter, since, ...known }: Known): PersonRow {
    return { person: this.#publicNameOf(voter), since: new Date(since).toISOString(), ...known };
  }
}

function inOrder(one: Known, other: Known): number {
  if (one.present !== other.present) return one.present ? -1 : 1;
  if ((one.name === "") !== (other.name === "")) return one.name === "" ? 1 : -1;
  return byName(one, other) || one.since - other.since || (one.voter < other.voter ? -1 : 1);
}

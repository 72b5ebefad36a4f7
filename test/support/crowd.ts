/** People with the product's own page logic on phones made of Node: what they meant, what their screens say, and what the hub has counted. */
import { voterName } from "../../src/page/device.ts";
import { Seat } from "../../src/page/seat.ts";
import type { Snapshot } from "../../src/protocol/server.ts";
import { NodeBrowser } from "./node-browser.ts";

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds until it holds; Infinity where it does not within this time. */
export async function within(ms: number, holds: () => boolean | Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > ms) return Number.POSITIVE_INFINITY;
    await pause(25);
  }
  return performance.now() - began;
}

export class Person {
  readonly browser: NodeBrowser;
  readonly room: Seat;
  /** What they tapped last. */
  meant: number | null = null;

  constructor(origin: string, poll: string, chance: () => number, logic: typeof Seat = Seat) {
    this.browser = new NodeBrowser(origin, chance);
    this.room = new logic({ poll, role: "voter" }, this.browser);
  }

  get isHere(): boolean {
    return this.room.wire.value.state === "open" && this.room.wire.value.downSince === null;
  }

  tap(option: number): void {
    this.meant = option;
    this.room.vote("q1", [option]);
  }

  /** Is nothing of theirs on its way any more, and do they see what they meant, and the tally of the hub? */
  sees(counts: readonly number[]): boolean {
    const { votes, mine, tallies } = this.room;
    const isMine = this.meant === null || (votes.value.q1?.state === "saved" && mine.value.q1?.choice[0] === this.meant);
    return isMine && JSON.stringify(tallies.value.q1?.counts) === JSON.stringify(counts);
  }

  /** What the hub counts for them. */
  async counts(origin: string, poll: string): Promise<number | undefined> {
    const authorization = `Voter ${this.browser.shelf.get(voterName(poll))}`;
    const seen = (await (await fetch(`${origin}/api/polls/${poll}`, { headers: { authorization } })).json()) as Snapshot;
    return seen.mine?.q1?.choice[0] as number | undefined;
  }

  leave(): void {
    this.room.leave();
  }
}

export async function countsOf(origin: string, poll: string): Promise<number[]> {
  const seen = (await (await fetch(`${origin}/api/polls/${poll}`)).json()) as Snapshot;
  return seen.tallies.q1?.counts ?? [];
}

/** Whose newest vote does not count, and how many ballots there are that nobody cast. */
export async function wrongs(origin: string, poll: string, people: readonly Person[]): Promise<{ lost: number; doubled: number }> {
  const cast = people.filter(({ meant }) => meant !== null);
  const counted = await Promise.all(cast.map(async (person) => (await person.counts(origin, poll)) === person.meant));
  const ballots = (await countsOf(origin, poll)).reduce((sum, count) => sum + count, 0);
  return { lost: counted.filter((isRight) => !isRight).length, doubled: Math.max(0, ballots - cast.length) };
}

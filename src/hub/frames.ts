/** Encodes what readers hear: once for each set of readers who may see the same, never once for each socket. */

import type { ReceiptsOf } from "../poll/receipts.ts";
import type { State } from "../poll/state.ts";
import { type DigestOf, pollView, type Reader, sightOf, talliesForSight } from "../poll/view.ts";
import type { Ack, MineView, PlayerView, PollView, QuizView, Results, Role, Snapshot, VoteStatus } from "../protocol/server.ts";
import type { QuizTold } from "./quiz/desk.ts";
import type { Reply } from "./turn.ts";

/** Frames of one state. Made anew with each broadcast and each state that a newcomer meets. */
export class Frames {
  readonly state: State;
  readonly #present: number;
  readonly #digestOf: DigestOf;
  readonly #quiz: QuizTold | null;
  readonly #receiptsOf: ReceiptsOf | undefined;
  readonly #encoded: Map<string, string>;

  constructor(
    state: State,
    present: number,
    digestOf: DigestOf,
    quiz: QuizTold | null = null,
    receiptsOf?: ReceiptsOf,
    encoded = new Map<string, string>(),
  ) {
    this.state = state;
    this.#present = present;
    this.#digestOf = digestOf;
    this.#quiz = quiz;
    this.#receiptsOf = receiptsOf;
    this.#encoded = encoded;
  }

  isOf(state: State, quiz: QuizTold | null): boolean {
    return this.state === state && this.#quiz?.view === quiz?.view;
  }

  /** For a room where somebody came or left since: only their number is told anew. */
  with(present: number): Frames {
    return new Frames(this.state, present, this.#digestOf, this.#quiz, this.#receiptsOf, this.#encoded);
  }

  results(reader: Reader): string {
    const sight = sightOf(this.state, reader);
    const quiz = quizTold(this.#quiz, reader);
    return this.#once(`results ${sight} ${quiz?.newest !== undefined} ${this.#present}`, () => {
      const head = `{"type":"results",${this.#position()},${this.#tallies(sight)},"present":${this.#present}`;
      if (!quiz) return `${head}}`;
      const { players, answered, newest } = quiz;
      return `${head},"quiz":${JSON.stringify({ players, answered, newest } satisfies Results["quiz"])}}`;
    });
  }

  /** What differs for each voter is put behind what they share; without it, it is unchanged. */
  snapshot(reader: Reader, mine?: MineView, player?: PlayerView | null, isShut = false): string {
    const sight = sightOf(this.state, reader);
    const shared = this.#once(`snapshot ${reader.role} ${sight}`, () => {
      const head = `{"type":"snapshot",${this.#position()},"role":${JSON.stringify(reader.role satisfies Role)}`;
      return `${head},"poll":${this.#poll(sight, quizTold(this.#quiz, reader))},${this.#tallies(sight)}`;
    });
    const theirs = `,"present":${this.#present}${mine ? `,"mine":${JSON.stringify(mine)}` : ""}${isShut ? ',"admitted":false' : ""}`;
    return player === undefined ? `${shared}${theirs}}` : `${shared}${theirs},"player":${JSON.stringify(player)}}`;
  }

  /** The snapshot as an answer by HTTP, for one who asks alone. */
  seenBy(reader: Reader): Snapshot {
    const { epoch, seq } = this.state;
    const sight = sightOf(this.state, reader);
    const poll = this.#pollOf(sight, quizTold(this.#quiz, reader));
    const tallies = talliesForSight(this.state, sight, this.#digestOf);
    return { type: "snapshot", epoch, seq, role: reader.role, poll, tallies, present: this.#present };
  }

  #pollOf(sight: string, quiz: QuizView | null): PollView {
    return pollView(this.state, sight, quiz, this.#receiptsOf);
  }

  #position(): string {
    return `"epoch":"${this.state.epoch}","seq":${this.state.seq}`;
  }

  #poll(sight: string, quiz: QuizView | null): string {
    return this.#once(`poll ${sight} ${quiz?.newest !== undefined}`, () => JSON.stringify(this.#pollOf(sight, quiz)));
  }

  #tallies(sight: string): string {
    return this.#once(`tallies ${sight}`, () => `"tallies":${JSON.stringify(talliesForSight(this.state, sight, this.#digestOf))}`);
  }

  #once(key: string, make: () => string): string {
    let made = this.#encoded.get(key);
    if (made === undefined) {
      made = make();
      this.#encoded.set(key, made);
    }
    return made;
  }
}

/** Screens and hosts also see who has come in. */
function quizTold(quiz: QuizTold | null, { role }: Reader): QuizView | null {
  const newest = role === "voter" ? undefined : quiz?.newest();
  if (!quiz || !newest) return quiz?.view ?? null;
  return { ...quiz.view, newest };
}

/** Written by hand: it leaves the hub once for each vote. */
export function voteAckFrame(ref: number, status: VoteStatus | "done", seq: number, receipt?: string): string {
  if (receipt !== undefined) return `{"type":"ack","ref":${ref},"status":"${status}","seq":${seq},"receipt":"${receipt}"}`;
  return `{"type":"ack","ref":${ref},"status":"${status}","seq":${seq}}`;
}

/** With the ids of what was said. */
export function ackFrame(ref: number, reply: Exclude<Reply, { refused: unknown }>): string {
  return JSON.stringify({ type: "ack", ref, ...reply } satisfies Ack);
}

export function keyAckFrame(ref: number, seq: number, hostKey: string): string {
  return JSON.stringify({ type: "ack", ref, status: "done", seq, hostKey } satisfies Ack);
}

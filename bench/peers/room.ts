/** What every peer does alike, so that they differ in nothing but what carries and keeps the votes: one question, one vote for each voter. */

export type ClientMessage =
  | { type: "hello"; voter: string }
  | { type: "vote"; ref: number; question: string; choice: [number]; n: number };
export type Vote = Extract<ClientMessage, { type: "vote" }>;

export interface Ballot {
  voter: string;
  option: number;
  n: number;
}

export interface RoomOptions {
  /** Says this to everybody in the room. */
  tell(message: object): void;
  /** Returns when the ballot is on its way to the disk; left out by a peer that keeps votes in memory. */
  keep?(ballot: Ballot): void;
  /** What was kept before. */
  kept?: readonly Ballot[];
  /** At most one broadcast in this time; 0: one for each vote, as the guides have it. */
  tickMs: number;
}

const EPOCH = "peers123";
const OPTIONS = ["Pizza", "Sushi"];
const QUESTION = { id: "q1", kind: "choice", text: "Where to?", options: OPTIONS, min: 1, max: 1, open: true, round: 1 };
const POLL = { id: "peers", title: "", pace: "open", results: "always", revote: true, questions: [QUESTION] };

export class Room {
  readonly #options: RoomOptions;
  readonly #ballots = new Map<string, Ballot>();
  readonly #counts = OPTIONS.map(() => 0);
  #seq = 1;
  #present = 0;
  #toldAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    for (const ballot of options.kept ?? []) this.#count(ballot);
  }

  snapshot(): object {
    this.#present += 1;
    const { epoch, seq, tallies, present } = this.#results();
    return { type: "snapshot", epoch, seq, role: "voter", poll: POLL, tallies, present, mine: {} };
  }

  /** The answer to a vote, which is kept and counted by then. */
  vote(voter: string, { ref, choice, n }: Vote): object {
    const before = this.#ballots.get(voter);
    if (before && before.n >= n) return { type: "ack", ref, status: "same", seq: this.#seq };
    const ballot = { voter, option: choice[0], n };
    this.#options.keep?.(ballot);
    this.#count(ballot);
    return { type: "ack", ref, status: before ? "changed" : "counted", seq: this.#seq };
  }

  /** To be called behind each vote: when the room is told is a matter of the tick. */
  voted(): void {
    const { tickMs } = this.#options;
    if (tickMs === 0) return this.#options.tell(this.#results());
    // Looked at with each vote, since a flood of messages keeps timers from their turn on some engines.
    const wait = this.#toldAt + tickMs - Date.now();
    if (wait <= 0) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#options.tell(this.#results());
    this.#toldAt = Date.now(); // behind it: where it takes as long as the tick, votes must still have their time
  }

  #results() {
    const tallies = { q1: { ballots: this.#ballots.size, counts: this.#counts } };
    return { type: "results", epoch: EPOCH, seq: this.#seq, tallies, present: this.#present };
  }

  #count(ballot: Ballot): void {
    const before = this.#ballots.get(ballot.voter);
    if (before) this.#counts[before.option] = (this.#counts[before.option] ?? 0) - 1;
    this.#counts[ballot.option] = (this.#counts[ballot.option] ?? 0) + 1;
    this.#ballots.set(ballot.voter, ballot);
    this.#seq += 1;
  }
}

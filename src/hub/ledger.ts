/** The poll in memory and in storage, and the turns that change both. Memory is a cache: storage is the truth. */
import type { Refusal } from "../poll/decision.ts";
import type { Event } from "../poll/event.ts";
import type { State } from "../poll/state.ts";
import type { MineView } from "../protocol/server.ts";
import type { bornOf } from "./copies.ts";
import type { CastOf } from "./entry/networks.ts";
import { ReceiptNames } from "./receiptnames.ts";
import { isKey, keyed, newSecret, publicName } from "./secrets.ts";
import type { PollStorage } from "./storage.ts";
import type { TalkTurn } from "./talk/turn.ts";
import { type Heard, type Reply, type Turn, takeTurn } from "./turn.ts";

export interface Taken {
  replies: Reply[];
  events: readonly Event[];
}

/** What the room says beside its votes: a part of the same turn. */
interface Talks {
  /** Null where nothing was said; the replies to what was go into the turn's. */
  turn(turn: Turn, heard: readonly Heard[], now: number): TalkTurn | null;
  kept(turn: TalkTurn): void;
  forget(): void;
}

/** Turns of a quiz, which know more of the room. */
interface Quizzes {
  /** Null where there is none. */
  turn(state: State, heard: readonly Heard[], now: number): Turn | null;
  /** What was decided is not stored. */
  forget(): void;
}

export class Ledger {
  readonly #storage: PollStorage;
  readonly #giveUp: (reason: string) => void;
  #state: State | null;
  #secret: string;
  #receipts: ReceiptNames | null = null;

  /** `giveUp`: not even storage can be read; an object that starts anew may. */
  constructor(storage: PollStorage, giveUp: (reason: string) => void) {
    this.#storage = storage;
    this.#giveUp = giveUp;
    const stored = storage.load();
    this.#state = stored?.state ?? null;
    this.#secret = stored?.secret ?? "";
  }

  get state(): State | null {
    return this.#state;
  }

  create({ state, ballots, pictures }: ReturnType<typeof bornOf>): void {
    this.#secret = newSecret();
    this.#receipts = null;
    this.#storage.create(state, this.#secret, ballots, pictures);
    this.#state = state;
  }

  /** What only this poll can make of a text. Those of the hub's own have a space in them, which no token has. */
  keyed(text: string): string {
    return keyed(this.#secret, text);
  }

  /** The voter as the hub knows them: tokens are never stored, and mean nothing in another poll. */
  nameOf(voterToken: string): string {
    return this.keyed(voterToken);
  }

  receiptsOf(question: string, round: number, voters: readonly string[]): string[] {
    this.#receipts ??= new ReceiptNames(this.#secret);
    return this.#receipts.of(question, round, voters);
  }

  publicNameOf(voter: string): string {
    return publicName(this.#secret, voter);
  }

  /** For its host. */
  openedWith(key: string): State | Refusal {
    if (!this.#state) return { refused: "no-such-poll" };
    return isKey(key, this.#state.hostKeyHash) ? this.#state : { refused: "not-host" };
  }

  mineOf(state: State, voter: string): MineView {
    // While a room fills nobody has answered yet, and storage need not be asked for each.
    if (Object.values(state.tallies).every(({ ballots }) => ballots === 0)) return {};
    return this.minesOf(state, [voter]).get(voter) ?? {};
  }

  minesOf(state: State, voters: readonly string[]): Map<string, MineView> {
    const mines = new Map<string, MineView>();
    for (const { question, voter, choice, n } of this.#storage.ballotsIn(state.poll.questions, voters)) {
      if (choice.length === 0) continue;
      const mine = mines.get(voter) ?? {};
      mine[question] = { choice, n };
      mines.set(voter, mine);
    }
    return mines;
  }

  /** Gather facts, decide, save; the answers go out behind it. The output gate holds them until the commit is durable. */
  turn(heard: readonly Heard[], now: number, quizzes: Quizzes, talks: Talks): Taken {
    const before = this.#state;
    if (!before) return { replies: heard.map(() => ({ refused: "no-such-poll" })), events: [] };
    try {
      const turn = quizzes.turn(before, heard, now) ?? this.#takeTurn(before, heard, now);
      const talk = talks.turn(turn, heard, now);
      if (talk) turn.talk = talk;
      if (turn.events.length > 0 || talk || turn.quiz?.playing.length) this.#storage.commit(before, turn);
      this.#state = turn.state;
      if (talk) talks.kept(talk);
      return turn;
    } catch (failed) {
      // Nothing of this turn is stored and nobody was told: everyone may try again, against what storage really holds.
      console.error("a turn could not be saved", failed);
      this.#reload();
      quizzes.forget();
      talks.forget();
      return { replies: heard.map(() => ({ refused: "busy" })), events: [] };
    }
  }

  #takeTurn(before: State, heard: readonly Heard[], now: number): Turn {
    const storage = this.#storage;
    const castOf: CastOf = (...where) => storage.networks.cast(...where);
    return takeTurn(before, heard, (...wanted) => storage.ballotsOf(...wanted), now, castOf, this.receiptsOf.bind(this));
  }

  async destroy(): Promise<void> {
    const state = this.#state;
    this.#state = null;
    try {
      await this.#storage.destroy();
    } catch (failed) {
      this.#state = state; // still there, so it must not look gone
      throw failed;
    }
  }

  #reload(): void {
    try {
      this.#state = this.#storage.load()?.state ?? null;
    } catch (failed) {
      console.error("storage cannot be read", failed);
      this.#giveUp("storage cannot be read");
    }
  }
}

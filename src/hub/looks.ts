/** What those see who ask: in frames, and alone by HTTP. */
import type { Refusal } from "../poll/decision.ts";
import { whyNot } from "../poll/entry.ts";
import type { State } from "../poll/state.ts";
import { ANYONE, type DigestOf, HOST, type Reader } from "../poll/view.ts";
import type { Exported, Snapshot } from "../protocol/server.ts";
import type { Door } from "../sockets/door.ts";
import { answered } from "./broadcast.ts";
import { Digests } from "./digests.ts";
import type { Caller, Gate, Who } from "./entry/gate.ts";
import { Exports } from "./exports.ts";
import { Frames } from "./frames.ts";
import type { Ledger } from "./ledger.ts";
import type { QuizDesk } from "./quiz/desk.ts";
import { Receipts, type ReceiptsAnswer } from "./receipts.ts";
import { isKey } from "./secrets.ts";
import type { PollStorage } from "./storage.ts";

/** Who asks by HTTP: with the host's key, as a voter, or without a name. */
export interface Asker extends Caller {
  key?: string;
}

export class Looks {
  readonly #ledger: Ledger;
  readonly #door: Door;
  readonly #quiz: QuizDesk;
  readonly #gate: Gate;
  readonly #exports: Exports;
  readonly #digestOf: DigestOf;
  readonly #receipts: Receipts;

  /** `tellAgain`: what was given out is no more the newest. */
  constructor(ledger: Ledger, storage: PollStorage, door: Door, quiz: QuizDesk, gate: Gate, tellAgain: () => void) {
    const digests = new Digests((question, round) => storage.choices(question, round), tellAgain);
    this.#ledger = ledger;
    this.#door = door;
    this.#gate = gate;
    this.#quiz = quiz;
    this.#digestOf = (question, tally) => digests.of(question, tally, Date.now());
    this.#receipts = new Receipts(storage.receipts, ledger);
    this.#exports = new Exports(storage, this.#digestOf, this.#receipts.of);
  }

  framesOf(state: State): Frames {
    const quiz = this.#quiz.toldOf(state, Date.now());
    return new Frames(state, this.#door.present(), this.#digestOf, quiz, this.#receipts.of);
  }

  /** Who says no name, or shows a wrong ticket, sees what anyone sees. */
  seen({ key, ...caller }: Asker): Snapshot | null | "not-host" {
    if (key !== undefined) return this.host(key);
    const who = this.#gate.who(caller);
    return "refused" in who ? this.anyone() : this.voter(who);
  }

  anyone(): Snapshot | null {
    const { state } = this.#ledger;
    return state && this.#seenBy(state, ANYONE);
  }

  voter({ voter, shown }: Who): Snapshot | null {
    const { state } = this.#ledger;
    if (!state) return null;
    const mine = this.#ledger.mineOf(state, voter);
    const player = this.#quiz.playerViews(state, [voter])?.get(voter);
    const seen = this.#seenBy(state, { ...ANYONE, voted: new Set(answered(mine)) });
    const isShut = whyNot(state, shown) !== null;
    return { ...seen, mine, ...(player !== undefined && { player }), ...(isShut && ({ admitted: false } as const)) };
  }

  host(key: string): Snapshot | null | "not-host" {
    const { state } = this.#ledger;
    if (!state) return null;
    return isKey(key, state.hostKeyHash) ? this.#seenBy(state, HOST) : "not-host";
  }

  results(key: string | null, now: number): Exported | "no-such-poll" | "not-host" {
    const { state } = this.#ledger;
    if (!state) return "no-such-poll";
    if (key !== null && !isKey(key, state.hostKeyHash)) return "not-host";
    return this.#exports.of(state, key === null ? ANYONE : HOST, now, this.#quiz.toldOf(state, now)?.view ?? null);
  }

  receipts(key: string | null, question: string): ReceiptsAnswer | Refusal {
    const { state } = this.#ledger;
    if (!state) return { refused: "no-such-poll" };
    if (key !== null && !isKey(key, state.hostKeyHash)) return { refused: "not-host" };
    return this.#receipts.answer(state, question, key === null ? ANYONE : HOST);
  }

  #seenBy(state: State, reader: Reader): Snapshot {
    return this.framesOf(state).seenBy(reader);
  }
}

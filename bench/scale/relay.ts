/** A relay of the simulation: hears its phones, sends what they said in batches, and tells them what comes down. */
import { BROADCAST_SLICE_SOCKETS, RELAY_BATCH_MAX, RELAY_BATCHES_MAX } from "../../src/protocol/limits.ts";
import { ANSWERED_US, CALL_US, CROWD_US, DOWN_US, FLUSH_US, HEARD_US, HOP_MS, UP_US } from "./measured.ts";
import { type Clock, Machine } from "./queue.ts";
import type { Votes } from "./votes.ts";

export interface Up {
  hear(relay: SimRelay, votes: readonly number[]): void;
}

export class SimRelay {
  readonly machine: Machine;
  phones = 0;
  readonly #clock: Clock;
  readonly #hub: Up;
  readonly #votes: Votes;
  readonly #gapMs: number;
  #waiting: { vote: number; ready: number }[] = [];
  #nextAt = 0;
  #isSending = false;
  #inFlight = 0;
  /** Flushes to phones so far, and what is done when there were so many. */
  #served = 0;
  readonly #parcels: { doneAt: number; isDone: () => void }[] = [];

  constructor(clock: Clock, hub: Up, votes: Votes, gapMs: number) {
    this.machine = new Machine(clock);
    this.#clock = clock;
    this.#hub = hub;
    this.#votes = votes;
    this.#gapMs = gapMs;
  }

  /** A phone says what it votes. */
  hear(vote: number): void {
    this.machine.meet("messages");
    const ready = this.machine.work(HEARD_US);
    this.#waiting.push({ vote, ready });
    this.#sendAt(ready);
  }

  /** The batch was heard and answered. */
  answered(): void {
    this.#inFlight -= 1;
    if (this.#waiting.length > 0) this.#sendAt(this.#clock.now);
  }

  /** A parcel with answers. */
  tellAcks(votes: readonly number[]): void {
    this.machine.meet("calls");
    const each = DOWN_US / 2 + ANSWERED_US;
    const done = this.machine.work(CALL_US / 2 + votes.length * each);
    for (const [index, vote] of votes.entries()) this.#votes.acked(vote, done - ((votes.length - 1 - index) * each) / 1_000);
  }

  /** A parcel with a frame for everybody. */
  tellCrowd(isDone: () => void): void {
    this.machine.meet("calls");
    this.machine.work(CALL_US / 2 + (this.phones * CROWD_US) / 2);
    this.#parcels.push({ doneAt: this.#served + this.phones, isDone });
    if (this.#parcels.length === 1) this.#slice();
  }

  /** Phone after phone, round and round, in slices between which votes get their turn; all that waits for a phone leaves in one flush. */
  #slice(): void {
    const [first] = this.#parcels;
    if (!first) return;
    const slice = Math.min(BROADCAST_SLICE_SOCKETS, first.doneAt - this.#served);
    this.#clock.at(this.machine.work(slice * FLUSH_US), () => {
      this.#served += slice;
      if (this.#served >= first.doneAt) this.#parcels.shift()?.isDone();
      this.#slice();
    });
  }

  #sendAt(at: number): void {
    if (this.#isSending || this.#inFlight >= RELAY_BATCHES_MAX) return;
    this.#isSending = true;
    this.#clock.at(Math.max(at, this.#nextAt), () => this.#send());
  }

  #send(): void {
    this.#isSending = false;
    const now = this.#clock.now;
    const count = this.#waiting.findIndex((one) => one.ready > now);
    const ready = this.#waiting.splice(0, Math.min(RELAY_BATCH_MAX, count < 0 ? this.#waiting.length : count));
    const [next] = this.#waiting;
    if (ready.length > 0) {
      this.#nextAt = now + this.#gapMs;
      this.#inFlight += 1;
      const left = this.machine.work(CALL_US / 2 + (ready.length * UP_US) / 2);
      const votes = ready.map(({ vote }) => vote);
      this.#clock.at(left + HOP_MS, () => this.#hub.hear(this, votes));
    }
    if (next) this.#sendAt(next.ready);
  }
}

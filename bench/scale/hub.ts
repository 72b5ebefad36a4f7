/** The hub of the simulation: batches become turns, turns become answers and, at the pace of the product, broadcasts. */
import { RELAY_REST_MS_MAX, TURN_WITHIN_MS } from "../../src/protocol/limits.ts";
import { CALL_US, CROWD_US, DOWN_US, DURABLE_MS, HOP_MS, RELAYED_US, TURN_US, UP_US, VOTE_US } from "./measured.ts";
import { paceMsOf } from "./pace.ts";
import { type Clock, Machine } from "./queue.ts";
import type { SimRelay, Up } from "./relay.ts";
import type { Votes } from "./votes.ts";

export class SimHub implements Up {
  readonly machine: Machine;
  relays: readonly SimRelay[] = [];
  turns = 0;
  broadcasts = 0;
  readonly #clock: Clock;
  readonly #votes: Votes;
  #inbox: { relay: SimRelay; votes: readonly number[] }[] = [];
  /** Counted, and not on every screen yet: by the broadcast that will show them. */
  #unshown: number[] = [];
  #isDue = false;
  #isSpeaking = false;
  #spokeAt = Number.NEGATIVE_INFINITY;
  #slowestMs = 0;

  constructor(clock: Clock, votes: Votes) {
    this.machine = new Machine(clock);
    this.#clock = clock;
    this.#votes = votes;
  }

  hear(relay: SimRelay, votes: readonly number[]): void {
    this.machine.meet("calls");
    const heard = this.machine.work(CALL_US / 2 + (votes.length * UP_US) / 2);
    this.#clock.at(heard, () => {
      if (this.#inbox.length === 0) this.#clock.at(this.#clock.now + TURN_WITHIN_MS, () => this.#turn());
      this.#inbox.push({ relay, votes });
    });
  }

  #turn(): void {
    const inbox = this.#inbox;
    this.#inbox = [];
    this.turns += 1;
    const answers = new Map<SimRelay, number[]>();
    for (const { relay, votes } of inbox) answers.set(relay, [...(answers.get(relay) ?? []), ...votes]);
    const count = inbox.reduce((sum, { votes }) => sum + votes.length, 0);
    const decided = this.machine.work(TURN_US + count * (VOTE_US + DOWN_US / 2) + answers.size * (CALL_US / 2));
    const leftAt = decided + DURABLE_MS;
    for (const [relay, votes] of answers) this.#clock.at(leftAt + HOP_MS, () => relay.tellAcks(votes));
    for (const { relay } of inbox) this.#clock.at(leftAt + HOP_MS, () => relay.answered());
    this.#clock.at(decided, () => {
      for (const { votes } of inbox) for (const vote of votes) this.#unshown.push(vote);
      this.#announce();
    });
  }

  #announce(): void {
    if (this.#isDue || this.#isSpeaking) return;
    this.#isDue = true;
    this.#clock.at(this.#dueAt(), () => this.#speak());
  }

  #dueAt(): number {
    const phones = this.relays.reduce((sum, relay) => sum + relay.phones, 0);
    return this.#spokeAt + Math.max(paceMsOf(phones, this.relays.length), Math.min(RELAY_REST_MS_MAX, this.#slowestMs));
  }

  /** Relay by relay; what else is due gets its turn in between. */
  #speak(): void {
    this.#isDue = false;
    this.#isSpeaking = true;
    this.#spokeAt = this.#clock.now;
    this.broadcasts += 1;
    const votes = this.#unshown;
    this.#unshown = [];
    const heard = { left: this.relays.length, slowestMs: 0 };
    const told = (leftAt: number) => {
      heard.slowestMs = Math.max(heard.slowestMs, this.#clock.now - leftAt);
      heard.left -= 1;
      if (heard.left > 0) return;
      this.#slowestMs = heard.slowestMs;
      for (const vote of votes) this.#votes.shown(vote, this.#clock.now);
    };
    const next = (index: number) => {
      const relay = this.relays[index];
      if (!relay) {
        this.#isSpeaking = false;
        if (this.#unshown.length > 0) this.#announce();
        return;
      }
      const leftAt = this.machine.work(relay.phones * (RELAYED_US + CROWD_US / 2) + CALL_US / 2);
      this.#clock.at(leftAt + HOP_MS, () => relay.tellCrowd(() => told(leftAt)));
      this.#clock.at(leftAt, () => next(index + 1));
    };
    next(0);
  }
}

/** From a relay to its hub: what happened at phones, in batches. At once when it was quiet, then as often as the hub can hear it. */
import {
  RELAY_ANSWERS_WITHIN_MS,
  RELAY_BATCH_MAX,
  RELAY_BATCHES_MAX,
  RELAY_FAILURES_MAX,
  RELAY_GAP_MS,
  RELAY_QUEUE_MAX,
  RELAY_RETRY_MS,
} from "../protocol/limits.ts";
import { Timer } from "../sockets/slices.ts";
import { within } from "../sockets/within.ts";
import type { Batch, Heard, Up } from "./wire.ts";

/** What can be reached of a hub. */
export interface Ear {
  hear(batch: Batch): Promise<Heard>;
}

/** Whose line it is. */
export interface Whose {
  readonly relay: string;
  readonly life: string | null;
}

export interface Endings {
  /** What became of these is not known: they were on their way when the hub was lost. */
  lost(happened: readonly Up[]): void;
  /** The hub does not answer, does not know this life, or has no poll. */
  ended(why: "unreachable" | Extract<Heard, string>): void;
}

export class Uplink {
  readonly #whose: Whose;
  readonly #dial: () => Ear;
  readonly #endings: Endings;
  #ear: Ear | null = null;
  #queue: Up[] = [];
  #underWay = 0;
  #dueAt = 0;
  #gapMs = RELAY_GAP_MS;
  #failures = 0;
  #isFirst = false;
  /** What it was set for is due, also where the clock was put back or stands still. */
  readonly #timer = new Timer((now) => this.drive(Math.max(now, this.#dueAt)));

  /** `dial`: a new line to the hub, where there is none or the last one broke. */
  constructor(whose: Whose, dial: () => Ear, endings: Endings) {
    this.#whose = whose;
    this.#dial = dial;
    this.#endings = endings;
  }

  /** A new life. What waits is of phones that have left; the hub forgets whom it knew of an earlier one. */
  begin(): void {
    this.#isFirst = true;
    this.#queue = [];
    this.#failures = 0;
  }

  isFull(): boolean {
    return this.#queue.length >= RELAY_QUEUE_MAX;
  }

  put(up: Up): void {
    this.#queue.push(up);
  }

  drive(now: number): void {
    if (this.#dueAt - now > Math.max(RELAY_RETRY_MS, this.#gapMs)) this.#dueAt = 0; // the clock was put back
    if (this.#queue.length === 0 || this.#underWay >= RELAY_BATCHES_MAX) return;
    if (now < this.#dueAt) return this.#timer.wakeAt(this.#dueAt, now);
    this.#dueAt = now + this.#gapMs;
    const { relay, life } = this.#whose;
    if (life === null) return;
    void this.#send({ relay, life, isFirst: this.#isFirst, happened: this.#queue.splice(0, RELAY_BATCH_MAX) });
    this.#isFirst = false;
    if (this.#queue.length > 0) this.#timer.wakeAt(this.#dueAt, now);
  }

  async #send(batch: Batch): Promise<void> {
    // Batches keep their order on one way only, and a way that is not in use may be broken.
    if (this.#underWay === 0 || !this.#ear) this.#ear = this.#dial();
    const ear = this.#ear;
    this.#underWay += 1;
    const heard = await within(RELAY_ANSWERS_WITHIN_MS, "a batch was lost", () => ear.hear(batch));
    this.#underWay -= 1;
    const now = Date.now();
    const isFirstLost = heard === null && this.#ear === ear;
    if (isFirstLost) this.#ear = null;
    if (batch.life === this.#whose.life) this.#heard(heard, batch, isFirstLost, now);
    this.drive(now);
  }

  #heard(heard: Heard | null, { happened }: Batch, isFirstLost: boolean, now: number): void {
    if (heard === null) return this.#lost(happened, isFirstLost, now);
    this.#failures = 0;
    if (typeof heard === "string") return this.#end(heard);
    this.#gapMs = heard.gapMs;
  }

  /** Several batches may be lost with one line: that is one failure. */
  #lost(happened: readonly Up[], isFirstLost: boolean, now: number): void {
    if (isFirstLost) {
      this.#failures += 1;
      this.#dueAt = now + RELAY_RETRY_MS;
    }
    if (this.#failures >= RELAY_FAILURES_MAX) this.#end("unreachable");
    else this.#endings.lost(happened);
  }

  #end(why: "unreachable" | Extract<Heard, string>): void {
    this.#queue = [];
    this.#endings.ended(why);
  }
}

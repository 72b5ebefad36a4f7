/** The load: a process of its own, with all phones of a room. The measuring process calls its methods by message. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Phone, type PhoneEvents } from "./phone.ts";
import { type Spread, spreadOf } from "./spread.ts";

const ENTER_AT_ONCE = 100;
const SENT_KEPT = 1 << 17; // refs whose sending time is remembered: more than are ever in flight
const WARM_UP_MS = 1_000; // compilers and buffers reach their steady state
const GIVE_UP_MS = 20_000;

export interface Watched {
  votes: number;
  seconds: number;
  framesPerSecond: number;
  ackMs: Spread;
  crowdCpuShare: number;
}

export interface Burst {
  ackMs: Spread;
  /** From each vote to the last of the screens that show it. */
  everyScreenMs: Spread;
  /** From the last vote to the moment when no screen is behind. */
  allRightMs: number;
  /** What all screens show in the end; null when they differ. */
  ballots: number | null;
}

/** Screens of one phone over time, while somebody asks. */
type Seen = { seq: number; at: number }[];

export class Crowd implements PhoneEvents {
  #phones: Phone[] = [];
  readonly #sentAt = new Float64Array(SENT_KEPT);
  #ref = 0;
  /** One order for all votes; each voter's are rising. */
  #n = 0;
  #frames = 0;
  /** Times to the acks of the loop. */
  #looped: number[] = [];
  #seen: Map<Phone, Seen> | null = null;
  #onAck: (phone: Phone, ref: number, seq: number, at: number) => void = () => {};
  #failed: string | null = null;

  /** Phones a second, each until its snapshot. */
  async enter({ url, phones }: { url: string; phones: number }): Promise<number> {
    const from = performance.now();
    let left = phones;
    const enterSome = async () => {
      while (left > 0) {
        left -= 1;
        this.#phones.push(await Phone.enter(url, randomBytes(16).toString("base64url"), this));
      }
    };
    await Promise.all(Array.from({ length: ENTER_AT_ONCE }, enterSome));
    return (phones / (performance.now() - from)) * 1_000;
  }

  /** From now on every phone always has this many votes without an answer. Returns when all is warm. */
  async loop({ inFlight }: { inFlight: number }): Promise<void> {
    this.#onAck = (phone, ref, _seq, now) => {
      this.#looped.push(now - (this.#sentAt[ref % SENT_KEPT] ?? now));
      this.#vote(phone);
    };
    for (let round = 0; round < inFlight; round++) for (const phone of this.#phones) this.#vote(phone);
    await pause(WARM_UP_MS);
  }

  /** How the loop does for this long. */
  async watch({ ms }: { ms: number }): Promise<Watched> {
    this.#looped = [];
    this.#frames = 0;
    const from = performance.now();
    const cpu = process.cpuUsage();
    await pause(ms);
    const seconds = (performance.now() - from) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    return this.#checked({
      votes: this.#looped.length,
      seconds,
      framesPerSecond: this.#frames / seconds,
      ackMs: spreadOf(this.#looped),
      crowdCpuShare: (user + system) / 1e6 / seconds,
    });
  }

  /** Every phone votes once, each at its own chance moment within this time. Timed from the moment that was meant, also when we were late. */
  async burst({ withinMs }: { withinMs: number }): Promise<Burst> {
    const from = performance.now() + 5;
    const moments = this.#phones
      .map((phone) => ({ phone, at: from + Math.random() * withinMs }))
      .sort((one, other) => one.at - other.at);
    const seen = new Map(this.#phones.map((phone): [Phone, Seen] => [phone, []]));
    this.#seen = seen;
    const acks: { seq: number; votedAt: number; ackedAt: number }[] = [];
    this.#onAck = (_phone, ref, seq, ackedAt) => acks.push({ seq, votedAt: this.#sentAt[ref % SENT_KEPT] ?? 0, ackedAt });
    for (const { phone, at } of moments) {
      const early = at - performance.now();
      if (early > 0) await pause(early);
      this.#vote(phone, at);
    }
    const newest = () => acks.reduce((seq, ack) => Math.max(seq, ack.seq), 0);
    await this.#until(() => acks.length === moments.length && this.#phones.every(({ seq }) => seq >= newest()));
    this.#seen = null;
    const shownAt = acks.map(({ seq }) => shownEverywhereAt(seq, seen));
    const ballots = new Set(this.#phones.map((phone) => phone.ballots()));
    return this.#checked({
      ackMs: spreadOf(acks.map(({ votedAt, ackedAt }) => ackedAt - votedAt)),
      everyScreenMs: spreadOf(acks.map(({ votedAt }, index) => (shownAt[index] ?? 0) - votedAt)),
      allRightMs: shownAt.reduce((latest, shown) => Math.max(latest, shown), 0) - (moments.at(-1)?.at ?? 0),
      ballots: ballots.size === 1 ? ([...ballots][0] ?? null) : null,
    });
  }

  /** One vote of one phone; or its last vote again. */
  async alone({ resend }: { resend: boolean }): Promise<void> {
    const [phone] = this.#phones;
    let acked = false;
    this.#onAck = () => {
      acked = true;
    };
    if (!resend) this.#n += 1;
    this.#ref += 1;
    phone?.vote(this.#ref, this.#n);
    await this.#until(() => acked);
  }

  leave(): void {
    for (const phone of this.#phones) phone.leave();
    this.#phones = [];
  }

  // ---- what phones report ----

  acked(phone: Phone, ref: number, seq: number): void {
    this.#onAck(phone, ref, seq, performance.now());
  }

  heard(phone: Phone, seq: number): void {
    this.#frames += 1;
    this.#seen?.get(phone)?.push({ seq, at: performance.now() });
  }

  lost(why: string): void {
    this.#failed ??= why;
  }

  #vote(phone: Phone, meantAt = performance.now()): void {
    this.#ref += 1;
    this.#n += 1;
    this.#sentAt[this.#ref % SENT_KEPT] = meantAt;
    phone.vote(this.#ref, this.#n);
  }

  async #until(done: () => boolean): Promise<void> {
    const until = performance.now() + GIVE_UP_MS;
    while (!done()) {
      if (this.#failed) throw new Error(this.#failed);
      if (performance.now() > until) throw new Error("the room never came to rest");
      await pause(5);
    }
  }

  #checked<Result>(result: Result): Result {
    if (this.#failed) throw new Error(this.#failed);
    return result;
  }
}

/** A screen shows a vote with the first frame whose seq is at or above that of the vote's ack. */
function shownEverywhereAt(seq: number, seen: Map<Phone, Seen>): number {
  let latest = 0;
  for (const frames of seen.values())
    latest = Math.max(latest, frames.find((frame) => frame.seq >= seq)?.at ?? Number.POSITIVE_INFINITY);
  return latest;
}

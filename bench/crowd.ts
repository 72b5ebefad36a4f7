/** The load: a process of its own, with all phones of a room. The measuring process calls its methods by message. */
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Dialect, Phone, type PhoneEvents } from "./phone.ts";
import { Screens } from "./screens.ts";
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

/** What became of votes that were cast at times of their own, whatever the server did. What never came is taken as long as was waited for it. */
export interface Cast {
  ackMs: Spread;
  /** From each vote to the last of the screens that show it. */
  everyScreenMs: Spread;
  /** From the last vote to the moment when no screen is behind. */
  allRightMs: number;
  /** The share of votes without an answer in the end. */
  unanswered: number;
  /** How late the crowd itself was: the 99th percentile. */
  sentLateMs: number;
  /** Of a core, from the first vote until the last was shown. */
  crowdCpuShare: number;
  /** What all screens show in the end; null when they differ. */
  ballots: number | null;
}

interface Sent {
  meantAt: number;
  ackedAt: number;
  seq: number;
}

export class Crowd implements PhoneEvents {
  #phones: Phone[] = [];
  readonly #sentAt = new Float64Array(SENT_KEPT);
  #ref = 0;
  /** One order for all votes; each voter's are rising. */
  #n = 0;
  #frames = 0;
  #pongs = 0;
  /** Times to the acks of the loop. */
  #looped: number[] = [];
  /** Votes cast at times of their own, by their refs. */
  #cast = new Map<number, Sent>();
  #late: number[] = [];
  #screens: Screens | null = null;
  /** When the first was to be cast, and the CPU's time by then. */
  #castFrom = { at: 0, cpu: process.cpuUsage() };
  #onAck: (phone: Phone, ref: number, seq: number, at: number) => void = () => {};
  #failed: string | null = null;

  /** Phones a second, each until its snapshot. */
  async enter({ url, dialect, phones }: { url: string; dialect: Dialect; phones: number }): Promise<number> {
    const from = performance.now();
    let left = phones;
    const enterSome = async () => {
      while (left > 0) {
        left -= 1;
        this.#phones.push(await Phone.enter(url, dialect, randomBytes(16).toString("base64url"), this));
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

  /** Every phone votes once, each at its own chance moment within this time. */
  async burst({ withinMs, patienceMs }: { withinMs: number; patienceMs: number }): Promise<Cast> {
    const moments = this.#phones.map((phone) => ({ phone, in: Math.random() * withinMs }));
    this.#expect();
    await this.#castAt(moments.sort((one, other) => one.in - other.in));
    return this.settle({ patienceMs });
  }

  /** So many votes a second of phones in turn; `settle` says what became of them. */
  async pace({ votesPerSecond, ms }: { votesPerSecond: number; ms: number }): Promise<void> {
    const moments = Array.from({ length: Math.round((votesPerSecond * ms) / 1_000) }, (_, index) => {
      const phone = this.#phones[index % this.#phones.length];
      if (!phone) throw new Error("nobody is there to vote");
      return { phone, in: (index * 1_000) / votesPerSecond };
    });
    this.#expect();
    await this.#castAt(moments);
  }

  /** Waits until all that was cast is answered and shown, or no longer. */
  async settle({ patienceMs }: { patienceMs: number }): Promise<Cast> {
    const votes = [...this.#cast.values()];
    const isDone = () => {
      if (votes.some(({ seq }) => seq === 0)) return false;
      const newest = votes.reduce((latest, { seq }) => Math.max(latest, seq), 0);
      return this.#phones.every(({ seq }) => seq >= newest);
    };
    const until = performance.now() + patienceMs;
    while (!isDone() && !this.#failed && performance.now() < until) await pause(5);
    const end = performance.now();
    const { user, system } = process.cpuUsage(this.#castFrom.cpu);
    const shown = this.#screens?.shownAt(votes.map(({ seq }) => seq)) ?? [];
    this.#screens = null;
    const shownAt = votes.map((_, index) => Math.min(shown[index] ?? end, end));
    const lastMeantAt = votes.reduce((latest, { meantAt }) => Math.max(latest, meantAt), 0);
    const ballots = new Set(this.#phones.map((phone) => phone.ballots()));
    return this.#checked({
      ackMs: spreadOf(votes.map(({ meantAt, ackedAt }) => Math.min(ackedAt, end) - meantAt)),
      everyScreenMs: spreadOf(votes.map(({ meantAt }, index) => (shownAt[index] ?? end) - meantAt)),
      allRightMs: shownAt.reduce((latest, shown) => Math.max(latest, shown), 0) - lastMeantAt,
      unanswered: votes.filter(({ seq }) => seq === 0).length / votes.length,
      sentLateMs: spreadOf(this.#late).p99,
      crowdCpuShare: (user + system) / 1_000 / (end - this.#castFrom.at),
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
    const until = performance.now() + GIVE_UP_MS;
    while (!acked && performance.now() < until) await pause(5);
    if (!acked) throw new Error(this.#failed ?? "a lone vote had no answer");
  }

  /** Everybody pings so often, each at a moment of their own; says how many pings had no pong. */
  async idle({ everyMs, ms }: { everyMs: number; ms: number }): Promise<number> {
    this.#pongs = 0;
    let pings = 0;
    const from = performance.now();
    while (performance.now() < from + ms) {
      const due = Math.floor(((performance.now() - from) / everyMs) * this.#phones.length);
      for (; pings < due; pings++) this.#phones[pings % this.#phones.length]?.ping();
      await pause(10);
    }
    const until = performance.now() + GIVE_UP_MS;
    while (this.#pongs < pings && performance.now() < until) await pause(5);
    return this.#checked(pings - this.#pongs);
  }

  // ---- what phones report ----

  acked(phone: Phone, ref: number, seq: number): void {
    this.#onAck(phone, ref, seq, performance.now());
  }

  heard(phone: Phone, seq: number): void {
    this.#frames += 1;
    this.#screens?.heard(phone, seq, performance.now());
  }

  ponged(): void {
    this.#pongs += 1;
  }

  lost(why: string): void {
    this.#failed ??= why;
  }

  #expect(): void {
    this.#cast = new Map();
    this.#late = [];
    this.#screens = new Screens(this.#phones);
    this.#castFrom = { at: performance.now(), cpu: process.cpuUsage() };
    this.#onAck = (_phone, ref, seq, at) => {
      const vote = this.#cast.get(ref);
      if (vote) Object.assign(vote, { ackedAt: at, seq });
    };
  }

  /** Timed from the moment that was meant, also when we were late. */
  async #castAt(moments: readonly { phone: Phone; in: number }[]): Promise<void> {
    const from = performance.now() + 5;
    for (const { phone, in: inMs } of moments) {
      const meantAt = from + inMs;
      const early = meantAt - performance.now();
      if (early > 0) await pause(early);
      this.#late.push(Math.max(0, performance.now() - meantAt));
      this.#cast.set(this.#ref + 1, { meantAt, ackedAt: Number.POSITIVE_INFINITY, seq: 0 });
      this.#vote(phone);
    }
  }

  #vote(phone: Phone): void {
    this.#ref += 1;
    this.#n += 1;
    this.#sentAt[this.#ref % SENT_KEPT] = performance.now();
    phone.vote(this.#ref, this.#n);
  }

  #checked<Result>(result: Result): Result {
    if (this.#failed) throw new Error(this.#failed);
    return result;
  }
}

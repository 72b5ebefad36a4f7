/** Carries what is unsent: over the open line, by HTTP while there is none, again and again until each has a final answer. */
import type { Code } from "../protocol/codes.ts";
import { ANSWER_WITHIN_MS, REQUEST_WITHIN_MS, VOTE_RETRY_MS, VOTE_RETRY_MS_MAX } from "../protocol/limits.ts";
import type { Ack, Refused } from "../protocol/server.ts";
import { type Answer, saysGone } from "./http.ts";

/** What a courier needs from the room. */
export interface Sender {
  voter(): string;
  chance(): number;
  /** `line` is open and greeted, `http` while sockets are blocked, `none` while a line is on its way. */
  way(): "line" | "http" | "none";
  /** Puts a message on the line and gives its `ref`; null where there is no line. */
  send(message: object): number | null;
  gone(): void;
}

export type Refusal = Pick<Refused, "code" | "detail">;

/** What is carried: on the device before it is on the wire. No two are the same, for each has an `n` of its own. */
export interface Load<Item extends { voter: string }> {
  unsent(): Item[];
  frameOf(item: Item): object;
  post(item: Item): Promise<Answer<Ack>>;
  /** It is no longer unsent. Also said of one that a newer one has replaced here: should the newer be refused, this one counts. */
  acked(item: Item, ack: Ack): void;
  /** For good. */
  refused(item: Item, refusal: Refusal): void;
  /** Not for now, and tried again. */
  waits?(item: Item, refusal: Refusal): void;
}

interface Attempt {
  tries: number;
  /** When the next try is due. */
  at: number;
}

/** Not final: it is as good as before. `hello-first` can only mean that a hello was lost. */
const MAY_RETRY: readonly Code[] = ["too-fast", "busy", "full", "hello-first"];

export function voteRetryDelayMs(tries: number, chance: number): number {
  return chance * Math.min(VOTE_RETRY_MS_MAX, VOTE_RETRY_MS * 2 ** tries);
}

/** A clock that was put back must let nothing wait longer than it ever may. */
const isDue = ({ at }: Attempt, now: number): boolean => at <= now || at - now > VOTE_RETRY_MS_MAX;

const nameOf = (item: object): string => JSON.stringify(item);

export class Courier<Item extends { voter: string }> {
  readonly #load: Load<Item>;
  readonly #sender: Sender;
  #attempts = new Map<string, Attempt>();
  readonly #refs = new Map<number, Item>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(load: Load<Item>, sender: Sender) {
    this.#load = load;
    this.#sender = sender;
  }

  /** Delivers what is due and sets the timer for the rest. */
  deliver(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const unsent = this.#load.unsent();
    const now = Date.now();
    for (const item of unsent) if (isDue(this.#attempt(item), now)) this.#try(item, now);
    const attempts = unsent.map((item) => [nameOf(item), this.#attempt(item)] as const);
    this.#attempts = new Map(attempts);
    const soonest = Math.min(now + VOTE_RETRY_MS_MAX, ...attempts.map(([, { at }]) => at));
    // Without a way the attempt stays due; a second later there may be one.
    if (unsent.length > 0) this.#timer = setTimeout(() => this.deliver(), soonest > now ? soonest - now : VOTE_RETRY_MS);
  }

  /** A new line: everything unsent goes over it at once. */
  greeted(): void {
    this.#attempts.clear();
    this.#refs.clear();
    this.deliver();
  }

  /** Another tab has put something here and sends it; this one steps in when that tab is gone. */
  leaveToOthers(): void {
    const at = Date.now() + ANSWER_WITHIN_MS;
    for (const item of this.#load.unsent()) {
      if (!this.#attempts.has(nameOf(item))) this.#attempts.set(nameOf(item), { tries: 0, at });
    }
    this.deliver();
  }

  /** The page goes: what has no answer goes by HTTP, which outlives the page. */
  parting(): void {
    for (const item of this.#load.unsent()) this.#post(item);
  }

  /** Was this answer for something of this load? */
  answer(message: Ack | Refused): boolean {
    const item = this.#refs.get(message.ref);
    if (!item) return false;
    this.#refs.delete(message.ref);
    if (message.type === "ack") this.#load.acked(item, message);
    else this.#refused(item, message);
    return true;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #attempt(item: Item): Attempt {
    return this.#attempts.get(nameOf(item)) ?? { tries: 0, at: 0 };
  }

  /** The line speaks for the present voter; what an earlier person said on a shared device goes under their own name. */
  #wayOf({ voter }: Item): ReturnType<Sender["way"]> {
    return voter === this.#sender.voter() ? this.#sender.way() : "http";
  }

  #try(item: Item, now: number): void {
    const way = this.#wayOf(item);
    if (way === "none") return;
    const at = now + (way === "line" ? ANSWER_WITHIN_MS : REQUEST_WITHIN_MS);
    this.#attempts.set(nameOf(item), { tries: this.#attempt(item).tries + 1, at });
    if (way === "http") return void this.#post(item);
    const ref = this.#sender.send(this.#load.frameOf(item));
    if (ref !== null) this.#refs.set(ref, item);
  }

  async #post(item: Item): Promise<void> {
    const answer = await this.#load.post(item);
    // A line that has come meanwhile was told the same, and what it answers is in order with all else that it says.
    if (this.#stopped || this.#wayOf(item) === "line") return;
    if (answer.body?.type === "ack" && Number.isSafeInteger(answer.body.seq)) this.#load.acked(item, answer.body);
    else if (saysGone(answer) && answer.code === "no-such-poll") this.#sender.gone();
    else this.#refused(item, { ...answer, code: answer.code ?? "busy" });
  }

  #refused(item: Item, refusal: Refusal): void {
    // Who must first be let in is asked for it meanwhile.
    if (!MAY_RETRY.includes(refusal.code) && !refusal.detail?.startsWith("needs-")) return this.#load.refused(item, refusal);
    const { tries } = this.#attempt(item);
    this.#attempts.set(nameOf(item), { tries, at: Date.now() + voteRetryDelayMs(tries, this.#sender.chance()) });
    this.#load.waits?.(item, refusal);
    this.deliver();
  }
}

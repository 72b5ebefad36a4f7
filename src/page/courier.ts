/** Carries unsent votes: over the open line, by HTTP while there is none, again and again until each has a final answer. */
import type { Code } from "../protocol/codes.ts";
import { ANSWER_WITHIN_MS, REQUEST_WITHIN_MS, VOTE_RETRY_MS, VOTE_RETRY_MS_MAX } from "../protocol/limits.ts";
import type { Ack, Refused } from "../protocol/server.ts";
import { type Http, saysGone } from "./http.ts";
import type { Outbox, Unsent } from "./outbox.ts";

/** What a courier needs from the room. */
export interface Sender {
  voter(): string;
  chance(): number;
  /** `line` is open and greeted, `http` while sockets are blocked, `none` while a line is on its way. */
  way(): "line" | "http" | "none";
  /** Puts a message on the line and gives its `ref`. */
  send(message: object): number;
  acked(vote: Unsent, seq: number): void;
  refused(vote: Unsent, code: Code): void;
  gone(): void;
}

interface Attempt {
  tries: number;
  /** When the next try is due. */
  at: number;
}

/** Not final: the vote is as good as before. `hello-first` can only mean that a hello was lost. */
const MAY_RETRY: readonly Code[] = ["too-fast", "busy", "full", "hello-first"];

export function voteRetryDelayMs(tries: number, chance: number): number {
  return chance * Math.min(VOTE_RETRY_MS_MAX, VOTE_RETRY_MS * 2 ** tries);
}

const nameOf = ({ voter, question, n }: Unsent): string => `${voter} ${question} ${n}`;

export class Courier {
  readonly #outbox: Outbox;
  readonly #http: Http;
  readonly #sender: Sender;
  #attempts = new Map<string, Attempt>();
  readonly #refs = new Map<number, Unsent>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(outbox: Outbox, http: Http, sender: Sender) {
    this.#outbox = outbox;
    this.#http = http;
    this.#sender = sender;
  }

  /** Delivers what is due and sets the timer for the rest. */
  deliver(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const unsent = this.#outbox.unsent();
    const now = Date.now();
    for (const vote of unsent) if (this.#attempt(vote).at <= now) this.#try(vote, now);
    this.#attempts = new Map(unsent.map((vote) => [nameOf(vote), this.#attempt(vote)]));
    const soonest = Math.min(...unsent.map((vote) => this.#attempt(vote).at));
    // Without a way the attempt stays due; a second later there may be one.
    if (unsent.length > 0) this.#timer = setTimeout(() => this.deliver(), soonest > now ? soonest - now : VOTE_RETRY_MS);
  }

  /** A new line: everything unsent goes over it at once. */
  greeted(): void {
    this.#attempts.clear();
    this.#refs.clear();
    this.deliver();
  }

  /** Another tab has put a vote here and sends it; this one steps in when that tab is gone. */
  leaveToOthers(): void {
    const at = Date.now() + ANSWER_WITHIN_MS;
    for (const vote of this.#outbox.unsent()) {
      if (!this.#attempts.has(nameOf(vote))) this.#attempts.set(nameOf(vote), { tries: 0, at });
    }
    this.deliver();
  }

  /** The page goes: what has no answer goes by HTTP, which outlives the page. */
  parting(): void {
    for (const vote of this.#outbox.unsent()) this.#post(vote);
  }

  /** Was this answer for a vote? */
  answer(message: Ack | Refused): boolean {
    const vote = this.#refs.get(message.ref);
    if (!vote) return false;
    this.#refs.delete(message.ref);
    if (message.type === "ack") this.#acked(vote, message.seq);
    else this.#refused(vote, message.code);
    return true;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #attempt(vote: Unsent): Attempt {
    return this.#attempts.get(nameOf(vote)) ?? { tries: 0, at: 0 };
  }

  #try(vote: Unsent, now: number): void {
    // The line speaks for the present voter; an earlier person's votes on a shared device go under their own name.
    const way = vote.voter === this.#sender.voter() ? this.#sender.way() : "http";
    if (way === "none") return;
    const at = now + (way === "line" ? ANSWER_WITHIN_MS : REQUEST_WITHIN_MS);
    this.#attempts.set(nameOf(vote), { tries: this.#attempt(vote).tries + 1, at });
    if (way === "http") return void this.#post(vote);
    const { question, choice, n, round } = vote;
    this.#refs.set(this.#sender.send({ type: "vote", question, choice, n, round }), vote);
  }

  async #post(vote: Unsent): Promise<void> {
    const answer = await this.#http.vote(vote);
    if (this.#stopped) return;
    if (answer.body?.type === "ack" && Number.isSafeInteger(answer.body.seq)) this.#acked(vote, answer.body.seq);
    else if (saysGone(answer) && answer.code === "no-such-poll") this.#sender.gone();
    else this.#refused(vote, answer.code ?? "busy");
  }

  #acked(vote: Unsent, seq: number): void {
    this.#outbox.drop(vote);
    // Even one that a newer vote has replaced here: should the newer be refused, this one counts.
    this.#sender.acked(vote, seq);
  }

  #refused(vote: Unsent, code: Code): void {
    if (!MAY_RETRY.includes(code)) {
      if (this.#outbox.drop(vote)) this.#sender.refused(vote, code);
      return;
    }
    const { tries } = this.#attempt(vote);
    this.#attempts.set(nameOf(vote), { tries, at: Date.now() + voteRetryDelayMs(tries, this.#sender.chance()) });
    this.deliver();
  }
}

/** Who somebody is and what lets them in: looked at where they come in, by socket or by HTTP, and judged with each thing that they do. */
import { randomBytes } from "node:crypto";
import { type Env, hasTurnstile } from "../../env.ts";
import type { Admission, Command } from "../../poll/command.ts";
import type { Refusal } from "../../poll/decision.ts";
import type { Shown } from "../../poll/entry.ts";
import type { Hello, HostCommand } from "../../protocol/client.ts";
import { randomLetters, tidyCode } from "../../protocol/ids.ts";
import { ACCESS_CODE_CHARS } from "../../protocol/limits.ts";
import { isTalk } from "../../protocol/saying.ts";
import type { Ledger } from "../ledger.ts";
import { isSame, keyHash, newHostKey } from "../secrets.ts";
import { lettersOf, ticketOf } from "./tickets.ts";

/** Who calls by HTTP, as their request says it. */
export interface Caller {
  /** A token. */
  voter?: string;
  /** Letters. */
  ticket?: string;
  pass?: string;
  address?: string;
}

/** Who somebody is here. */
export interface Who extends Admission {
  voter: string;
}

export class Gate {
  readonly #ledger: Ledger;
  readonly #env: Env;

  constructor(ledger: Ledger, env: Env) {
    this.#ledger = ledger;
    this.#env = env;
  }

  /** A ticket is who they are; without one it is their device. A page keeps either in one place, so a pass may be letters. */
  who({ voter, ticket, pass, address }: Caller): Who | Refusal {
    if (!this.#ledger.state) return { refused: "no-such-poll" };
    const network = this.networkOf(address);
    const from = network === undefined ? {} : { network };
    if (ticket === undefined) return voter === undefined ? { refused: "bad-message" } : { ...this.#shown(voter, pass), ...from };
    const number = this.ticketOf(ticket);
    return number === null ? { refused: "not-allowed", detail: "wrong-ticket" } : { ...this.#holder(number), ...from };
  }

  /** Asks as whom they are. */
  async from<Answer>(caller: Caller, ask: (who: Who, answer: (reply: Answer) => void) => void): Promise<Answer | Refusal> {
    const who = this.who(caller);
    return "refused" in who ? who : new Promise((answer) => ask(who, answer));
  }

  /** Who shows a wrong ticket may look, as anybody. */
  greeted({ voter, ticket, pass }: Hello): { voter: string; shown: Shown } {
    return this.#shown(voter, ticket ?? pass);
  }

  /** Undefined where no host asked for a cap: then nothing is known of where anybody comes from. */
  networkOf(address: string | undefined): string | undefined {
    const isCapped = this.#ledger.state !== null && this.#ledger.state.poll.entry.networkMax !== null;
    return isCapped ? this.#ledger.keyed(`network ${address ?? ""}`) : undefined;
  }

  /** For this voter, until the level changes. */
  passOf(voter: string): string {
    return this.#ledger.keyed(`pass ${this.#ledger.state?.entry.generation} ${voter}`);
  }

  lettersOf(ticket: number): string {
    return lettersOf(ticket, (text) => this.#ledger.keyed(text));
  }

  /** Null where this poll has no such ticket. */
  ticketOf(letters: string): number | null {
    const { state } = this.#ledger;
    if (state?.poll.entry.level !== "tickets") return null;
    const ticket = ticketOf(tidyCode(letters), (text) => this.#ledger.keyed(text));
    return ticket !== null && ticket >= 1 && ticket <= state.entry.tickets ? ticket : null;
  }

  /** Chance comes into the rules as data: a new key is made here, and only its hash goes further. */
  hostAsk(command: HostCommand): { ask: Command; hostKey?: string } {
    if (isTalk(command)) return { ask: { type: "talk-host", command, voter: null } };
    switch (command.command) {
      case "rotate-key": {
        const hostKey = newHostKey();
        return { ask: { type: "host", command, freshKeyHash: keyHash(hostKey) }, hostKey };
      }
      case "edit":
      case "access-code":
        return { ask: { type: "host", command, freshCode: newAccessCode(), turnstile: hasTurnstile(this.#env) } };
      case "revoke-ticket":
        return { ask: { type: "host", command, voter: this.holderOf(command.ticket) } };
      default:
        return { ask: { type: "host", command } };
    }
  }

  /** One voter, from whatever device. A token has no space in it, so nobody else gets this name. */
  holderOf(ticket: number): string {
    return this.#ledger.keyed(`ticket ${ticket}`);
  }

  #shown(voter: string, shown: string | undefined): { voter: string; shown: Shown } {
    const number = shown === undefined ? null : this.ticketOf(shown);
    return number === null ? this.#device(voter, shown) : this.#holder(number);
  }

  #holder(ticket: number): { voter: string; shown: Shown } {
    return { voter: this.holderOf(ticket), shown: { ticket } };
  }

  #device(token: string, pass: string | undefined): { voter: string; shown: Shown } {
    const voter = this.#ledger.nameOf(token);
    const isIn = pass !== undefined && isSame(pass, this.passOf(voter));
    return { voter, shown: isIn ? { generation: this.#ledger.state?.entry.generation ?? 0 } : NOTHING };
  }
}

/** One for all, since almost everybody shows it. */
const NOTHING: Shown = Object.freeze({});

export function newAccessCode(): string {
  return randomLetters(ACCESS_CODE_CHARS, randomBytes);
}

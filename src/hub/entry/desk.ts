/** Where people are let in: codes, tickets and checks are tried here and nowhere else, and here the host reads what to hand out. */
import { type Env, hasTurnstile } from "../../env.ts";
import type { Refusal } from "../../poll/decision.ts";
import type { State } from "../../poll/state.ts";
import type { EntryView, PassBody, Passed } from "../../protocol/entry.ts";
import type { PollHub } from "../hub.ts";
import { isSame } from "../secrets.ts";
import type { Caller } from "./gate.ts";
import { Guesses } from "./guesses.ts";
import { whyNoPerson } from "./turnstile.ts";

/** As the hub tells the Worker, which makes links of the letters. */
export interface Entered extends EntryView {
  /** In order, from the first. */
  letters: string[];
}

export class EntryDesk {
  readonly #hub: PollHub;
  readonly #env: Env;
  readonly #guesses = new Guesses();

  constructor(hub: PollHub, env: Env) {
    this.#hub = hub;
    this.#env = env;
  }

  async pass(caller: Caller, shown: PassBody, hostname: string): Promise<Passed | Refusal> {
    const { state } = this.#hub.ledger;
    if (!state || caller.voter === undefined) return { refused: "no-such-poll" };
    const { level } = state.poll.entry;
    if ("turnstile" in shown)
      return level === "turnstile" ? this.#checked(state, caller.voter, shown.turnstile, hostname) : WRONG_WAY;
    if ("code" in shown ? level !== "code" : level !== "tickets") return WRONG_WAY;
    const network = this.#hub.ledger.keyed(`guess ${caller.address ?? ""}`);
    if (!this.#guesses.isHeard(network, Date.now())) return { refused: "too-fast", detail: "many-tries" };
    const tried = "code" in shown ? this.#tryCode(state, caller.voter, shown.code) : this.#tryTicket(state, shown.ticket);
    if ("refused" in tried && tried.detail !== "ticket-revoked") this.#guesses.wrong(network);
    return tried;
  }

  /** For the host. */
  entryOf(key: string, withTickets: boolean): Entered | Refusal {
    const { ledger, gate } = this.#hub;
    const state = ledger.openedWith(key);
    if ("refused" in state) return state;
    const { code, tickets, revoked } = state.entry;
    const letters = withTickets ? Array.from({ length: tickets }, (_, index) => gate.lettersOf(index + 1)) : [];
    return { ...state.poll.entry, code, tickets, revoked, turnstile: hasTurnstile(this.#env), letters };
  }

  #tryCode(state: State, token: string, code: string): Passed | Refusal {
    return isSame(code, state.entry.code ?? "") ? this.#letIn(token) : { refused: "not-allowed", detail: "wrong-code" };
  }

  #tryTicket(state: State, letters: string): Passed | Refusal {
    const ticket = this.#hub.gate.ticketOf(letters);
    if (ticket === null) return { refused: "not-allowed", detail: "wrong-ticket" };
    return state.entry.revoked.includes(ticket) ? { refused: "not-allowed", detail: "ticket-revoked" } : { ticket };
  }

  async #checked(state: State, token: string, turnstile: string, hostname: string): Promise<Passed | Refusal> {
    const { ledger } = this.#hub;
    const refusal = await whyNoPerson(this.#env, turnstile, hostname, state.poll.id);
    if (refusal) return refusal;
    // Cloudflare took its time: the host may have chosen another way since.
    return ledger.state?.entry.generation === state.entry.generation ? this.#letIn(token) : WRONG_WAY;
  }

  /** Sockets of theirs that are here already may vote from now on. */
  #letIn(token: string): Passed {
    const { gate, ledger, door, broadcast } = this.#hub;
    const voter = ledger.nameOf(token);
    const generation = ledger.state?.entry.generation ?? 0;
    for (const socket of door.socketsOf(voter)) {
      door.admit(socket, { generation });
      broadcast.owe(socket);
    }
    broadcast.announce("presence", Date.now());
    return { pass: gate.passOf(voter) };
  }
}

const WRONG_WAY: Refusal = { refused: "not-allowed", detail: "wrong-way" };

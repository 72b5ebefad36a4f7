/** What a host asks by HTTP, with the key. */
import type { Env } from "../env.ts";
import type { Refusal } from "../poll/decision.ts";
import type { State } from "../poll/state.ts";
import type { HostCommand } from "../protocol/client.ts";
import { CLOSE } from "../protocol/close.ts";
import type { PlayersPage } from "../protocol/server.ts";
import type { PeoplePage } from "../protocol/talk.ts";
import type { Keys } from "./births.ts";
import { copyOf } from "./copies.ts";
import type { PollHub } from "./hub.ts";
import { releaseCode } from "./lease.ts";
import type { Listener } from "./listener.ts";
import { isKey, pictureName } from "./secrets.ts";
import type { PollStorage } from "./storage.ts";
import type { Reply } from "./turn.ts";

export class Owner {
  readonly #hub: PollHub;
  readonly #env: Env;
  readonly #storage: PollStorage;
  readonly #listener: Listener;

  constructor(hub: PollHub, env: Env, storage: PollStorage, listener: Listener) {
    this.#hub = hub;
    this.#env = env;
    this.#storage = storage;
    this.#listener = listener;
  }

  async copy(key: string, into: string, votes: boolean): Promise<Keys | Refusal> {
    const state = this.#hub.ledger.openedWith(key);
    if ("refused" in state) return state;
    const copy = copyOf(state, this.#storage, votes);
    if ("refused" in copy) return copy;
    return (await this.#env.HUB.getByName(into).make(into, copy)) ?? { refused: "busy" };
  }

  list(key: string, list: "players" | "people", page: number): PlayersPage | PeoplePage | Refusal {
    const state = this.#hub.ledger.openedWith(key);
    if ("refused" in state) return state;
    if (list === "people") return this.#hub.talk.people.page(state, page);
    return this.#hub.quiz.players(page) ?? { refused: "not-allowed", detail: "no-quiz" };
  }

  async command(key: string, command: HostCommand): Promise<Reply & { hostKey?: string }> {
    const state = this.#hub.ledger.openedWith(key);
    if ("refused" in state) return state;
    const { ask, hostKey } = this.#hub.gate.hostAsk(command);
    const reply = await this.#hub.ask(ask);
    if ("refused" in reply || !hostKey) return reply;
    this.#listener.sendOldHostsAway();
    return { ...reply, hostKey };
  }

  async keepPicture(key: string, type: string, bytes: Uint8Array): Promise<{ picture: string } | Refusal> {
    const state = this.#hub.ledger.openedWith(key);
    if ("refused" in state) return state;
    const id = pictureName(bytes);
    const reply = await this.#hub.ask({ type: "picture", picture: { id, type, bytes } });
    return "refused" in reply ? reply : { picture: id };
  }

  async remove(key: string | "operator"): Promise<"gone" | "no-such-poll" | "not-host"> {
    const { state } = this.#hub;
    if (!state) return "no-such-poll";
    if (key !== "operator" && !isKey(key, state.hostKeyHash)) return "not-host";
    await this.delete(state);
    return "gone";
  }

  async delete(state: State): Promise<void> {
    await this.#hub.ledger.destroy();
    this.#hub.talk.forget();
    for (const socket of this.#hub.door.sockets()) this.#hub.door.close(socket, CLOSE.deleted);
    if (state.code)
      releaseCode(this.#env, state.code.code, state.poll.id).catch((failed) => console.warn("a code stays taken", failed));
  }
}

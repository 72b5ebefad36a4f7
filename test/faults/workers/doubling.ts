/** A planted bug: what is said again is not recognised. A message is there twice, and an upvote counts once more. */
import type { Env } from "../../../src/env.ts";
import type { Ask } from "../../../src/hub/inbox.ts";
import { PollHub as EvictedHub } from "./evicted.ts";

export * from "./evicted.ts";
export { default } from "./evicted.ts";

export class PollHub extends EvictedHub {
  #n = Date.now() * 1_000;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const put = this.inbox.put.bind(this.inbox);
    this.inbox.put = (ask) => put({ ...ask, command: this.#unrecognised(ask.command) });
  }

  #unrecognised(command: Ask["command"]): Ask["command"] {
    if (command.type === "say" || command.type === "ask") return { ...command, n: ++this.#n };
    return command.type === "upvote" ? { ...command, voter: crypto.randomUUID() } : command;
  }
}

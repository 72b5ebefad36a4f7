/** A planted bug: `n` is ignored, so a vote that was overtaken on the network, or is said again late, takes the place of a newer one. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "../../../bench/workers/ours.ts";
export { default } from "../../../bench/workers/ours.ts";

export class PollHub extends ProductHub {
  #n = Date.now() * 1_000;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const put = this.inbox.put.bind(this.inbox);
    this.inbox.put = (ask) => {
      const { command } = ask;
      put(command.type === "vote" ? { ...ask, command: { ...command, n: ++this.#n } } : ask);
    };
  }
}

/** A planted bug: nobody is recognised, so a resend is a new vote. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "../../../bench/workers/ours.ts";
export { default } from "../../../bench/workers/ours.ts";

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const put = this.inbox.put.bind(this.inbox);
    this.inbox.put = (ask) => {
      const { command } = ask;
      put(command.type === "vote" ? { ...ask, command: { ...command, voter: crypto.randomUUID() } } : ask);
    };
  }
}

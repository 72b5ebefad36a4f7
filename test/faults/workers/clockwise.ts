/** A planted bug: votes are ordered by when the hub's clock says that they came. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "./jumping.ts";
export { default } from "./jumping.ts";

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const put = this.inbox.put.bind(this.inbox);
    this.inbox.put = (ask) => {
      const { command } = ask;
      put(command.type === "vote" ? { ...ask, command: { ...command, n: Date.now() } } : ask);
    };
  }
}

/** A planted bug: the next build gives voters other names than the one before. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "./next.ts";
export { default } from "./next.ts";

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const nameOf = this.ledger.nameOf.bind(this.ledger);
    this.ledger.nameOf = (token) => nameOf(`v2 ${token}`);
  }
}

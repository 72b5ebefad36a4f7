/** The product, and how often its hub was constructed: once more after each sleep. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import product from "../../../src/worker.ts";

export * from "../../../bench/workers/ours.ts";

let constructed = 0;

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    constructed += 1;
  }
}

export default {
  fetch(request: Request, env: Env): Promise<Response> | Response {
    return request.url.endsWith("/constructed") ? Response.json(constructed) : product.fetch(request, env);
  },
};

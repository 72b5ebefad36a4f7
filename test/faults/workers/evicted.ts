/** The product, and a route that throws a poll's hub out of memory in the middle of whatever it does. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import product from "../../../src/worker.ts";

export * from "../../../bench/workers/ours.ts";

export class PollHub extends ProductHub {
  evict(): void {
    this.ctx.abort("evicted by a test");
  }
}

interface TestEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: TestEnv): Promise<Response> {
    const poll = /\/evict\/(\w+)$/.exec(request.url)?.[1];
    if (!poll) return product.fetch(request, env);
    await env.HUB.getByName(poll)
      .evict()
      .catch(() => {}); // whoever throws a hub out goes with it
    return Response.json("gone");
  },
};

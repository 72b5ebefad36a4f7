/** The product as it is, with one route more: how many rows a poll has written. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "../../src/env.ts";
import { PollHub as ProductHub } from "../../src/hub/hub.ts";
import product from "../../src/worker.ts";
import { meterRows, type RowMeter } from "./rows.ts";

export { ShortCode } from "../../src/code/code.ts";
export { CodeGuard } from "../../src/code/guard.ts";
export { PollRelay } from "../../src/relay/relay.ts";

export class PollHub extends ProductHub {
  readonly #meter: RowMeter;

  constructor(ctx: DurableObjectState, env: Env) {
    const meter = meterRows(ctx.storage);
    super(ctx, env);
    this.#meter = meter;
  }

  rowsWritten(): number {
    return this.#meter.rows;
  }
}

/** Stands in for rate limits and assets, which a vote never meets. */
export class Stub extends WorkerEntrypoint {
  limit(): { success: boolean } {
    return { success: true };
  }
}

interface BenchEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const poll = /\/bench\/rows\/(\w+)$/.exec(request.url)?.[1];
    if (poll) return Response.json(await env.HUB.getByName(poll).rowsWritten());
    return product.fetch(request, env);
  },
};

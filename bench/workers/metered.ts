/** The product as it is, counted: `/bench/counts` says what has been used so far. One isolate holds the Worker and all objects here. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { ShortCode as ProductCode } from "../../src/code/code.ts";
import { CodeGuard as ProductGuard } from "../../src/code/guard.ts";
import type { Env } from "../../src/env.ts";
import { PollHub as ProductHub } from "../../src/hub/hub.ts";
import { PollRelay as ProductRelay } from "../../src/relay/relay.ts";
import product from "../../src/worker.ts";
import type { Counts } from "../bill/counts.ts";
import { Account, constructed, constructing, meteredBinding, watchEvents, watchTimers } from "./meter.ts";

const accounts = { hub: new Account(), relay: new Account(), code: new Account(), guard: new Account() };
let workerRequests = 0;

watchTimers();
watchEvents(accounts.hub, ProductHub.prototype);
watchEvents(accounts.relay, ProductRelay.prototype);
watchEvents(accounts.code, ProductCode.prototype);
watchEvents(accounts.guard, ProductGuard.prototype);

function metered(env: Env): Env {
  return {
    ...env,
    HUB: meteredBinding(accounts.hub, env.HUB),
    RELAY: meteredBinding(accounts.relay, env.RELAY),
    CODE: meteredBinding(accounts.code, env.CODE),
    GUARD: meteredBinding(accounts.guard, env.GUARD),
  };
}

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(constructing(accounts.hub, ctx), metered(env));
    constructed();
  }
}

export class PollRelay extends ProductRelay {
  constructor(ctx: DurableObjectState, env: Env) {
    super(constructing(accounts.relay, ctx), metered(env));
    constructed();
  }
}

export class ShortCode extends ProductCode {
  constructor(ctx: DurableObjectState, env: Env) {
    super(constructing(accounts.code, ctx), metered(env));
    constructed();
  }
}

export class CodeGuard extends ProductGuard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(constructing(accounts.guard, ctx), metered(env));
    constructed();
  }
}

/** Stands in for rate limits and for the pages' shells, which are static files and free. */
export class Stub extends WorkerEntrypoint {
  override fetch(): Response {
    return new Response("<!doctype html><html><head><title></title></head><body></body></html>");
  }

  limit(): { success: boolean } {
    return { success: true };
  }
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname === "/bench/counts") return Response.json(counts());
    workerRequests += 1;
    return product.fetch(request, metered(env));
  },
};

function counts(): Counts {
  const objects = Object.fromEntries(Object.entries(accounts).map(([name, account]) => [name, account.counts()]));
  return { workerRequests, objects };
}

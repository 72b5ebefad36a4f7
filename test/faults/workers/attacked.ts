/** The product, and what an attack may have changed: which objects were woken, and every row of a poll. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { ShortCode as ProductCode } from "../../../src/code/code.ts";
import { CodeGuard as ProductGuard } from "../../../src/code/guard.ts";
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import product from "../../../src/worker.ts";

export { PollRelay } from "../../../src/relay/relay.ts";

/** Stands in for static files and for the limits by address. */
export class Stub extends WorkerEntrypoint {
  limit(): { success: boolean } {
    return { success: true };
  }

  override fetch(): Response {
    const shell = "<!doctype html><html lang=en><head><title></title></head><body><main id=app></main></body></html>";
    return new Response(shell, { headers: { "content-type": "text/html" } });
  }
}

const woken = { hubs: 0, codes: 0, guards: 0 };

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    woken.hubs += 1;
  }

  rows(): Record<string, unknown[]> {
    const { sql } = this.ctx.storage;
    const tables = sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' ORDER BY name",
    );
    return Object.fromEntries([...tables].map(({ name }) => [name, [...sql.exec(`SELECT * FROM "${name}"`)]]));
  }
}

export class ShortCode extends ProductCode {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    woken.codes += 1;
  }
}

export class CodeGuard extends ProductGuard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    woken.guards += 1;
  }
}

interface AttackedEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: AttackedEnv): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/test/woken") return Response.json(woken);
    const poll = /^\/test\/rows\/(\w+)$/.exec(pathname)?.[1];
    if (poll) return Response.json(await env.HUB.getByName(poll).rows());
    return product.fetch(request, env);
  },
};

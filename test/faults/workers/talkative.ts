/** A planted bug: polls are asked before anything is read, and what goes wrong is told whole. */
import type { Env } from "../../../src/env.ts";
import attacked from "./attacked.ts";

export * from "./attacked.ts";

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      const id = /\/polls\/(\w+)\/votes/.exec(request.url)?.[1];
      if (id) {
        await env.HUB.getByName(id).look({});
        JSON.parse(await request.clone().text());
      }
    } catch (error) {
      return new Response((error as Error).stack, { status: 500 });
    }
    return attacked.fetch(request, env as never);
  },
};

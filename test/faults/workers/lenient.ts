/** A planted bug: who only begins like us is taken for us. */
import type { Env } from "../../../src/env.ts";
import attacked from "./attacked.ts";

export * from "./attacked.ts";

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    const { origin } = new URL(request.url);
    if (!request.headers.get("origin")?.startsWith(origin)) return attacked.fetch(request, env as never);
    const headers = new Headers(request.headers);
    headers.set("origin", origin);
    return attacked.fetch(new Request(request, { headers }), env as never);
  },
};

/** The product as it will be deployed next: other code over the same storage, which says so in a header. */
import type { Env } from "../../../src/env.ts";
import product from "../../../src/worker.ts";

export * from "../../../bench/workers/ours.ts";

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const answer = await product.fetch(request, env);
    if (answer.webSocket) return answer;
    const next = new Response(answer.body, answer);
    next.headers.set("showhands-build", "next");
    return next;
  },
};

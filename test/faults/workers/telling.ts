/** A planted bug: a header tells whether there is such a poll. */
import type { Env } from "../../../src/env.ts";
import attacked from "./attacked.ts";

export * from "./attacked.ts";

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const answer = await attacked.fetch(request, env as never);
    const id = /\/polls\/(\w+)\/pictures/.exec(request.url)?.[1];
    if (!id) return answer;
    const telling = new Response(answer.body, answer);
    telling.headers.set("x-hub", (await env.HUB.getByName(id).look({})) ? "here" : "none");
    return telling;
  },
};

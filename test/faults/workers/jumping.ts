/** The product on a machine whose clock is put forward and back. */
import type { Env } from "../../../src/env.ts";
import product from "../../../src/worker.ts";

export * from "../../../bench/workers/ours.ts";

let offMs = 0;
const now = Date.now.bind(Date);
Date.now = () => now() + offMs;

export default {
  fetch(request: Request, env: Env): Promise<Response> | Response {
    const told = /\/clock\/(-?\d+)$/.exec(request.url)?.[1];
    if (!told) return product.fetch(request, env);
    offMs = Number(told);
    return Response.json(offMs);
  },
};

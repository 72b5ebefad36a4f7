/**
 * The product on a storage that fails as it is told to: `all` and `some` commits throw, in their middle, when half is written. `silent` is a planted
 * bug: what cannot be written is left out, and nobody hears of it.
 */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import product from "../../../src/worker.ts";

export * from "../../../bench/workers/ours.ts";

let mode = "none";
let commits = 0;
console.error = () => {}; // hundreds of turns say that they could not be saved

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    const transact = ctx.storage.transactionSync.bind(ctx.storage);
    Object.defineProperty(ctx.storage, "transactionSync", {
      value: (change: () => unknown) => {
        if (mode === "silent") return undefined;
        const fails = mode === "all" || (mode === "some" && ++commits % 3 > 0);
        return transact(() => {
          const changed = change();
          if (fails) throw new Error("database or disk is full");
          return changed;
        });
      },
    });
    super(ctx, env);
  }
}

export default {
  fetch(request: Request, env: Env): Promise<Response> | Response {
    const told = /\/storage\/(\w+)$/.exec(request.url)?.[1];
    if (!told) return product.fetch(request, env);
    mode = told;
    return Response.json(mode);
  },
};

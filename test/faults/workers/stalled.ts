/** The product, whose turns stop when it is told to, with an inbox that others have filled to the last place. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import { PENDING_BEFORE_TURN_MAX } from "../../../src/protocol/limits.ts";
import product from "../../../src/worker.ts";

export { CodeGuard, ShortCode, Stub } from "../../../bench/workers/ours.ts";

export class PollHub extends ProductHub {
  #isStalled = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const takeTurn = this.inbox.takeTurn.bind(this.inbox);
    this.inbox.takeTurn = () => this.#isStalled || takeTurn();
  }

  stall(): void {
    this.#isStalled = true;
    for (let index = 0; index < PENDING_BEFORE_TURN_MAX; index++) {
      const vote = { question: "q1", choice: [0], n: 1 };
      this.inbox.put({ command: { type: "vote", voter: `flood-${index}`, creditMs: 0, ...vote }, answer: () => {} });
    }
  }

  goOn(): void {
    this.#isStalled = false;
    this.inbox.takeTurn();
  }
}

interface StalledEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: StalledEnv): Promise<Response> {
    const [, what, poll = ""] = /\/(stall|go)\/(\w+)$/.exec(request.url) ?? [];
    if (!what) return product.fetch(request, env);
    const hub = env.HUB.getByName(poll);
    await (what === "stall" ? hub.stall() : hub.goOn());
    return Response.json(what);
  },
};

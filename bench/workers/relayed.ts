/** The product's hub, and relays of which there is only what a hub hears of them: phones that come and vote. What they are told goes nowhere. */
import type { Env } from "../../src/env.ts";
import { PollHub as ProductHub } from "../../src/hub/hub.ts";
import type { Up } from "../../src/relay/wire.ts";
import product from "../../src/worker.ts";

export { CodeGuard, PollRelay, ShortCode, Stub } from "./ours.ts";

const BATCH = 200;
const nowhere = { tell: async () => ({ gone: [] }), roll: async () => ({ life: null, phones: [] }) };

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, { ...env, RELAY: { getByName: () => nowhere } as unknown as Env["RELAY"] });
  }
}

async function come(hub: DurableObjectStub<PollHub>, relay: string, phones: number): Promise<void> {
  for (let from = 0; from < phones; from += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, index) => from + index);
    const comes = numbers.map(
      (phone): Up => ({ phone, hello: { type: "hello", voter: `${relay}-${phone}`.padEnd(22, "x") }, address: "192.0.2.1" }),
    );
    const votes = numbers.map(
      (phone): Up => ({ phone, said: { type: "vote", ref: 1, question: "q1", choice: [phone % 2], n: 1 } }),
    );
    const heard = await hub.hear({ relay, life: relay, isFirst: from === 0, happened: [...comes, ...votes] });
    if (typeof heard === "string") throw new Error(heard);
  }
}

interface RelayedEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: RelayedEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const poll = /^\/bench\/come\/(\w+)$/.exec(pathname)?.[1];
    if (!poll) return product.fetch(request, env as unknown as Env);
    const relay = `${poll}  ${searchParams.get("relay")}`;
    await come(env.HUB.getByName(poll), relay, Number(searchParams.get("phones")));
    return new Response();
  },
};

/** A hub of the product with relays that are none: they say what is asked of them, and count what they are told. What does a crowd cost the hub? */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../../src/env.ts";
import type { Down, Roll, Told, Up } from "../../src/relay/wire.ts";
import product from "../../src/worker.ts";

export { ShortCode } from "../../src/code/code.ts";
export { CodeGuard } from "../../src/code/guard.ts";
export { PollHub } from "../../src/hub/hub.ts";
export { Stub } from "./ours.ts";

const AT_ONCE = 100;

interface Act {
  relay: string;
  what: "hello" | "vote";
  /** The first phone. */
  from: number;
  count: number;
  /** Orders votes. */
  n: number;
}

/** Of all relays: one isolate holds them. */
let told = 0;

export class PollRelay extends DurableObject<Env> {
  tell(_life: string, downs: Down[]): Told {
    for (const down of downs) if ("frame" in down) told += down.to.length;
    return { gone: [] };
  }

  roll(): Roll {
    return { life: null, phones: [] };
  }

  async act({ relay, what, from, count, n }: Act): Promise<void> {
    const hub = this.env.HUB.getByName(relay.split(" ", 1)[0] ?? "");
    for (let at = from; at < from + count; at += AT_ONCE) {
      const happened = Array.from({ length: Math.min(AT_ONCE, from + count - at) }, (_, index): Up => {
        const phone = at + index;
        if (what === "vote") return { phone, said: { type: "vote", ref: n, question: "q1", choice: [phone % 2], n } };
        return { phone, hello: { type: "hello", voter: token(relay, phone) }, address: undefined };
      });
      const heard = await hub.hear({ relay, life: "one", isFirst: what === "hello" && at === 0, happened });
      if (typeof heard === "string") throw new Error(heard);
    }
  }
}

function token(relay: string, phone: number): string {
  return `${relay.replaceAll(" ", "_")}_${phone}`.padStart(40, "0").slice(-40);
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench/told") return Response.json(told);
    if (pathname !== "/bench/act") return product.fetch(request, env);
    const act = (await request.json()) as Act;
    const relay = env.RELAY.getByName(act.relay) as unknown as { act(act: Act): Promise<void> };
    await relay.act(act);
    return new Response("done");
  },
};

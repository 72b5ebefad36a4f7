/**
 * The product behind relays, with lines between hub and relays that fail as they are told to, and routes that throw either out of memory in the
 * middle of whatever it does.
 */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";
import { SHARDS_HEADER } from "../../../src/protocol/ids.ts";
import { PollRelay as ProductRelay } from "../../../src/relay/relay.ts";
import product from "../../../src/worker.ts";

export { CodeGuard, ShortCode, Stub } from "../../../bench/workers/ours.ts";

const CALLS = ["hear", "tell", "roll", "disown"] as const;
type Name = (typeof CALLS)[number];
type Call = (...args: unknown[]) => Promise<unknown>;
/** What becomes of a call: it never arrives, or it arrives and the answer never does. */
type Failing = "none" | "before" | "after";

const failings: Record<Name, Failing> = { hear: "none", tell: "none", roll: "none", disown: "none" };
const RELAYS = 16;
/** Of the calls that may fail, this share does. */
let share = 1;
console.error = console.warn = () => {}; // whoever crashes, or loses the other one, says so

/** A planted bug's own way with a call, around all that may fail. */
export const planted: { around: (name: Name, call: Call) => Call } = { around: (_, call) => call };

/** The same namespace over bad lines. */
function overLines<Space extends Env["HUB"] | Env["RELAY"]>(space: Space): Space {
  const getByName = (named: string) => {
    const stub = space.getByName(named) as unknown as Record<string, Call>;
    const line = (name: Name): Call => {
      const failing: Call = async (...args) => {
        const fails = Math.random() < share ? failings[name] : "none";
        if (fails === "before") throw new Error("cut off by a test");
        const answer = await stub[name]?.(...args);
        if (fails === "after") throw new Error("cut off by a test, with the answer on its way");
        return answer;
      };
      return planted.around(name, failing);
    };
    return Object.fromEntries(CALLS.map((name) => [name, line(name)]));
  };
  return { getByName } as unknown as Space;
}

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, { ...env, RELAY: overLines(env.RELAY) });
    // However many are here, and from the first on.
    this.relays.elsewhere = () => new Response(null, { status: 503, headers: { [SHARDS_HEADER]: `${RELAYS}` } });
  }

  relayNames(): string[] {
    return this.ctx.storage.sql
      .exec<{ name: string }>("SELECT name FROM relays ORDER BY name")
      .toArray()
      .map(({ name }) => name);
  }

  crash(): void {
    this.ctx.abort("crashed by a test");
  }
}

export class PollRelay extends ProductRelay {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, { ...env, HUB: overLines(env.HUB) });
  }

  crash(): void {
    this.ctx.abort("crashed by a test");
  }
}

interface TestEnv extends Omit<Env, "HUB" | "RELAY"> {
  HUB: DurableObjectNamespace<PollHub>;
  RELAY: DurableObjectNamespace<PollRelay>;
}

/** `/relays/<poll>`: their names. `…/crash-hub`. `…/crash?name=`: one of them. `…/<call>-<failing>?share=`. */
export default {
  async fetch(request: Request, env: TestEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, poll, what] = /^\/relays\/(\w+)(?:\/([\w-]+))?$/.exec(pathname) ?? [];
    if (!poll) return product.fetch(request, env as unknown as Env);
    const hub = env.HUB.getByName(poll);
    if (!what) return Response.json(await hub.relayNames());
    const gone = () => {}; // whoever crashes goes without an answer
    if (what === "crash-hub") await hub.crash().catch(gone);
    else if (what === "crash") {
      await env.RELAY.getByName(searchParams.get("name") ?? "")
        .crash()
        .catch(gone);
    } else {
      const [name, failing] = what.split("-") as [Name, Failing];
      failings[name] = failing;
      if (name === "tell") failings.disown = failing; // over the same line
      share = Number(searchParams.get("share") ?? 1);
    }
    return Response.json(what);
  },
};

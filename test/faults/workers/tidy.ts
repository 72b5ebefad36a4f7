/** The product, which sweeps its garbage once a second where V8 lets it (`--expose-gc`): what then grows is held. */
import type { Env } from "../../../src/env.ts";
import { PollHub as ProductHub } from "../../../src/hub/hub.ts";

export * from "../../../bench/workers/ours.ts";
export { default } from "../../../bench/workers/ours.ts";

const EVERY_MS = 1_000;

export class PollHub extends ProductHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    setInterval(() => (globalThis as { gc?: () => void }).gc?.(), EVERY_MS);
  }
}

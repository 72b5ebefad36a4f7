/** What the Worker and its objects are given; see `wrangler.toml`. */

import type { ShortCode } from "./code/code.ts";
import type { CodeGuard } from "./code/guard.ts";
import type { PollHub } from "./hub/hub.ts";
import type { PollRelay } from "./relay/relay.ts";

export interface Env {
  HUB: DurableObjectNamespace<PollHub>;
  CODE: DurableObjectNamespace<ShortCode>;
  RELAY: DurableObjectNamespace<PollRelay>;
  GUARD: DurableObjectNamespace<CodeGuard>;
  ASSETS: Fetcher;
  MAKE_LIMIT: RateLimit;
  CODE_LIMIT: RateLimit;
  TALK_LIMIT: RateLimit;
  /** Where phones reach this laptop, as `http://192.168.1.5:8787`; set by `npm start` alone. */
  LAN_ORIGIN?: string;
  /** Secret of whoever runs this installation: takes any poll down. Off unless set. */
  OPERATOR_KEY?: string;
  /** Cloudflare's check of who is a person: both, or polls cannot ask for it. */
  TURNSTILE_SITE_KEY?: string;
  TURNSTILE_SECRET?: string;
  /** Another place to ask, for tests. */
  TURNSTILE_VERIFY_URL?: string;
  /** JSON of some `HubLimits`, for tests and load. */
  HUB_LIMITS?: string;
}

/** May polls ask here who is a person? */
export function hasTurnstile({ TURNSTILE_SITE_KEY, TURNSTILE_SECRET }: Env): boolean {
  return !!TURNSTILE_SITE_KEY && !!TURNSTILE_SECRET;
}

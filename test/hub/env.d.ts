/** What `cloudflare:workers` gives to these tests. */
declare namespace Cloudflare {
  interface Env extends Pick<import("../../src/env.ts").Env, "ASSETS" | "HUB_LIMITS"> {
    HUB: DurableObjectNamespace;
    CODE: DurableObjectNamespace;
    GUARD: DurableObjectNamespace;
    RELAY: DurableObjectNamespace;
  }
}

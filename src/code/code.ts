/** A short code to type from a screen: one small object each, found by its name, so no central directory is needed. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { CODE_LEASE_MS } from "../protocol/limits.ts";

interface Lease {
  poll: string;
  until: number;
}

export class ShortCode extends DurableObject<Env> {
  /** Claims or renews the code for a poll. Milliseconds since 1970 until when, or null while another poll has it. */
  claim(poll: string): number | null {
    const now = Date.now();
    const lease = this.#lease(now);
    if (lease && lease.poll !== poll) return null;
    const until = now + CODE_LEASE_MS;
    this.ctx.storage.kv.put("lease", { poll, until } satisfies Lease);
    void this.ctx.storage.setAlarm(until);
    return until;
  }

  /** The poll behind the code; null for a wrong code. Looking writes nothing. */
  poll(): string | null {
    return this.#lease(Date.now())?.poll ?? null;
  }

  async release(poll: string): Promise<void> {
    if (this.#lease(Date.now())?.poll === poll) await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    const lease = this.#lease(Date.now());
    if (lease) await this.ctx.storage.setAlarm(lease.until);
    else await this.ctx.storage.deleteAll();
  }

  #lease(now: number): Lease | null {
    const lease = this.ctx.storage.kv.get<Lease>("lease");
    return lease && lease.until > now ? lease : null;
  }
}

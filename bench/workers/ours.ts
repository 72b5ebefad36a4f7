/** The product as it is, with two routes more: how many rows a poll has written, and how often the engine has run any hub. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "../../src/env.ts";
import { PollHub as ProductHub } from "../../src/hub/hub.ts";
import product from "../../src/worker.ts";
import { meterRows, type RowMeter } from "./rows.ts";

export { ShortCode } from "../../src/code/code.ts";
export { CodeGuard } from "../../src/code/guard.ts";

/** Constructors and handlers, of all hubs of this process. Beside the objects, so that to ask wakes none. */
let ran = 0;

export class PollHub extends ProductHub {
  readonly #meter: RowMeter;

  constructor(ctx: DurableObjectState, env: Env) {
    ran += 1;
    const meter = meterRows(ctx.storage);
    super(ctx, env);
    this.#meter = meter;
  }

  override fetch(request: Request): Response {
    ran += 1;
    return super.fetch(request);
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    ran += 1;
    super.webSocketMessage(socket, frame);
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    ran += 1;
    super.webSocketClose(socket, code, reason);
  }

  override webSocketError(socket: WebSocket): void {
    ran += 1;
    super.webSocketError(socket);
  }

  override alarm(): Promise<void> {
    ran += 1;
    return super.alarm();
  }

  rowsWritten(): number {
    return this.#meter.rows;
  }
}

/** Stands in for rate limits and assets, which a vote never meets. */
export class Stub extends WorkerEntrypoint {
  limit(): { success: boolean } {
    return { success: true };
  }
}

interface BenchEnv extends Omit<Env, "HUB"> {
  HUB: DurableObjectNamespace<PollHub>;
}

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    if (request.url.includes("/bench/ran/")) return Response.json(ran);
    const poll = /\/bench\/rows\/(\w+)$/.exec(request.url)?.[1];
    if (poll) return Response.json(await env.HUB.getByName(poll).rowsWritten());
    return product.fetch(request, env);
  },
};

/** A stand-in for Cloudflare's check, which answers as its documents say. */
import { vi } from "vitest";

const LIVES_MS = 300_000;
const SECRET = "1x0000000000000000000000000000000AA";

export const TURNSTILE = { TURNSTILE_SITE_KEY: "1x00000000000000000000AA", TURNSTILE_SECRET: SECRET };

interface Token {
  hostname: string;
  action: string;
  cdata: string;
  at: number;
  used: boolean;
}

export class Siteverify {
  readonly #tokens = new Map<string, Token>();
  /** What it was asked. */
  readonly asked: Record<string, unknown>[] = [];
  /** Instead of the usual. */
  fails: "down" | "slow" | "error" | "page" | "secret" | null = null;

  /** In the place of `fetch`, for everything that leaves this isolate. */
  listen(): void {
    vi.spyOn(globalThis, "fetch").mockImplementation(async (_, init) => this.#answer(JSON.parse(String(init?.body)), init?.signal));
  }

  /** What a person's page is given; good once, and for five minutes. */
  give(token: string, more: Partial<Token> = {}): string {
    this.#tokens.set(token, { hostname: "showhands.test", action: "vote", cdata: "", at: Date.now(), used: false, ...more });
    return token;
  }

  async #answer(asked: Record<string, unknown>, signal?: AbortSignal | null): Promise<Response> {
    this.asked.push(asked);
    if (this.fails === "down") throw new TypeError("network connection lost");
    if (this.fails === "slow") await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    if (this.fails === "error") return Response.json({ success: false, "error-codes": ["internal-error"] });
    if (this.fails === "page") return new Response("<h1>502</h1>", { status: 502 });
    if (this.fails === "secret" || asked.secret !== SECRET) return refusal("invalid-input-secret");
    const token = this.#tokens.get(String(asked.response));
    if (!token) return refusal("invalid-input-response");
    if (token.used || Date.now() - token.at > LIVES_MS) return refusal("timeout-or-duplicate");
    token.used = true;
    const { hostname, action, cdata, at } = token;
    return Response.json({ success: true, challenge_ts: new Date(at).toISOString(), hostname, "error-codes": [], action, cdata });
  }
}

function refusal(code: string): Response {
  return Response.json({ success: false, "error-codes": [code] });
}

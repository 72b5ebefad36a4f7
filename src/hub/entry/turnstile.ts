/** Cloudflare's check: what a page has got from it is shown to Cloudflare, once. Without its answer nobody is in. */
import type { Env } from "../../env.ts";
import type { Refusal } from "../../poll/decision.ts";
import { TURNSTILE_WITHIN_MS } from "../../protocol/limits.ts";

const SITEVERIFY = "https://challenges.cloudflare.com/turnstile/v0/siteverify";

/** What the page says that it is doing; a token that was got for something else is none. */
const TURNSTILE_ACTION = "vote";

export type TurnstileEnv = Pick<Env, "TURNSTILE_SITE_KEY" | "TURNSTILE_SECRET" | "TURNSTILE_VERIFY_URL">;

/** Null: a person, here and now. The address is not passed on: Cloudflare's own page has seen it. */
export async function whyNoPerson(env: TurnstileEnv, token: string, hostname: string, poll: string): Promise<Refusal | null> {
  const said = await askCloudflare(env, token);
  if (said === null) return { refused: "busy", detail: "check-down" };
  if (said.success !== true) return refusalFor(said["error-codes"]);
  const isOurs = said.hostname === hostname && said.action === TURNSTILE_ACTION && said.cdata === poll;
  return isOurs ? null : { refused: "not-allowed", detail: "check-failed" };
}

interface Said {
  success?: unknown;
  hostname?: unknown;
  action?: unknown;
  cdata?: unknown;
  "error-codes"?: unknown;
}

/** Null where there is no answer in time, or one that is none. */
async function askCloudflare(env: TurnstileEnv, token: string): Promise<Said | null> {
  try {
    const response = await fetch(env.TURNSTILE_VERIFY_URL ?? SITEVERIFY, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret: env.TURNSTILE_SECRET, response: token }),
      signal: AbortSignal.timeout(TURNSTILE_WITHIN_MS),
    });
    const said: unknown = await response.json();
    return typeof said === "object" && said !== null ? said : null;
  } catch (failed) {
    console.error("Turnstile could not be asked", failed instanceof Error ? failed.name : "");
    return null;
  }
}

function refusalFor(codes: unknown): Refusal {
  const said: unknown[] = Array.isArray(codes) ? codes : [];
  if (said.includes("timeout-or-duplicate")) return { refused: "not-allowed", detail: "check-old" };
  const isTheirs = said.includes("invalid-input-response") || said.includes("missing-input-response");
  if (isTheirs) return { refused: "not-allowed", detail: "check-failed" };
  console.error("Turnstile refuses to answer", said.filter((code) => typeof code === "string").join(" "));
  return { refused: "busy", detail: "check-down" };
}

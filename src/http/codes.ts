/** `/j/:code`: from six typed letters to the poll. Wrong and unheard-of codes get the same answer, and few tries. */
import type { Env } from "../env.ts";
import { CODE, tidyCode } from "../protocol/ids.ts";
import { refuse } from "./answer.ts";
import { address } from "./ask.ts";
import { joinPage } from "./pages.ts";

export async function joinByCode(request: Request, env: Env, typed: string): Promise<Response> {
  const wantsPage = (request.headers.get("accept") ?? "").includes("text/html");
  const fail = (code: "no-such-code" | "too-fast") => (wantsPage ? joinPage(request, env, code) : refuse(code));
  const { success } = await env.CODE_LIMIT.limit({ key: address(request) });
  if (!success) return fail("too-fast");
  const code = tidyCode(decoded(typed));
  // A malformed code wakes nothing, and costs none of the tries: it can match no poll.
  if (!CODE.test(code)) return fail("no-such-code");
  const found = await env.GUARD.getByName(address(request)).look(code);
  if (found === "slow") return fail("too-fast");
  if (found === "wrong") return fail("no-such-code");
  return new Response(null, { status: 302, headers: { location: `/p/${found.poll}`, "cache-control": "no-store" } });
}

/** A space in a code that somebody typed arrives as %20; what cannot be decoded is no code either way. */
function decoded(typed: string): string {
  try {
    return decodeURIComponent(typed);
  } catch {
    return typed;
  }
}

/** `/api/polls/:id/players` and `/people`: who plays and who is in the room, page by page. Names are for the host only. */
import type { Env } from "../env.ts";
import { answer, refuse } from "./answer.ts";
import { bearerKey } from "./ask.ts";

export async function listPage(request: Request, env: Env, id: string, list: "players" | "people"): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const page = Number(new URL(request.url).searchParams.get("page") ?? 0);
  if (!Number.isSafeInteger(page) || page < 0) return refuse("bad-message");
  const listed = await env.HUB.getByName(id).list(key, list, page);
  return "refused" in listed ? refuse(listed.refused, listed.detail) : answer(listed);
}

/** `/api/polls/:id/pass`, `/entry` and `/tickets`: being let in, and what a host hands out. */
import type { Env } from "../env.ts";
import { parsePass } from "../protocol/client.ts";
import type { EntryView, TicketsPage } from "../protocol/entry.ts";
import { CLIENT_FRAME_BYTES_MAX } from "../protocol/limits.ts";
import { answer, refuse } from "./answer.ts";
import { bearerKey, caller, readBody } from "./ask.ts";
import { phoneOrigin } from "./polls.ts";

export async function getPass(request: Request, env: Env, id: string): Promise<Response> {
  const from = caller(request);
  if (!from?.voter) return refuse("bad-message", "voter-header");
  const read = await readBody(request, CLIENT_FRAME_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const shown = parsePass(read.body);
  if ("unreadable" in shown) return refuse(shown.unreadable, shown.detail);
  const passed = await env.HUB.getByName(id).pass(from, shown, new URL(request.url).hostname);
  return "refused" in passed ? refuse(passed.refused, passed.detail) : answer(passed);
}

export async function lookAtEntry(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const entered = await env.HUB.getByName(id).entryOf(key, false);
  if ("refused" in entered) return refuse(entered.refused, entered.detail);
  const { letters: _, ...view } = entered;
  return answer(view satisfies EntryView);
}

export async function listTickets(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const entered = await env.HUB.getByName(id).entryOf(key, true);
  if ("refused" in entered) return refuse(entered.refused, entered.detail);
  const revoked = new Set(entered.revoked);
  const vote = `${phoneOrigin(request, env)}/p/${id}`;
  const tickets = entered.letters.map((letters, index) => {
    const ticket = index + 1;
    return { ticket, letters, link: `${vote}#ticket=${letters}`, ...(revoked.has(ticket) && ({ revoked: true } as const)) };
  });
  return answer({ tickets } satisfies TicketsPage);
}

/** `/api/polls/:id/talk`: a room's talk without a socket. */
import type { Env } from "../env.ts";
import { parseTalk } from "../protocol/client.ts";
import { CLIENT_FRAME_BYTES_MAX } from "../protocol/limits.ts";
import { answer, refuse } from "./answer.ts";
import { address, asker, caller, readBody } from "./ask.ts";

export async function lookAtTalk(request: Request, env: Env, id: string): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const [rev, epoch] = [Number(query.get("since") ?? 0), query.get("epoch")];
  if (!Number.isSafeInteger(rev) || rev < 0) return refuse("bad-message");
  const since = query.has("since") && epoch !== null ? { epoch, rev } : undefined;
  const seen = await env.HUB.getByName(id).lookAtTalk(asker(request), since);
  return "refused" in seen ? refuse(seen.refused, seen.detail) : answer(seen);
}

export async function sayInPoll(request: Request, env: Env, id: string): Promise<Response> {
  const from = caller(request);
  if (!from) return refuse("bad-message", "voter-header");
  // A new token for each message would have new credits each time.
  const { success } = await env.TALK_LIMIT.limit({ key: address(request) });
  if (!success) return refuse("too-fast");
  const read = await readBody(request, CLIENT_FRAME_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const said = parseTalk(read.body);
  if ("unreadable" in said) return refuse(said.unreadable, said.detail);
  const reply = await env.HUB.getByName(id).say(from, said);
  return "refused" in reply ? refuse(reply.refused, reply.detail) : answer({ type: "ack", ...reply });
}

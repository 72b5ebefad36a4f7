/** `/api/polls/:id/players`: into a quiz without a socket. */
import type { Env } from "../env.ts";
import { parseJoin } from "../protocol/client.ts";
import { CLIENT_FRAME_BYTES_MAX } from "../protocol/limits.ts";
import { answer, refuse } from "./answer.ts";
import { caller, readBody } from "./ask.ts";

export async function joinQuiz(request: Request, env: Env, id: string): Promise<Response> {
  const from = caller(request);
  if (!from) return refuse("bad-message", "voter-header");
  const read = await readBody(request, CLIENT_FRAME_BYTES_MAX);
  if ("unreadable" in read) return refuse(read.unreadable);
  const join = parseJoin(read.body);
  if ("unreadable" in join) return refuse(join.unreadable, join.detail);
  const reply = await env.HUB.getByName(id).join(from, join);
  return "refused" in reply ? refuse(reply.refused, reply.detail, reply.suggested) : answer({ player: reply.player });
}

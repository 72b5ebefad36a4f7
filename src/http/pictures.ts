/** Pictures of options: raw bytes in, judged here; out again with headers that let them be nothing but pictures. */
import type { Env } from "../env.ts";
import { PICTURE_ID } from "../protocol/ids.ts";
import { PICTURE_BYTES_MAX } from "../protocol/limits.ts";
import type { UploadedPicture } from "../protocol/server.ts";
import { answer, picture, refuse } from "./answer.ts";
import { bearerKey, readBytes } from "./ask.ts";
import { imageTypeOf } from "./image.ts";

interface StoredPicture {
  type: string;
  bytes: Uint8Array;
}

export async function keepPicture(request: Request, env: Env, id: string): Promise<Response> {
  const key = bearerKey(request);
  if (!key) return refuse("not-host");
  const bytes = await readBytes(request, PICTURE_BYTES_MAX);
  if ("unreadable" in bytes) return refuse(bytes.unreadable);
  const type = imageTypeOf(bytes);
  if (!type) return refuse("wrong-type", "no-picture");
  const reply = await env.HUB.getByName(id).keepPicture(key, type, bytes);
  if ("refused" in reply) return refuse(reply.refused, reply.detail);
  return answer({ picture: reply.picture } satisfies UploadedPicture, 201);
}

/** A crowd that opens a poll at once asks the hub for each of its pictures once in a while, not once for each phone. */
const FRESH_MS = 1_000;
const RECENT_MAX = 60; // of up to 100 KB each
const recent = new Map<string, { at: number; found: StoredPicture }>();

export async function showPicture(env: Env, id: string, name: string): Promise<Response> {
  const found = PICTURE_ID.test(name) ? await recently(env, id, name) : null;
  return found ? picture(found.bytes, found.type) : refuse("no-such-page");
}

/** Of a poll that is deleted. */
export function forgetPictures(id: string): void {
  for (const key of recent.keys()) if (key.startsWith(`${id}/`)) recent.delete(key);
}

async function recently(env: Env, id: string, name: string): Promise<StoredPicture | null> {
  const key = `${id}/${name}`;
  const now = Date.now();
  const kept = recent.get(key);
  if (kept && now - kept.at < FRESH_MS) return kept.found;
  const found = await env.HUB.getByName(id).picture(name);
  if (recent.size >= RECENT_MAX) recent.clear();
  if (found) recent.set(key, { at: now, found });
  return found;
}

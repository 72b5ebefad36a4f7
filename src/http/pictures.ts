/** Pictures of options: raw bytes in, judged here; out again with headers that let them be nothing but pictures. */
import type { Env } from "../env.ts";
import { PICTURE_ID } from "../protocol/ids.ts";
import { PICTURE_BYTES_MAX } from "../protocol/limits.ts";
import type { UploadedPicture } from "../protocol/server.ts";
import { answer, picture, refuse } from "./answer.ts";
import { bearerKey, readBytes } from "./ask.ts";
import { imageTypeOf } from "./image.ts";
import { Recent } from "./recent.ts";

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

const recent = new Recent<StoredPicture>(60); // of up to 100 KB each

export async function showPicture(env: Env, id: string, name: string): Promise<Response> {
  const found = PICTURE_ID.test(name) ? await recently(env, id, name) : null;
  return found ? picture(found.bytes, found.type) : refuse("no-such-page");
}

/** Of a poll that is deleted. */
export function forgetPictures(id: string): void {
  recent.forget(`${id}/`);
}

async function recently(env: Env, id: string, name: string): Promise<StoredPicture | null> {
  const key = `${id}/${name}`;
  const now = Date.now();
  const kept = recent.get(key, now);
  if (kept) return kept;
  const found = await env.HUB.getByName(id).picture(name);
  if (found) recent.put(key, found, now);
  return found;
}

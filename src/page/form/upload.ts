/** Pictures on their way to a poll that is there already. */
import { REQUEST_WITHIN_MS } from "../../protocol/limits.ts";
import type { Refusal, UploadedPicture } from "../../protocol/server.ts";
import { form as words } from "../../words/en.ts";
import type { Picture } from "./draft.ts";

/** On this device, and not on the server yet. */
export function isHere(picture: Picture): picture is Picture & { src: string } {
  return picture.src?.startsWith("data:") ?? false;
}

export async function sendPicture(poll: string, hostKey: string, src: string): Promise<{ picture: string } | { wrong: string }> {
  try {
    const response = await fetch(`/api/polls/${poll}/pictures`, {
      method: "POST",
      headers: { authorization: `Bearer ${hostKey}`, "content-type": "application/octet-stream" },
      body: bytesOf(src),
      signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
    });
    const answer: unknown = await response.json();
    return response.ok ? { picture: (answer as UploadedPicture).picture } : { wrong: (answer as Refusal).error.message };
  } catch {
    return { wrong: words.pictureUnsent };
  }
}

/** Of a `data:` address; the page's policy lets nothing fetch one. */
export function bytesOf(src: string): Uint8Array<ArrayBuffer> {
  const binary = atob(src.slice(src.indexOf(",") + 1));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** What a request brings: its body, its keys, where it comes from. All of it checked before any object wakes. */

import { parseJson, type Unreadable } from "../protocol/client.ts";
import type { Code } from "../protocol/codes.ts";
import { PASS_HEADER } from "../protocol/entry.ts";
import { HOST_KEY, VOTER_TOKEN } from "../protocol/ids.ts";
import { BODY_WITHIN_MS } from "../protocol/limits.ts";

/** Writes are taken from our own pages, and from callers that are no browser and so send no Origin. */
export function isForeign(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && origin !== ownOrigin(request);
}

export function ownOrigin(request: Request): string {
  return new URL(request.url).origin;
}

/** Who is limited as one: an address, or in IPv6 the network of 64 bits that every household gets to itself. */
export function address(request: Request): string {
  const ip = request.headers.get("cf-connecting-ip") ?? "nowhere";
  if (!ip.includes(":")) return ip;
  const [before = [], after = []] = ip.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

function voterToken(request: Request): string | null {
  const [, token = ""] = /^Voter (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return VOTER_TOKEN.test(token) ? token : null;
}

/** The letters of a ticket; whether anybody made them, the poll knows. */
function ticketLetters(request: Request): string | null {
  const [, letters = ""] = /^Ticket (\S{1,40})$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return letters || null;
}

/** Somebody who acts: with a device's token and what let it in, or with a ticket. Null for nobody. */
export function caller(request: Request): Caller | null {
  const [voter, ticket] = [voterToken(request), ticketLetters(request)];
  if (!voter && !ticket) return null;
  const pass = request.headers.get(PASS_HEADER);
  return { ...(voter && { voter }), ...(ticket && { ticket }), ...(pass && { pass }), address: address(request) };
}

export function bearerKey(request: Request): string | null {
  const [, key = ""] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return HOST_KEY.test(key) ? key : null;
}

/** Who wants to see something: a host by their key, a voter, or anyone. */
export function asker(request: Request): Caller & { key?: string } {
  const key = bearerKey(request);
  return { ...(key && { key }), ...caller(request) };
}

/** As the hub takes it. */
interface Caller {
  voter?: string;
  ticket?: string;
  pass?: string;
  address?: string;
}

/** The JSON of a body within its limits of bytes and time. */
export async function readBody(request: Request, bytesMax: number): Promise<{ body: unknown } | Unreadable> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return { unreadable: "wrong-type" };
  const bytes = await readBytes(request, bytesMax);
  if ("unreadable" in bytes) return bytes;
  const text = decoded(bytes);
  const body = text === null ? undefined : parseJson(text);
  return body === undefined ? { unreadable: "bad-message" } : { body };
}

/** Null where it is no UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** A body within its limits of bytes and time; one that never ends is given up. */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array | { unreadable: Code }> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return { unreadable: "too-large" };
  if (!request.body) return { unreadable: "bad-message" };
  const reader = request.body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), BODY_WITHIN_MS);
  });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), late]);
      if (part === "late") return { unreadable: "bad-message" };
      if (part.done) return joined(parts, bytes);
      bytes += part.value.byteLength;
      if (bytes > bytesMax) return { unreadable: "too-large" };
      parts.push(part.value);
    }
  } catch {
    return { unreadable: "bad-message" }; // the caller hung up
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

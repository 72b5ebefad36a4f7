/** Answers of the Worker. Every refusal has the same body; every answer the headers that keep other sites out. */
import { type Code, STATUS_OF } from "../protocol/codes.ts";
import type { Refusal } from "../protocol/server.ts";
import { sentence } from "../words/index.ts";

/** Sent with everything, pages and data alike. Static files get the same from `public/_headers`. */
const GUARDS = {
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

export function answer(body: unknown, status = 200): Response {
  return json(JSON.stringify(body), status);
}

export function json(text: string, status = 200): Response {
  return new Response(text, { status, headers: { ...GUARDS, "content-type": "application/json; charset=utf-8" } });
}

export function refuse(code: Code, detail?: string, suggested?: string): Response {
  const error = { code, message: sentence(code, detail), ...(detail && { detail }), ...(suggested && { suggested }) };
  return answer({ error } satisfies Refusal, STATUS_OF[code]);
}

export function nothing(): Response {
  return new Response(null, { status: 204, headers: GUARDS });
}

/** What pages load from elsewhere: nothing, but for the one that shows Cloudflare's check. */
export interface Leave {
  framing: "anywhere" | "nowhere";
  check: boolean;
}

export function page(html: Response, status: number, leave: Leave): Response {
  const headers = new Headers(html.headers);
  for (const [name, value] of Object.entries(GUARDS)) headers.set(name, value);
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("content-security-policy", policy(leave));
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  headers.delete("etag"); // of the shell, not of what was filled in
  return new Response(html.body, { status, headers });
}

const CLOUDFLARE = "https://challenges.cloudflare.com";

function policy({ framing, check }: Leave): string {
  return [
    "default-src 'none'",
    check ? `script-src 'self' ${CLOUDFLARE}` : "script-src 'self'",
    ...(check ? [`frame-src ${CLOUDFLARE}`] : []),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framing === "anywhere" ? "*" : "'none'"}`,
    // Their script makes scripts of its own.
    ...(check ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ].join("; ");
}

export function download(text: string, name: string, type: string): Response {
  const headers = { ...GUARDS, "content-type": type, "content-disposition": `attachment; filename="${name}"` };
  return new Response(text, { headers });
}

/** It can be nothing but a picture, also where somebody opens it by itself. Its address is its content, so it never changes. */
export function picture(bytes: Uint8Array, type: string): Response {
  const headers = {
    ...GUARDS,
    "content-type": type,
    "content-security-policy": "default-src 'none'; sandbox",
    // Not for shared caches: a poll that is deleted takes its pictures along.
    "cache-control": "private, max-age=31536000, immutable",
  };
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

export function readable(response: Response): Response {
  const open = new Response(response.body, response);
  open.headers.set("access-control-allow-origin", "*");
  return open;
}

export function preflight(): Response {
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "authorization",
    "access-control-max-age": "86400",
  };
  return new Response(null, { status: 204, headers });
}

/** Requests as no browser makes them, and whether their answers are as described. */
import { type IncomingHttpHeaders, request } from "node:http";
import { ALPHABET } from "../../src/protocol/ids.ts";
import { inOpenapi, openapi } from "../protocol/descriptions.ts";
import { problemsOf, type Schema } from "./json-schema.ts";

export interface Request {
  method: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | null;
  /** The body goes on and on, a byte now and then, until there is an answer. */
  endless?: boolean;
  /** The body is announced, and sent once it is asked for. */
  announced?: boolean;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const ANSWER_WITHIN_MS = 20_000;
const DRIP_EVERY_MS = 500;

/** Null where the line ends, or nothing comes, without an answer. */
export function ask(
  origin: string,
  { method, path, headers: given = {}, body, endless, announced }: Request,
): Promise<Answer | null> {
  const { hostname, port } = new URL(origin);
  const length = String(Buffer.byteLength(body ?? ""));
  const headers = announced ? { ...given, expect: "100-continue", "content-length": length } : given;
  return new Promise((resolve) => {
    let drip: ReturnType<typeof setInterval> | undefined;
    const over = (answer: Answer | null) => {
      clearInterval(drip);
      clearTimeout(timer);
      call.destroy();
      resolve(answer);
    };
    const call = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () => over({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on("error", () => over(null));
    });
    const timer = setTimeout(() => over(null), ANSWER_WITHIN_MS);
    call.on("upgrade", (response) => over({ status: response.statusCode ?? 0, headers: response.headers, text: "" }));
    call.on("error", () => over(null));
    if (announced) return void call.on("continue", () => call.end(body ?? undefined));
    if (!endless) return void call.end(body ?? undefined);
    call.write(" ");
    drip = setInterval(() => call.write(" "), DRIP_EVERY_MS);
  });
}

export interface Route {
  path: string;
  method: string;
  /** Statuses with their codes. */
  codes: Record<string, readonly string[]>;
  takes: Schema | null;
  examples: unknown[];
}

export const ROUTES: readonly Route[] = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== "parameters")
    .map(([method, { responses, requestBody }]) => {
      const json = requestBody?.content["application/json"];
      return {
        path,
        method: method.toUpperCase(),
        codes: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, response["x-codes"] ?? []])),
        takes: json?.schema ?? null,
        examples: Object.values(json?.examples ?? {}).map(({ value }) => value),
      };
    }),
);

const BODY_BYTES: Record<string, number> = { "/api/polls": 65_536, "/api/polls/{id}/commands": 65_536 };

/** By the published description, with the bytes that a call may have. */
export function refuses({ path, takes }: Route, body: string | Buffer): boolean {
  if (Buffer.byteLength(body) > (BODY_BYTES[path] ?? 4_096)) return true;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body));
    return problemsOf(takes ?? {}, JSON.parse(text), inOpenapi).length > 0;
  } catch {
    return true;
  }
}

const CODES = new Set((openapi.components.schemas.Code as { oneOf: { const: string }[] }).oneOf.map((one) => one.const));

/** The parts of a path put in. */
export function pathOf(route: string, id: string, rest = "AAAAAAAAAAAAAAAA"): string {
  return route.replace("{id}", id).replace(/\{\w+\}/, rest);
}

/** One that is well formed and was never made: an object that is woken for it is a new one. */
export function freshId(): string {
  return Array.from({ length: 15 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]).join("");
}

/** What is wrong with a refusal; empty when it is as described. `route` is undefined where no such call is described. */
export function wrongIn(answer: Answer | null, route: Route | undefined): string {
  if (!answer) return "no answer";
  const { status, headers, text } = answer;
  if (!(status >= 400 && status < 500) && status !== 503) return `${status}: ${text.slice(0, 100)}`;
  if (/^\s+at .+:\d+/m.test(text) || /\b(TypeError|SyntaxError|RangeError)\b/.test(text)) return `a stack: ${text.slice(0, 200)}`;
  if (headers["content-type"]?.startsWith("text/html")) return /^\/(api|ws)\b/.test(route?.path ?? "") ? "a page from the API" : "";
  const code = codeIn(text);
  if (code === null) return `${status} without a code: ${text.slice(0, 100)}`;
  if (!CODES.has(code)) return `the code ${code} is described nowhere`;
  const described = route?.codes[status];
  return route && status !== 405 && !described?.includes(code)
    ? `${route.method} ${route.path}: ${status} ${code} is not described`
    : "";
}

function codeIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } };
    return typeof error.code === "string" && error.message.length > 0 ? error.code : null;
  } catch {
    return null;
  }
}

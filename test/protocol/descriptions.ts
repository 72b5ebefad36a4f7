/** The published descriptions, read as data. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Code } from "../../src/protocol/codes.ts";
import { resolverOf, type Schema } from "../support/json-schema.ts";

export const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
export const openapi = JSON.parse(read("public/openapi.json")) as OpenApi;
export const asyncapi = JSON.parse(read("public/asyncapi.json")) as AsyncApi;

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema; examples: Record<string, { value: unknown }> }> };
  responses: Record<string, { "x-codes"?: Code[]; content?: Record<string, { schema?: Schema; example?: unknown }> }>;
}
interface AsyncApi {
  channels: {
    poll: Record<"x-limits" | "x-talk-limits", Record<string, number>> & {
      address: string;
      "x-close-codes": { code: number; comeBack: boolean }[];
    };
  };
  operations: Record<"say" | "hear", { messages: { $ref: string }[] }>;
  components: { messages: Record<string, { payload: Schema; examples: { payload: object }[] }>; schemas: Record<string, Schema> };
}

export const inOpenapi = resolverOf(openapi, openapi);
export const inAsyncapi = resolverOf(asyncapi, openapi);
export const payloadOf = (name: string) => asyncapi.components.messages[name]?.payload ?? {};
export const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== "parameters")
    .map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

/** What is sent about who may vote: schemas, as in `client.ts`. */
import * as v from "valibot";
import { ENTRY_LEVELS } from "./entry.ts";
import { ACCESS_CODE, tidyCode } from "./ids.ts";
import { NETWORK_BALLOTS_MAX, TICKETS_MAX, TURNSTILE_TOKEN_CHARS_MAX } from "./limits.ts";
import { settingsOf, whole } from "./question.ts";

/** As somebody writes or changes them: each may be left out. */
export const entrySettings = settingsOf({
  level: v.optional(v.picklist(ENTRY_LEVELS)),
  networkMax: v.optional(v.nullable(whole(1, NETWORK_BALLOTS_MAX))),
});

/** Case, spaces and dashes do not matter, nor how a keyboard puts an é together. */
const typed = v.pipe(
  v.string(),
  v.maxLength(100, "long"),
  v.transform((text) => tidyCode(text.normalize("NFC"))),
);
const accessCode = v.pipe(typed, v.regex(ACCESS_CODE, "letters"));

export const entryCommands = [
  /** Null draws one. Who is in stays in. */
  v.object({ command: v.literal("access-code"), code: v.nullable(accessCode) }),
  v.object({ command: v.literal("tickets"), count: whole(1, TICKETS_MAX) }),
  v.object({ command: v.literal("revoke-ticket"), ticket: whole(1, TICKETS_MAX), revoked: v.boolean() }),
] as const;

export const passBody = v.union([
  v.object({ code: typed }),
  v.object({ ticket: typed }),
  v.object({ turnstile: v.pipe(v.string(), v.minLength(1, "empty"), v.maxLength(TURNSTILE_TOKEN_CHARS_MAX, "long")) }),
]);

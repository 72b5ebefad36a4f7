/** What is said in a room beside its votes: schemas with inferred types, as in `client.ts`. */
import * as v from "valibot";
import {
  ASK_POINTS_MAX,
  ASK_REPLY_POINTS_MAX,
  GOT_NOTICES_MAX,
  MESSAGE_LINES_MAX,
  MESSAGE_POINTS_MAX,
  NAME_POINTS_MAX,
  NOTICE_MINUTES_MAX,
  NOTICE_POINTS_MAX,
  SLOW_SECONDS_MAX,
} from "./limits.ts";
import { settingsOf, text, whole } from "./question.ts";
import { REACTIONS } from "./talk.ts";
import { tidyLines } from "./text.ts";

const part = v.picklist(["off", "open", "closed"]);

/** As somebody writes or changes them: each may be left out. */
export const talkSettings = settingsOf({
  chat: v.optional(part),
  questions: v.optional(part),
  reactions: v.optional(v.boolean()),
  approve: v.optional(v.boolean()),
  filter: v.optional(v.boolean()),
  slowSeconds: v.optional(whole(0, SLOW_SECONDS_MAX)),
});

// ---- what comes in ----

const id = whole(1, Number.MAX_SAFE_INTEGER);
const ref = v.pipe(v.number(), v.safeInteger());
/** Orders and names what one person sends: the same `n` again is the same message, ask or upvote again. */
const n = whole(0, Number.MAX_SAFE_INTEGER);
/** "" and absent are nameless. */
const name = v.optional(text(NAME_POINTS_MAX, 0), "");

/** Joiners, selectors, fillers and spaces: alone they are words that nobody can see. */
const BLANK = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Z}\u2800]*$/u;
const seen = v.check((tidy: string) => !BLANK.test(tidy), "empty");
/** The one text in which lines stay lines. */
const message = text(MESSAGE_POINTS_MAX, 1, (typed) => tidyLines(typed, MESSAGE_LINES_MAX));

const say = { type: v.literal("say"), text: v.pipe(message, seen), name, n };
const ask = { type: v.literal("ask"), text: v.pipe(text(ASK_POINTS_MAX), seen), name, n };
/** As a vote: the greatest `n` of one person and ask counts. */
const upvote = { type: v.literal("upvote"), ask: id, up: v.boolean(), n };
/** Notices that have arrived, or that a person has seen. Until a notice is got, each `hello` is answered with it again. */
const got = {
  type: v.literal("got"),
  notices: v.pipe(v.array(id), v.minLength(1, "few"), v.maxLength(GOT_NOTICES_MAX, "many")),
  seen: v.optional(v.boolean(), false),
};

const since = v.object({ epoch: v.string(), rev: whole(0, Number.MAX_SAFE_INTEGER) });
export type Since = v.InferOutput<typeof since>;

/** Asks for the log, and for all that follows on this socket. `since`: what is here already. */
export const listenFrame = v.object({ type: v.literal("listen"), since: v.optional(since) });
/** Counted and shown, never stored, and never answered; what is more than a socket may send is not counted. */
export const reactFrame = v.object({ type: v.literal("react"), emoji: v.picklist(REACTIONS) });
export const sayFrame = v.object({ ...say, ref });
export const askFrame = v.object({ ...ask, ref });
export const upvoteFrame = v.object({ ...upvote, ref });
export const gotFrame = v.object({ ...got, ref: v.optional(ref) });

/** The same by HTTP, without a `ref`. */
export const talkBody = v.variant("type", [v.object(say), v.object(ask), v.object(upvote), v.object(got)]);
export type TalkBody = v.InferOutput<typeof talkBody>;

// ---- what a host says ----

/** The public name of a person; see `PersonRow`. */
const person = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8}$/));

export const talkCommands = [
  v.object({
    command: v.literal("message"),
    message: id,
    change: v.picklist(["hide", "show", "remove", "pin", "unpin"]),
  }),
  v.object({ command: v.literal("person"), person, change: v.picklist(["mute", "unmute"]) }),
  v.object({
    command: v.literal("notice"),
    to: v.union([v.picklist(["all", "voters", "hosts", "players"]), v.object({ person })]),
    text: v.pipe(text(NOTICE_POINTS_MAX), seen),
    minutes: v.optional(whole(1, NOTICE_MINUTES_MAX)),
  }),
  v.object({ command: v.literal("withdraw"), notice: id }),
] as const;

const askChange = { command: v.literal("ask"), ask: id };
export const askCommand = v.variant("change", [
  v.object({
    ...askChange,
    change: v.picklist(["approve", "hide", "show", "remove", "pin", "unpin", "next", "answered", "archive", "reopen"]),
  }),
  /** In words; "" takes them back. */
  v.object({ ...askChange, change: v.literal("reply"), text: text(ASK_REPLY_POINTS_MAX, 0) }),
]);

export type TalkHostCommand = v.InferOutput<(typeof talkCommands)[number] | typeof askCommand>;

const TALKS: ReadonlySet<string> = new Set<TalkHostCommand["command"]>(["message", "ask", "person", "notice", "withdraw"]);

/** A command that changes what is said in the room, and not the poll. */
export function isTalk(command: { command: string }): command is TalkHostCommand {
  return TALKS.has(command.command);
}

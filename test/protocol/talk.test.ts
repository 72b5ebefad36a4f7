/** What a room says beside its votes, on the wire: its description, its limits, and what the code says of it. */
import { describe, expect, test } from "vitest";
import { ackFrame } from "../../src/hub/frames.ts";
import type { Ask, Message } from "../../src/poll/talk/talk.ts";
import { askView, messageView, waitingOf } from "../../src/poll/talk/view.ts";
import { parseClientMessage, parseCommand, parseNewPoll, parseTalk } from "../../src/protocol/client.ts";
import * as limits from "../../src/protocol/limits.ts";
import {
  type NoticeCode,
  type NoticesFrame,
  REACTIONS,
  type ReactionsFrame,
  TALK_DEFAULTS,
  type TalkDetail,
  type TalkFrame,
} from "../../src/protocol/talk.ts";
import { problemsOf, type Schema, unnamedIn } from "../support/json-schema.ts";
import { asyncapi, inAsyncapi, inOpenapi, openapi, payloadOf, read } from "./descriptions.ts";

const AT = Date.parse("2026-11-20T18:03:00.000Z");
const at = new Date(AT).toISOString();
const row = { id: 7, rev: 9, voter: "ann", n: 1, name: "Ann", text: "Hi", at: AT };
const message: Message = { ...row, host: true, state: "hidden" };
const ask: Ask = { ...row, host: true, state: "open", hidden: true, votes: 2, reply: "Yes" };
const notice = { id: 2, text: "Hi", at, expiresAt: at };
const around = { pins: { pinnedMessage: 7, pinnedAsk: 7, nextAsk: 7 }, publicNameOf: () => "Ab3_xYz9" };

const whole: TalkFrame = {
  type: "talk",
  epoch: "e",
  after: null,
  rev: 9,
  complete: false,
  messages: [
    messageView(message, "host", around),
    messageView({ ...message, state: "shown" }, "public", around),
    { id: 8, gone: true },
  ],
  asks: [askView(ask, "host", around), askView({ ...ask, hidden: false, state: "answered" }, "public", around)],
  mine: {
    messages: [7],
    asks: [7],
    waiting: waitingOf([{ ...ask, hidden: false, state: "waiting" }], "ann"),
    upvotes: { 7: 1 },
    muted: true,
  },
  sent: [{ ...notice, to: "person", person: "Ab3_xYz9", delivered: 1, seen: 1 }],
};
const notices: NoticesFrame = { type: "notices", notices: [notice, { ...notice, code: "ask-next", about: "7" }] };

describe("[N58] what the hub says is as described, with no field at any depth that is not", () => {
  test.each([
    ["talk", whole],
    ["talk", { ...whole, after: 3, messages: [], asks: [], upvotes: { 7: 2 }, mine: undefined, sent: undefined }],
    ["notices", notices],
    ["reactions", { type: "reactions", counts: Object.fromEntries(REACTIONS.map((emoji) => [emoji, 2])) } satisfies ReactionsFrame],
    ["ack", JSON.parse(ackFrame(1, { status: "done", seq: 3, message: 7, ask: 7, notice: 2 }))],
  ])("%s %#", (name, frame) => {
    const said: unknown = JSON.parse(JSON.stringify(frame));
    expect(problemsOf(payloadOf(name), said, inAsyncapi)).toEqual([]);
    expect(unnamedIn(payloadOf(name), said, inAsyncapi)).toEqual([]);
  });

  test("a field more is found, however deep", () => {
    const said = { ...whole, voter: "ann", asks: [{ ...whole.asks[0], voter: "ann" }], mine: { ...whole.mine, seen: {} } };
    const found = ["$.asks[0].voter", "$.mine.seen", "$.voter"];
    expect(unnamedIn(payloadOf("talk"), said, inAsyncapi).toSorted()).toEqual(found);
  });
});

describe("[N58] lists are whole", () => {
  test("every detail is described where it is said, with the code that it goes with", () => {
    const described = { ...openapi.components.schemas.Code, commands: openapi.components.schemas.Command, paths: openapi.paths };
    const named = new Set([...JSON.stringify(described).matchAll(/`([a-z-]+)`/g)].map(([, word]) => word));
    const details: Record<TalkDetail, true> = {
      "chat-off": true,
      "chat-closed": true,
      "asks-off": true,
      "asks-closed": true,
      "quiz-runs": true,
      muted: true,
      filtered: true,
      slow: true,
      "too-much-talk": true,
      "asks-full": true,
      "no-such-message": true,
      "no-such-ask": true,
      "no-such-person": true,
      "no-such-notice": true,
      "notices-full": true,
    };
    expect(Object.keys(details).filter((detail) => !named.has(detail))).toEqual([]);
  });

  test("of settings with their defaults, of reactions, and of codes of notices", () => {
    const settings = openapi.components.schemas.NewTalkSettings?.properties as Record<string, { default: unknown }>;
    expect(Object.fromEntries(Object.entries(settings).map(([name, schema]) => [name, schema.default]))).toEqual(TALK_DEFAULTS);
    expect(openapi.components.schemas.TalkSettings?.required).toEqual(Object.keys(TALK_DEFAULTS));
    const react = asyncapi.components.schemas.React?.properties as { emoji: { enum: string[] } };
    expect(react.emoji.enum).toEqual(REACTIONS);
    const codes: Record<NoticeCode, true> = {
      "ask-approved": true,
      "ask-next": true,
      "vote-reset": true,
      muted: true,
      unmuted: true,
    };
    const notice = openapi.components.schemas.Notice?.properties as { code: { enum: string[] } };
    expect(notice.code.enum).toEqual(Object.keys(codes));
  });

  test("[N21] of one address as much is let through as is described", () => {
    const [, most, seconds] = /name = "TALK_LIMIT"[^[]*?limit = (\d+), period = (\d+)/.exec(read("wrangler.toml")) ?? [];
    expect(seconds).toBe("60");
    expect(JSON.stringify(openapi)).toContain(`one address, which may send ${Number(most).toLocaleString("en")} a minute`);
  });

  test("the answer by HTTP and the frame are one thing", () => {
    const parts = asyncapi.components.schemas.Talk?.allOf as Schema[];
    expect(parts[1]).toEqual({ $ref: "openapi.json#/components/schemas/TalkLook" });
  });
});

describe("[N58] the description and the parser draw the same line", () => {
  const said = (type: string, field: string, inside: unknown, outside: unknown) =>
    [
      `${type}.${field}`,
      { type, n: 1, ...ofType(type), [field]: inside },
      { type, n: 1, ...ofType(type), [field]: outside },
    ] as const;
  const ofType = (type: string) =>
    ({ upvote: { ask: 1, up: true }, got: { notices: [1] }, react: { emoji: "🎉" }, listen: {} })[type] ?? { text: "x" };
  const long = (points: number) => ["😀".repeat(points), "😀".repeat(points + 1)] as const;
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  const BODIES = [
    said("say", "text", ...long(limits.MESSAGE_POINTS_MAX)),
    said("say", "name", ...long(limits.NAME_POINTS_MAX)),
    said("ask", "text", ...long(limits.ASK_POINTS_MAX)),
    said("ask", "n", 0, -1),
    said("upvote", "ask", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1),
    said("upvote", "ask", 1, 0),
    said("upvote", "up", false, 0),
    said("got", "notices", ids(limits.GOT_NOTICES_MAX), ids(limits.GOT_NOTICES_MAX + 1)),
    said("got", "notices", [1], []),
    said("got", "seen", true, 1),
  ];

  test.each(BODIES)("%s, by HTTP and by socket", (_, inside, outside) => {
    for (const [body, fits] of [
      [inside, true],
      [outside, false],
    ] as const) {
      expect(problemsOf({ $ref: "#/components/schemas/TalkBody" }, body, inOpenapi).length === 0).toBe(fits);
      expect("unreadable" in parseTalk(body)).toBe(!fits);
      const frame = { ...body, ref: 1 };
      expect(problemsOf(payloadOf(body.type), frame, inAsyncapi).length === 0).toBe(fits);
      expect("unreadable" in parseClientMessage(JSON.stringify(frame))).toBe(!fits);
    }
  });

  test.each([said("react", "emoji", "❤️", "❤"), said("listen", "since", { epoch: "", rev: 0 }, { epoch: "", rev: -1 })])(
    "%s",
    (_, inside, outside) => {
      for (const [frame, fits] of [
        [inside, true],
        [outside, false],
      ] as const) {
        expect(problemsOf(payloadOf(frame.type), frame, inAsyncapi).length === 0).toBe(fits);
        expect("unreadable" in parseClientMessage(JSON.stringify(frame))).toBe(!fits);
      }
    },
  );

  const notify = { command: "notice", to: "all", text: "x" };
  const reply = { command: "ask", ask: 1, change: "reply" };
  test.each([
    ["a notice's words", notify, "text", ...long(limits.NOTICE_POINTS_MAX)],
    ["its time", notify, "minutes", limits.NOTICE_MINUTES_MAX, limits.NOTICE_MINUTES_MAX + 1],
    ["no time", notify, "minutes", 1, 0],
    ["for whom", notify, "to", { person: "Ab3_xYz9" }, { person: "Ab3_xYz" }],
    ["for which group", notify, "to", "players", "voted"],
    ["a reply", reply, "text", ...long(limits.ASK_REPLY_POINTS_MAX)],
    ["a reply taken back", reply, "text", "", undefined],
    ["what to do with an ask", { command: "ask", ask: 1 }, "change", "archive", "reply"],
    ["what to do with a message", { command: "message", message: 1 }, "change", "unpin", "approve"],
    ["a person", { command: "person", change: "mute" }, "person", "________", "________="],
    ["what was sent", { command: "withdraw" }, "notice", 1, 1.5],
    ["why", { command: "reset", question: "q1" }, "why", ...long(limits.NOTICE_POINTS_MAX)],
    ["the pace of the chat", { command: "edit" }, "talk", { slowSeconds: limits.SLOW_SECONDS_MAX }, { slowSeconds: 301 }],
    ["a part", { command: "edit" }, "talk", { questions: "closed" }, { questions: true }],
  ])("%s, of a host", (_, command, field, inside, outside) => {
    for (const [value, fits] of [
      [inside, true],
      [outside, false],
    ] as const) {
      const body: unknown = JSON.parse(JSON.stringify({ ...command, [field]: value }));
      expect(problemsOf({ $ref: "#/components/schemas/Command" }, body, inOpenapi).length === 0).toBe(fits);
      expect("unreadable" in parseCommand(body)).toBe(!fits);
    }
  });

  test("a poll is made with its talk, the short one too", () => {
    const short = { question: "Where to?", options: ["Pizza", "Sushi"], talk: { chat: "open" } };
    const body = { questions: [{ text: "?", options: ["a", "b"] }], talk: { ...TALK_DEFAULTS, reactions: true } };
    for (const made of [short, body]) {
      expect(problemsOf({ $ref: "#/components/schemas/NewPoll" }, made, inOpenapi)).toEqual([]);
      expect(parseNewPoll(made)).toMatchObject({ talk: made.talk });
    }
  });
});

/** [A8] The published descriptions name what there is: routes, codes, messages, commands, limits. */
import { describe, expect, test } from "vitest";
import { HOST_COMMANDS, parseNewPoll } from "../../src/protocol/client.ts";
import { CLOSE, mayComeBack } from "../../src/protocol/close.ts";
import { type Code, STATUS_OF } from "../../src/protocol/codes.ts";
import * as limits from "../../src/protocol/limits.ts";
import { refusals } from "../../src/words/en.ts";
import { problemsOf } from "../support/json-schema.ts";
import { asyncapi, inAsyncapi, inOpenapi, openapi, operations, read } from "./descriptions.ts";

describe("routes and codes", () => {
  test("every route of the Worker is described, and nothing else", () => {
    const routes = [...read("src/worker.ts").matchAll(/^ {2}\.(get|post|put|patch|delete)\("([^"]+)"/gm)];
    const named = routes.map(([, method, path = ""]) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(named.length).toBeGreaterThan(10);
    expect(operations.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
  });

  test("every code is described with its status and has its sentence", () => {
    const described = (openapi.components.schemas.Code?.oneOf ?? []) as {
      const: string;
      description: string;
      "x-status": number;
    }[];
    expect(Object.fromEntries(described.map((code) => [code.const, code["x-status"]]))).toEqual(STATUS_OF);
    for (const code of described) expect(code.description.length, code.const).toBeGreaterThan(10);
    expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(STATUS_OF).toSorted());
  });

  test("every refusal of an operation stands under the status of its code", () => {
    for (const { name, operation } of operations) {
      for (const [status, { "x-codes": codes, content }] of Object.entries(operation.responses)) {
        const isData = Number(status) < 400 || content?.["text/html"];
        expect(codes === undefined, `${name} ${status}`).toBe(Boolean(isData));
        for (const code of codes ?? []) expect(`${name} ${code} ${STATUS_OF[code]}`).toBe(`${name} ${code} ${status}`);
      }
    }
  });

  test("every code that the HTTP handlers can say is on some operation", () => {
    const said = [
      ...read("src/http/polls.ts").matchAll(/refuse\("([\w-]+)"/g),
      ...read("src/http/codes.ts").matchAll(/fail\("([\w-]+)"/g),
    ].map(([, code]) => code);
    const listed = new Set(
      operations.flatMap(({ operation }) => Object.values(operation.responses).flatMap((response) => response["x-codes"] ?? [])),
    );
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((code) => !listed.has(code as Code))).toEqual([]);
  });

  test("every close code is described, with whether to come back", () => {
    const described = asyncapi.channels.poll["x-close-codes"];
    expect(described.map(({ code }) => code).toSorted()).toEqual(Object.values(CLOSE).toSorted());
    for (const { code, comeBack } of described) expect([code, comeBack]).toEqual([code, mayComeBack(code)]);
  });

  test("every message type is described", () => {
    const say = asyncapi.operations.say.messages.map(({ $ref }) => $ref.split("/").at(-1));
    const parser = read("src/protocol/client.ts");
    const tables = [...parser.matchAll(/^const (?:PLAIN|TALK) = \{([^}]*)\}/gm)].map(([, table = ""]) => table);
    const parsed = [...tables.join().matchAll(/^ {2}(\w+)[:,]/gm), ...parser.matchAll(/(?<!typeof )\btype === "(\w+)"/g)].map(
      ([, type]) => type,
    );
    expect(say.toSorted()).toEqual(parsed.toSorted());
    const hear = asyncapi.operations.hear.messages.map(({ $ref }) => $ref.split("/").at(-1));
    const types = [...(read("src/protocol/server.ts") + read("src/protocol/talk.ts")).matchAll(/^ {2}type: "(\w+)";/gm)].map(
      ([, type]) => type,
    );
    expect(hear.toSorted()).toEqual(types.toSorted());
    for (const name of [...say, ...hear])
      expect(inAsyncapi(`#/channels/poll/messages/${name}`)).toEqual({ $ref: `#/components/messages/${name}` });
  });

  test("every command is described, and nothing else", () => {
    const commands = openapi.components.schemas.Command?.oneOf as { title: string; properties: { command: { const: string } } }[];
    expect(commands.map(({ title }) => title).toSorted()).toEqual([...HOST_COMMANDS].toSorted());
    for (const { title, properties } of commands) expect(properties.command.const).toBe(title);
  });

  test("every reference leads somewhere", () => {
    for (const [document, resolve] of [
      [openapi, inOpenapi],
      [asyncapi, inAsyncapi],
    ] as const) {
      const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
      expect(refs.length).toBeGreaterThan(10);
      for (const [, ref = ""] of refs) resolve(ref);
    }
  });
});

describe("limits", () => {
  test("the socket's are those of the code", () => {
    expect(asyncapi.channels.poll["x-limits"]).toEqual({
      clientFrameBytes: limits.CLIENT_FRAME_BYTES_MAX,
      resultsFrameBytes: limits.RESULTS_FRAME_BYTES_MAX,
      helloWithinMs: limits.HELLO_WITHIN_MS,
      badFramesPerMinute: limits.BAD_FRAMES_PER_MINUTE_MAX,
      burst: limits.CREDITS_MAX,
      perSecond: limits.CREDITS_PER_SECOND,
      refusalsBeforeClose: limits.STRIKES_MAX,
      pingEveryMs: limits.PING_EVERY_MS,
      silentMs: limits.SILENT_MS_MAX,
    });
    expect(asyncapi.channels.poll["x-talk-limits"]).toEqual({
      frameBytes: limits.TALK_FRAME_BYTES_MAX,
      everyMs: limits.TALK_EVERY_MS,
      historyMessages: limits.HISTORY_MESSAGES,
      missedChanges: limits.MISSED_CHANGES_MAX,
      messagesKept: limits.MESSAGES_KEPT_MAX,
      asks: limits.ASKS_MAX,
      asksKept: limits.ASKS_KEPT_MAX,
      burst: limits.TALK_BURST_MAX,
      perSecond: limits.TALK_PER_SECOND,
      upvoteBurst: limits.UPVOTE_BURST_MAX,
      upvotesPerSecond: limits.UPVOTES_PER_SECOND,
      reactionBurst: limits.REACTION_BURST_MAX,
      reactionsPerSecond: limits.REACTIONS_PER_SECOND,
      listenCosts: limits.LISTEN_CREDITS,
      notices: limits.NOTICES_LIVE_MAX,
      sentNotices: limits.SENT_NOTICES_SHOWN,
    });
  });

  test.each([
    ["a title", { title: "x".repeat(limits.TITLE_POINTS_MAX) }, { title: "x".repeat(limits.TITLE_POINTS_MAX + 1) }],
    [
      "a question",
      { question: "😀".repeat(limits.QUESTION_POINTS_MAX) },
      { question: "😀".repeat(limits.QUESTION_POINTS_MAX + 1) },
    ],
    [
      "an option",
      { options: ["a", "😀".repeat(limits.OPTION_POINTS_MAX)] },
      { options: ["a", "😀".repeat(limits.OPTION_POINTS_MAX + 1)] },
    ],
    [
      "the options",
      { options: Array(limits.OPTIONS_PER_QUESTION_MAX).fill("a") },
      { options: Array(limits.OPTIONS_PER_QUESTION_MAX + 1).fill("a") },
    ],
    [
      "few options",
      { options: Array(limits.OPTIONS_PER_QUESTION_MIN).fill("a") },
      { options: Array(limits.OPTIONS_PER_QUESTION_MIN - 1).fill("a") },
    ],
    ["the longest keep", { keepDays: limits.KEEP_DAYS_MAX }, { keepDays: limits.KEEP_DAYS_MAX + 1 }],
    ["the shortest keep", { keepDays: limits.KEEP_DAYS_MIN }, { keepDays: limits.KEEP_DAYS_MIN - 1 }],
    ["one question or many", {}, { questions: [{ text: "?", options: ["a", "b"] }] }],
  ])("%s: the description and the parser draw the same line", (_, inside, outside) => {
    const short = { question: "Where to?", options: ["Pizza", "Sushi"] };
    for (const [body, isInside] of [
      [{ ...short, ...inside }, true],
      [{ ...short, ...outside }, false],
    ] as const) {
      expect(problemsOf({ $ref: "#/components/schemas/NewPoll" }, body, inOpenapi).length === 0).toBe(isInside);
      expect("unreadable" in parseNewPoll(body)).toBe(!isInside);
    }
  });

  test("the sizes of bodies are said", () => {
    for (const [path, bytes] of [
      ["/api/polls", limits.BODY_BYTES_MAX],
      ["/api/polls/{id}/commands", limits.BODY_BYTES_MAX],
      ["/api/polls/{id}/votes", limits.CLIENT_FRAME_BYTES_MAX],
      ["/api/polls/{id}/talk", limits.CLIENT_FRAME_BYTES_MAX],
    ] as const) {
      expect(JSON.stringify(openapi.paths[path]?.post?.requestBody)).toContain(bytes.toLocaleString("en"));
    }
  });
});

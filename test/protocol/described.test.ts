/** [A8] The published descriptions and the code, held against each other in both directions. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Frames, keyAckFrame, refusalFrame, voteAckFrame } from "../../src/hub/frames.ts";
import { ANYONE } from "../../src/poll/view.ts";
import { HOST_COMMANDS, parseClientMessage, parseCommand, parseNewPoll, parseVote } from "../../src/protocol/client.ts";
import { CLOSE, mayComeBack } from "../../src/protocol/close.ts";
import { type Code, STATUS_OF } from "../../src/protocol/codes.ts";
import * as limits from "../../src/protocol/limits.ts";
import type { Made, Refusal } from "../../src/protocol/server.ts";
import { refusals } from "../../src/words/en.ts";
import { host, MemoryHub, stateOf, vote } from "../poll/memory-hub.ts";
import { BAD_FRAMES } from "../support/bad-frames.ts";
import { problemsOf, propertiesOf, type Schema } from "../support/json-schema.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
const openapi = JSON.parse(read("public/openapi.json")) as OpenApi;
const asyncapi = JSON.parse(read("public/asyncapi.json")) as AsyncApi;

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema; examples: Record<string, { value: unknown }> }> };
  responses: Record<string, { "x-codes"?: Code[]; content?: Record<string, { schema?: Schema; example?: unknown }> }>;
}
interface AsyncApi {
  channels: { poll: { "x-limits": Record<string, number>; "x-close-codes": { code: number; comeBack: boolean }[] } };
  operations: Record<"say" | "hear", { messages: { $ref: string }[] }>;
  components: { messages: Record<string, { payload: Schema; examples: { payload: object }[] }>; schemas: Record<string, Schema> };
}

/** `#/…` within the own document, `openapi.json#/…` in the other. */
const resolveIn = (document: object) => {
  const resolve = (ref: string): Schema => {
    const [file, path = ""] = ref.split("#/");
    const start: unknown = file === "openapi.json" ? openapi : document;
    const found = path.split("/").reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], start);
    if (!found) throw new Error(`${ref} leads nowhere`);
    return file === "openapi.json" && document !== openapi ? inOther(found as Schema) : (found as Schema);
  };
  return resolve;
};

/** A schema of the other document: its own references stay over there. */
const inOther = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi.json#/')) as Schema;

const inOpenapi = resolveIn(openapi);
const inAsyncapi = resolveIn(asyncapi);
const payloadOf = (name: string) => asyncapi.components.messages[name]?.payload ?? {};
const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== "parameters")
    .map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

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
    const parser = [...read("src/protocol/client.ts").matchAll(/type: v\.literal\("(\w+)"\)/g)].map(([, type]) => type);
    expect(say.toSorted()).toEqual(parser.toSorted());
    const hear = asyncapi.operations.hear.messages.map(({ $ref }) => $ref.split("/").at(-1));
    const types = [...read("src/protocol/server.ts").matchAll(/^ {2}type: "(\w+)";/gm)].map(([, type]) => type);
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
    ] as const) {
      expect(JSON.stringify(openapi.paths[path]?.post?.requestBody)).toContain(bytes.toLocaleString("en"));
    }
  });
});

describe("examples", () => {
  const PARSERS: Record<string, (body: unknown) => object> = {
    "post /api/polls": parseNewPoll,
    "post /api/polls/{id}/votes": parseVote,
    "post /api/polls/{id}/commands": parseCommand,
  };
  const bodies = operations.flatMap(({ name, operation }) => {
    const json = operation.requestBody?.content["application/json"];
    return Object.entries(json?.examples ?? {}).map(
      ([example, { value }]) => [`${name}: ${example}`, name, json?.schema ?? {}, value] as const,
    );
  });

  test.each(bodies)("%s is valid, and the parser reads every field of it", (_, name, schema, value) => {
    expect(problemsOf(schema, value, inOpenapi)).toEqual([]);
    const parsed = PARSERS[name]?.(value) ?? {};
    expect(parsed).not.toHaveProperty("unreadable");
    const isShort = "question" in (value as object) && name === "post /api/polls";
    if (!isShort) expect(parsed).toMatchObject(value as object);
  });

  test("every body has examples, and every command one", () => {
    expect(new Set(bodies.map(([, name]) => name))).toEqual(new Set(Object.keys(PARSERS)));
    const shown = bodies.map(([, , , value]) => (value as { command?: string }).command).filter(Boolean);
    expect(new Set(shown)).toEqual(new Set(HOST_COMMANDS));
  });

  const answers = operations.flatMap(({ name, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) => {
      const json = content?.["application/json"];
      return json ? [[`${name} ${status}`, json.schema ?? {}, json.example] as const] : [];
    }),
  );
  test.each(answers)("%s is valid", (_, schema, example) => {
    expect(problemsOf(schema, example, inOpenapi)).toEqual([]);
  });

  const messages = Object.entries(asyncapi.components.messages).flatMap(([name, { examples }]) =>
    examples.map(({ payload }, index) => [`${name} ${index}`, name, payload] as const),
  );
  test.each(messages)("the message %s is valid, of its type, and of no other", (_, name, payload) => {
    const matching = Object.keys(asyncapi.components.messages).filter(
      (other) => problemsOf(payloadOf(other), payload, inAsyncapi).length === 0,
    );
    expect(matching).toEqual([name]);
    const isSaid = asyncapi.operations.say.messages.some(({ $ref }) => $ref.endsWith(`/${name}`));
    const parsed = parseClientMessage(JSON.stringify(payload));
    if (!isSaid) return expect(parsed).toHaveProperty("unreadable");
    if (name !== "command") return expect(parsed).toEqual(payload);
    const { type, ref, ...command } = payload as { type: string; ref: number };
    expect(parsed).toEqual({ type, ref, command });
  });
});

describe("what the code says and reads", () => {
  const hub = new MemoryHub(stateOf({ title: "Friday", results: "after-vote" }));
  hub.say(vote("ann", [1], 1), host("reset"), vote("ann", [0], 2), { type: "hold-code", code: "abcdef", until: 1 });
  const frames = new Frames(hub.state, 3);
  const SAID: [string, string][] = [
    ["snapshot", frames.snapshot(ANYONE, { q1: { choice: [0], n: 2 } })],
    ["snapshot", frames.snapshot({ role: "host", host: true, voted: new Set() })],
    ["results", frames.results(ANYONE)],
    ["results", frames.results({ ...ANYONE, voted: new Set(["q1"]) })],
    ["ack", voteAckFrame(-1, "changed", 3)],
    ["ack", keyAckFrame(2, 3, "k".repeat(27))],
    ["refused", refusalFrame(1, "too-fast", "Wait.")],
    ["error", refusalFrame(undefined, "too-large", "Too large.")],
  ];

  test.each(SAID)("a real %s is as described, with no field that is not", (name, frame) => {
    const payload = payloadOf(name);
    expect(problemsOf(payload, JSON.parse(frame), inAsyncapi)).toEqual([]);
    const described = propertiesOf(payload, inAsyncapi);
    expect(Object.keys(JSON.parse(frame) as object).filter((field) => !described.has(field))).toEqual([]);
  });

  test("every field of a poll and a question is described", () => {
    const { poll } = JSON.parse(frames.snapshot(ANYONE, {})) as { poll: { questions: object[] } };
    expect(Object.keys(poll).toSorted()).toEqual([...propertiesOf(inOpenapi("#/components/schemas/Poll"), inOpenapi)].toSorted());
    expect(Object.keys(poll.questions[0] ?? {}).toSorted()).toEqual(
      [...propertiesOf(inOpenapi("#/components/schemas/Question"), inOpenapi)].toSorted(),
    );
  });

  test("what the parser refuses by its shape the description refuses too", () => {
    const byMeaning = new Set(["an edit with half a surrogate pair", "an option of nothing but spaces"]);
    let held = 0;
    for (const { name, frame, code } of BAD_FRAMES) {
      if (typeof frame !== "string" || code !== "bad-message" || byMeaning.has(name)) continue;
      let body: unknown;
      try {
        body = JSON.parse(frame);
      } catch {
        continue;
      }
      const valid = asyncapi.operations.say.messages.filter(
        ({ $ref }) => problemsOf({ $ref: `${$ref.replace("channels/poll", "components")}/payload` }, body, inAsyncapi).length === 0,
      );
      expect([name, valid]).toEqual([name, []]);
      held += 1;
    }
    expect(held).toBeGreaterThan(40);
  });

  test("bodies of answers have the described type", () => {
    const refusal: Refusal = { error: { code: "not-allowed", message: "There are votes already.", detail: "has-votes" } };
    expect(problemsOf({ $ref: "#/components/schemas/Refusal" }, refusal, inOpenapi)).toEqual([]);
    const made: Made = {
      id: "23456789abcdefg",
      hostKey: "k".repeat(27),
      code: null,
      links: { vote: "", host: "", present: "", results: "", embed: "", socket: "" },
    };
    expect(problemsOf({ $ref: "#/components/schemas/Made" }, made, inOpenapi)).toEqual([]);
  });
});

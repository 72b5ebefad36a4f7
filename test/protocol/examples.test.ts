/** [A8] Examples of the descriptions go through the parsers, and what the code says goes through the descriptions. */
import { describe, expect, test } from "vitest";
import { Frames, keyAckFrame, voteAckFrame } from "../../src/hub/frames.ts";
import { ANYONE } from "../../src/poll/view.ts";
import {
  HOST_COMMANDS,
  parseClientMessage,
  parseCommand,
  parseCopy,
  parseJoin,
  parseNewPoll,
  parsePass,
  parseTalk,
  parseVote,
} from "../../src/protocol/client.ts";
import type { Made, Refusal, Time } from "../../src/protocol/server.ts";
import { refusalFrame } from "../../src/sockets/refusal.ts";
import { host, MemoryHub, stateOf, vote } from "../poll/memory-hub.ts";
import { BAD_BY_MEANING, BAD_FRAMES } from "../support/bad-frames.ts";
import { problemsOf, propertiesOf } from "../support/json-schema.ts";
import { asyncapi, inAsyncapi, inOpenapi, operations, payloadOf } from "./descriptions.ts";

describe("examples", () => {
  const PARSERS: Record<string, (body: unknown) => object> = {
    "post /api/polls": parseNewPoll,
    "post /api/polls/{id}/votes": parseVote,
    "post /api/polls/{id}/commands": parseCommand,
    "post /api/polls/{id}/copy": parseCopy,
    "post /api/polls/{id}/players": parseJoin,
    "post /api/polls/{id}/pass": parsePass,
    "post /api/polls/{id}/talk": parseTalk,
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
  const hub = new MemoryHub(stateOf({ title: "Friday", results: "after-vote", receipts: true }));
  hub.say(vote("ann", [1], 1), host("reset"), vote("ann", [0], 2), { type: "hold-code", code: "abcdef", until: 1 });
  const frames = new Frames(hub.state, 3, hub.digestOf);
  const SAID: [string, string][] = [
    ["snapshot", frames.snapshot(ANYONE, { q1: { choice: [0], n: 2 } })],
    ["snapshot", frames.snapshot({ role: "host", host: true, voted: new Set() })],
    ["results", frames.results(ANYONE)],
    ["results", frames.results({ ...ANYONE, voted: new Set(["q1"]) })],
    ["time", JSON.stringify({ type: "time", sent: 0.5, now: 1_766_500_000_000 } satisfies Time)],
    ["ack", voteAckFrame(-1, "changed", 3)],
    ["ack", voteAckFrame(2, "counted", 4, "2lqXbqWf0oYv6kGmC1sTzA")],
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
    const described = inOpenapi("#/components/schemas/Question") as { required: string[]; oneOf: { required: string[] }[] };
    const always = [...described.required, ...(described.oneOf[0]?.required ?? [])];
    expect(Object.keys(poll.questions[0] ?? {}).toSorted()).toEqual(always.toSorted());
  });

  test("what the parser refuses by its shape the description refuses too", () => {
    let held = 0;
    for (const { name, frame, code } of BAD_FRAMES) {
      if (typeof frame !== "string" || code !== "bad-message" || BAD_BY_MEANING.has(name)) continue;
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
    expect(held).toBeGreaterThan(150);
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

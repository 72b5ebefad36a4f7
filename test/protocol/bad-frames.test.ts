import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitsBytes } from "../../src/protocol/bytes.ts";
import { parseClientMessage, parseCommand, parseNewPoll, parseTalk, parseVote } from "../../src/protocol/client.ts";
import { STATUS_OF } from "../../src/protocol/codes.ts";
import { CLIENT_FRAME_BYTES_MAX, ROUND_MAX } from "../../src/protocol/limits.ts";
import { BAD_FRAMES, REFUSED_VOTES } from "../support/bad-frames.ts";

const isText = (frame: string | ArrayBuffer): frame is string => typeof frame === "string";

/** Any sequence of UTF-16 units, halves of pairs included. */
const anyText = fc.uint16Array({ maxLength: 100 }).map((units) => String.fromCharCode(...units));

describe("[W4] [N59] bad frames", () => {
  const texts = BAD_FRAMES.filter(({ frame, code }) => isText(frame) && code === "bad-message");
  test.each(texts.map(({ name, ...bad }) => [name, bad] as const))("%s", (_, { frame, code, ref }) => {
    const message = parseClientMessage(frame as string);
    expect(message).toMatchObject({ unreadable: code });
    expect("ref" in message ? message.ref : undefined).toBe(ref);
  });

  test("there are many, and no two are alike", () => {
    expect(BAD_FRAMES.length).toBeGreaterThanOrEqual(200);
    expect(new Set(BAD_FRAMES.map(({ name }) => name)).size).toBe(BAD_FRAMES.length);
    expect(new Set(texts.map(({ frame }) => frame)).size).toBe(texts.length);
  });

  test.each(REFUSED_VOTES.map(({ name, frame }) => [name, frame] as const))("%s is for the rules to refuse", (_, frame) => {
    expect(parseClientMessage(frame as string)).toMatchObject({ type: "vote", ref: 7 });
  });

  test("bytes are counted, not letters", () => {
    for (const { name, frame, code } of BAD_FRAMES.filter(({ frame }) => isText(frame))) {
      expect(fitsBytes(frame as string, CLIENT_FRAME_BYTES_MAX), name).toBe(code !== "too-large");
    }
    expect(fitsBytes("x".repeat(4_096), 4_096)).toBe(true);
    expect(fitsBytes("€".repeat(1_366), 4_096)).toBe(false);
    expect(fitsBytes("€".repeat(1_365), 4_096)).toBe(true);
  });
});

describe("[W4] parsers are total", () => {
  const RUNS = { numRuns: 500 };
  const isAnswer = (message: object) => "type" in message || ("unreadable" in message && String(message.unreadable) in STATUS_OF);

  test("any text becomes a message or a reason", () => {
    const text = fc.oneof(
      anyText,
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (frame) => isAnswer(parseClientMessage(frame))),
      RUNS,
    );
  });

  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withTypedArray: true });
  const like = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] });

  test("almost right messages never throw, and what is read as a vote is one", () => {
    const almost = like({
      type: fc.oneof(fc.constantFrom("vote", "hello", "command", "say", "listen", "react", "got"), fc.jsonValue()),
      ref: fc.oneof(fc.integer(), fc.jsonValue()),
      question: fc.oneof(fc.constantFrom("q1", "__proto__"), fc.jsonValue()),
      choice: fc.oneof(fc.array(fc.oneof(fc.integer(), fc.double(), fc.string())), fc.jsonValue()),
      n: fc.oneof(fc.maxSafeNat(), fc.double(), fc.jsonValue()),
      round: fc.oneof(fc.nat(), fc.jsonValue()),
      command: fc.oneof(fc.constantFrom("edit", "close", "add-question", "ask", "notice"), fc.jsonValue()),
      text: fc.oneof(anyText, fc.jsonValue()),
      since: fc.jsonValue(),
      to: fc.jsonValue(),
      notices: fc.oneof(fc.array(fc.integer()), fc.jsonValue()),
      voter: fc.oneof(fc.string({ minLength: 20, maxLength: 70 }), fc.jsonValue()),
    });
    fc.assert(
      fc.property(almost, (body) => {
        const message = parseClientMessage(JSON.stringify(body));
        if (!isAnswer(message)) return false;
        if (!("type" in message) || message.type !== "vote") return true;
        return (
          Number.isSafeInteger(message.n) && message.n >= 0 && Number.isSafeInteger(message.ref) && Array.isArray(message.choice)
        );
      }),
      RUNS,
    );
  });

  test("a vote in a frame is read by hand as the schema reads the same vote by HTTP", () => {
    const number = fc.oneof(fc.constantFrom(0, -0, 1, -1, 0.5, ROUND_MAX, ROUND_MAX + 1, 2 ** 53, "1"), fc.maxSafeInteger());
    const almost = like({
      question: fc.oneof({ weight: 9, arbitrary: fc.constantFrom("q1", "") }, { weight: 1, arbitrary: fc.jsonValue() }),
      choice: fc.oneof(fc.array(fc.oneof(fc.nat(9), anyText)), fc.array(fc.jsonValue(), { maxLength: 2 })),
      n: fc.oneof(
        { weight: 4, arbitrary: fc.maxSafeNat() },
        { weight: 1, arbitrary: number },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
      round: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: ROUND_MAX }) }, { weight: 1, arbitrary: number }),
    });
    const seen = { votes: 0, others: 0 };
    fc.assert(
      fc.property(almost, (body) => {
        const frame = parseClientMessage(JSON.stringify({ ...body, type: "vote", ref: 1 }));
        const byHttp = parseVote(JSON.parse(JSON.stringify(body)));
        seen["unreadable" in byHttp ? "others" : "votes"] += 1;
        expect(frame).toEqual("unreadable" in byHttp ? { ...byHttp, ref: 1 } : { ...byHttp, type: "vote", ref: 1 });
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(seen.votes, seen.others)).toBeGreaterThan(100); // both are met often
  });

  test("bodies of any shape never throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          like({ question: anything, options: anything, questions: fc.array(anything), title: anything }),
          like({
            type: fc.constantFrom("say", "ask", "upvote", "got"),
            text: anything,
            n: anything,
            notices: anything,
            ask: anything,
          }),
        ),
        (body) => {
          for (const parse of [parseVote, parseCommand, parseNewPoll, parseTalk]) parse(body);
        },
      ),
      RUNS,
    );
  });
});

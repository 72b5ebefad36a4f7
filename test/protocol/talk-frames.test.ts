/** Golden frames of the talk: what is said on the wire, byte for byte. Other people's programs rely on these. */
import { describe, expect, test } from "vitest";
import { ackFrame } from "../../src/hub/frames.ts";
import { answerOf, type More, TalkLogs } from "../../src/hub/talk/logs.ts";
import { TalkRoom } from "../../src/hub/talk/room.ts";
import type { TalkReader } from "../../src/poll/talk/view.ts";
import { parseClientMessage } from "../../src/protocol/client.ts";
import { ask, MemoryRoom, onAsk, onMessage, say, upvote } from "../poll/talk/memory-room.ts";
import { rowsOf } from "../poll/talk/memory-rows.ts";
import { problemsOf, unnamedIn } from "../support/json-schema.ts";
import { inAsyncapi, payloadOf } from "./descriptions.ts";

describe("[N64] what clients say", () => {
  test.each([
    ["listen", '{"type":"listen"}', { type: "listen" }],
    [
      "listen of who was here",
      '{"type":"listen","since":{"epoch":"e","rev":0}}',
      { type: "listen", since: { epoch: "e", rev: 0 } },
    ],
    ["say", '{"type":"say","ref":1,"text":"a\\n b ","n":0}', { type: "say", ref: 1, text: "a\nb", name: "", n: 0 }],
    ["ask", '{"type":"ask","ref":1,"text":"a\\n b?","name":"Ann","n":3}', { type: "ask", ref: 1, text: "a b?", name: "Ann", n: 3 }],
    [
      "upvote",
      '{"type":"upvote","ref":-1,"ask":7,"up":false,"n":1766500000000}',
      { type: "upvote", ref: -1, ask: 7, up: false, n: 1_766_500_000_000 },
    ],
    ["react", '{"type":"react","emoji":"❤️"}', { type: "react", emoji: "❤️" }],
    ["got", '{"type":"got","notices":[2,1]}', { type: "got", notices: [2, 1], seen: false }],
    [
      "got, seen, to be answered",
      '{"type":"got","ref":4,"notices":[2],"seen":true,"colour":"red"}',
      { type: "got", ref: 4, notices: [2], seen: true },
    ],
  ])("%s", (_, frame, message) => {
    expect(parseClientMessage(frame)).toStrictEqual(message);
  });
});

describe("[N64] what the hub says", () => {
  const said = new MemoryRoom();
  said.say(
    say("ann", 1, { text: "Hi", name: "Ann" }),
    say("ben", 1, { text: "Oh" }),
    ask("ann", 1, { text: "Why?" }),
    upvote("ben", 1, 5, true),
    onMessage(2, "hide"),
    onMessage(1, "pin"),
    onAsk(1, "next"),
  );
  const rev = said.talk.rev;
  const logs = new TalkLogs(new TalkRoom(rowsOf(said), () => said.talk), (voter) => `${voter}-----`);
  const frames = (reader: TalkReader, since: number | null, more: More = {}) =>
    answerOf(logs.told({ epoch: "e", settings: said.settings }, reader, since).frames, "e", rev, more);
  const at = '"at":"2026-11-22T12:00:00.000Z"';
  const mine = { messages: [1], asks: [1], waiting: [], upvotes: { 1: 5 }, muted: false };

  test.each([
    [
      "a whole log",
      frames("public", null, { mine }),
      `{"type":"talk","epoch":"e","after":null,"rev":${rev},"complete":true,"messages":[{"id":1,${at},"name":"Ann","text":"Hi","pinned":true}],` +
        `"asks":[{"id":1,${at},"name":"","text":"Why?","votes":1,"state":"open","reply":"","next":true}],` +
        '"mine":{"messages":[1],"asks":[1],"waiting":[],"upvotes":{"1":5},"muted":false}}',
    ],
    [
      "a whole log for hosts",
      frames("host", null, { sent: [] }),
      `{"type":"talk","epoch":"e","after":null,"rev":${rev},"complete":true,"messages":[{"id":1,${at},"name":"Ann","text":"Hi","pinned":true,"person":"ann-----"},` +
        `{"id":2,${at},"name":"","text":"Oh","person":"ben-----","hidden":true}],` +
        `"asks":[{"id":1,${at},"name":"","text":"Why?","votes":1,"state":"open","reply":"","next":true,"person":"ann-----"}],"sent":[]}`,
    ],
    [
      "what followed",
      frames("public", 4),
      `{"type":"talk","epoch":"e","after":4,"rev":${rev},"messages":[{"id":1,${at},"name":"Ann","text":"Hi","pinned":true},{"id":2,"gone":true}],` +
        `"asks":[{"id":1,${at},"name":"","text":"Why?","votes":1,"state":"open","reply":"","next":true}]}`,
    ],
    ["nothing new", frames("public", rev), `{"type":"talk","epoch":"e","after":${rev},"rev":${rev},"messages":[],"asks":[]}`],
  ])("%s", (_, [frame, ...more], golden) => {
    expect(frame).toBe(golden);
    expect(more).toEqual([]);
    const heard: unknown = JSON.parse(frame ?? "");
    expect(problemsOf(payloadOf("talk"), heard, inAsyncapi)).toEqual([]);
    expect(unnamedIn(payloadOf("talk"), heard, inAsyncapi)).toEqual([]);
  });

  test("votes alone", () => {
    const room = new TalkRoom(rowsOf(said), () => said.talk);
    const counted = new TalkLogs(room, (voter) => voter);
    const before = room.rev;
    const reply = said.hear(upvote("cid", 1, 1, true));
    room.apply("events" in reply ? reply.events : []);
    const { frames } = counted.told({ epoch: "e", settings: said.settings }, "public", before);
    const golden = `{"type":"talk","epoch":"e","after":${before},"rev":${before + 1},"messages":[],"asks":[],"upvotes":{"1":2}}`;
    expect(frames.map((frame) => `${frame}}`)).toEqual([golden]);
  });

  test("acks", () => {
    expect(ackFrame(1, { status: "done", message: 7, seq: 3 })).toBe('{"type":"ack","ref":1,"status":"done","message":7,"seq":3}');
    expect(ackFrame(2, { status: "same", ask: 4, seq: 3 })).toBe('{"type":"ack","ref":2,"status":"same","ask":4,"seq":3}');
    expect(ackFrame(3, { status: "done", notice: 2, seq: 3 })).toBe('{"type":"ack","ref":3,"status":"done","notice":2,"seq":3}');
  });
});

/** Golden frames: what is said on the wire, byte for byte. Other people's programs rely on these. */
import { describe, expect, test } from "vitest";
import { Frames, keyAckFrame, voteAckFrame } from "../../src/hub/frames.ts";
import { ANYONE, talliesView } from "../../src/poll/view.ts";
import { parseClientMessage, parseCommand, parseVote } from "../../src/protocol/client.ts";
import {
  OPTIONS_PER_POLL_MAX,
  OPTIONS_PER_QUESTION_MAX,
  QUESTIONS_PER_POLL_MAX,
  RESULTS_FRAME_BYTES_MAX,
  ROUND_MAX,
} from "../../src/protocol/limits.ts";
import type { Results } from "../../src/protocol/server.ts";
import { refusalFrame } from "../../src/sockets/refusal.ts";
import { host, MemoryHub, stateOf, vote } from "../poll/memory-hub.ts";

const TOKEN = "AbCdEfGhIjKlMnOpQrSt_-";

describe("what clients say", () => {
  test.each([
    ["hello", `{"type":"hello","voter":"${TOKEN}"}`, { type: "hello", voter: TOKEN }],
    [
      "hello of a host who was here before",
      `{"type":"hello","voter":"${TOKEN}","key":"k","role":"stage","since":{"epoch":"e","seq":41}}`,
      { type: "hello", voter: TOKEN, key: "k", role: "stage", since: { epoch: "e", seq: 41 } },
    ],
    [
      "vote",
      '{"type":"vote","ref":1,"question":"q1","choice":[0],"n":1766500000000}',
      { type: "vote", ref: 1, question: "q1", choice: [0], n: 1_766_500_000_000 },
    ],
    [
      "vote for a round",
      '{"type":"vote","ref":-7,"question":"q12","choice":[],"n":0,"round":3}',
      { type: "vote", ref: -7, question: "q12", choice: [], n: 0, round: 3 },
    ],
    [
      "vote of a kind to come",
      '{"type":"vote","ref":1,"question":"q1","choice":["words",3.5],"n":1}',
      { type: "vote", ref: 1, question: "q1", choice: ["words", 3.5], n: 1 },
    ],
    [
      "command",
      '{"type":"command","ref":2,"command":"close","question":"q1"}',
      { type: "command", ref: 2, command: { command: "close", question: "q1" } },
    ],
    [
      "command without a question",
      '{"type":"command","ref":2,"command":"rotate-key"}',
      { type: "command", ref: 2, command: { command: "rotate-key" } },
    ],
    [
      "fields from the future are ignored",
      `{"type":"hello","voter":"${TOKEN}","colour":"red","nested":{"deep":[1]}}`,
      { type: "hello", voter: TOKEN },
    ],
  ])("%s", (_, frame, message) => {
    expect(parseClientMessage(frame)).toStrictEqual(message);
  });

  test.each([
    ["open", { question: "q1" }],
    ["close", { question: "q1" }],
    ["reopen", { question: "q1" }],
    ["reset", { question: "q1" }],
    ["undo-reset", { question: "q1" }],
    ["go", { question: "q1" }],
    ["again", { question: "q1" }],
    ["next", {}],
    ["back", {}],
    ["clear", {}],
    ["undo-clear", {}],
    ["timer", { question: "q1", seconds: 30 }],
    ["timer", { question: "q1", seconds: null }],
    ["edit", { pace: "host", endsAt: null }],
    ["show", {}],
    ["hide", { question: "q1" }],
    ["edit", { title: "T", results: "host", revote: false, oneTap: true, sharedDevice: true, keepDays: 3 }],
    ["edit", { question: "q1", text: "?", options: ["a", "b"], min: 1, max: 2 }],
    ["add-option", { question: "q1", text: "c" }],
    [
      "add-question",
      {
        kind: "choice",
        text: "?",
        options: ["a", "b"],
        min: 1,
        max: 1,
        other: true,
        look: "donut",
        right: [1],
        seconds: 30,
        emoji: ["🍕", null],
        pictures: null,
      },
    ],
    ["rotate-key", {}],
  ])("the command %s", (command, fields) => {
    expect(parseCommand({ command, ...fields })).toStrictEqual({ command, ...fields });
    for (const [field, value] of Object.entries(fields)) {
      const wrong = typeof value === "string" ? 7 : "7";
      expect(parseCommand({ command, ...fields, [field]: wrong }), field).toHaveProperty("unreadable", "bad-message");
    }
  });

  test("a vote by HTTP is the same without type and ref", () => {
    expect(parseVote({ question: "q1", choice: [0], n: 1 })).toStrictEqual({ question: "q1", choice: [0], n: 1 });
  });
});

describe("what the hub says", () => {
  const hub = new MemoryHub(stateOf({ title: "Friday", question: "Where to?", options: ["Pizza", "Sushi"] }));
  hub.say(vote("ann", [1], 1));
  const frames = new Frames(hub.state, 12, hub.digestOf);
  const poll =
    '{"id":"23456789abcdefg","title":"Friday","pace":"open","results":"always","revote":true,"oneTap":false,"sharedDevice":false,"keepDays":30,"showFrom":0,' +
    '"current":null,"endsAt":null,"quiz":null,"talk":{"chat":"off","questions":"off","reactions":false,"approve":false,"filter":true,"slowSeconds":0},"entry":{"level":"open","networkMax":null},"code":null,"questions":[{"id":"q1","kind":"choice","text":"Where to?","options":["Pizza","Sushi"],"min":1,"max":1,"other":false,"look":"bars","open":true,' +
    '"phase":"open","round":1,"shown":null,"seconds":null,"endsAt":null}]}';

  test.each([
    [
      "snapshot",
      frames.snapshot(ANYONE, {}),
      `{"type":"snapshot","epoch":"epoch","seq":2,"role":"voter","poll":${poll},"tallies":{"q1":{"ballots":1,"counts":[0,1]}},"present":12,"mine":{}}`,
    ],
    [
      "snapshot with what is mine",
      frames.snapshot(ANYONE, { q1: { choice: [1], n: 1 } }),
      `{"type":"snapshot","epoch":"epoch","seq":2,"role":"voter","poll":${poll},"tallies":{"q1":{"ballots":1,"counts":[0,1]}},"present":12,"mine":{"q1":{"choice":[1],"n":1}}}`,
    ],
    [
      "later snapshot",
      frames.snapshot({ ...ANYONE, role: "stage" }),
      `{"type":"snapshot","epoch":"epoch","seq":2,"role":"stage","poll":${poll},"tallies":{"q1":{"ballots":1,"counts":[0,1]}},"present":12}`,
    ],
    [
      "results",
      frames.results(ANYONE),
      '{"type":"results","epoch":"epoch","seq":2,"tallies":{"q1":{"ballots":1,"counts":[0,1]}},"present":12}',
    ],
    ["ack", voteAckFrame(1, "counted", 43), '{"type":"ack","ref":1,"status":"counted","seq":43}'],
    ["ack with a key", keyAckFrame(2, 44, "key"), '{"type":"ack","ref":2,"status":"done","seq":44,"hostKey":"key"}'],
    [
      "refused",
      refusalFrame(1, "closed", "This question is closed."),
      '{"type":"refused","ref":1,"code":"closed","message":"This question is closed."}',
    ],
    ["error", refusalFrame(undefined, "bad-message", "…"), '{"type":"error","code":"bad-message","message":"…"}'],
  ])("%s", (_, frame, golden) => {
    expect(frame).toBe(golden);
  });

  test("[S1] hidden results are left out", () => {
    const hidden = new MemoryHub(stateOf({ results: "host" }));
    hidden.say(vote("ann", [1], 1));
    const told = new Frames(hidden.state, 1, hidden.digestOf);
    expect(told.results(ANYONE)).toBe('{"type":"results","epoch":"epoch","seq":2,"tallies":{"q1":{"ballots":1}},"present":1}');
    expect(told.snapshot(ANYONE, {})).toContain('"tallies":{"q1":{"ballots":1}}');
  });

  test("[W13] who may see the same gets the same bytes, whoever asks first", () => {
    const split = new MemoryHub(stateOf({ results: "after-vote" }));
    split.say(vote("ann", [1], 1));
    const told = new Frames(split.state, 2, split.digestOf);
    const ann = { ...ANYONE, voted: new Set(["q1"]) };
    expect(told.results(ann)).toBe(told.results({ role: "host", host: true, voted: new Set() }));
    expect(told.results(ann)).not.toBe(told.results(ANYONE));
    expect(told.snapshot(ann)).not.toBe(told.snapshot(ANYONE));
  });

  test.each([
    ["as many questions as can be", QUESTIONS_PER_POLL_MAX],
    ["as wide questions as can be", OPTIONS_PER_POLL_MAX / OPTIONS_PER_QUESTION_MAX],
  ])("[W12] results of the largest poll fit a frame: %s", (_, count) => {
    const options = Array.from({ length: OPTIONS_PER_POLL_MAX / count }, () => "x");
    const large = new MemoryHub(
      stateOf({ questions: Array.from({ length: count }, () => ({ text: "?", options, max: options.length })) }),
    );
    expect(large.say(host("add-question", { kind: "choice", text: "?", options: ["a", "b"], min: 1, max: 1 }))).toContain(
      "too-many",
    );
    const millions = { ballots: 9_999_999, counts: options.map(() => 9_999_999) };
    const tallies = Object.fromEntries(large.state.poll.questions.map(({ id }) => [id, millions]));
    const frame = new Frames({ ...large.state, seq: Number.MAX_SAFE_INTEGER, tallies }, 9_999_999, large.digestOf).results(ANYONE);
    expect(new TextEncoder().encode(frame).length).toBeLessThanOrEqual(RESULTS_FRAME_BYTES_MAX);
  });

  test.each([
    ["as many questions as can be", QUESTIONS_PER_POLL_MAX],
    ["as wide questions as can be", OPTIONS_PER_POLL_MAX / OPTIONS_PER_QUESTION_MAX],
  ])("[W14] all of them asked again, the frame has room for the round before of the question the room is at: %s", (_, count) => {
    const counts = Array.from({ length: OPTIONS_PER_POLL_MAX / count }, () => 9_999_999);
    const options = counts.map(() => "x");
    const large = new MemoryHub(stateOf({ questions: Array.from({ length: count }, () => ({ text: "?", options })) }));
    const earlier = { round: ROUND_MAX, ballots: 9_999_999, counts };
    const questions = large.state.poll.questions.map((question) => ({ ...question, earlier }));
    const poll = { ...large.state.poll, questions, current: `q${count}` };
    const tallies = Object.fromEntries(questions.map(({ id }) => [id, { ballots: 9_999_999, counts }]));
    const state = { ...large.state, seq: Number.MAX_SAFE_INTEGER, poll, tallies };
    const frame = new Frames(state, 9_999_999, large.digestOf).results(ANYONE);
    expect(new TextEncoder().encode(frame).length).toBeLessThanOrEqual(RESULTS_FRAME_BYTES_MAX);
    const said = JSON.parse(frame) as Results;
    expect(said.tallies[`q${count}`]).toEqual({ ballots: 9_999_999, counts, before: earlier });
    for (const tally of Object.values(said.tallies)) expect(tally).toHaveProperty(tally.before ? "counts" : "cut");
    expect(talliesView(state, ANYONE, large.digestOf).q1).toEqual({ ballots: 9_999_999, counts, before: earlier });
  });

  test("[W14] long answers make room for the round before", () => {
    const questions = [
      { kind: "text", text: "?" },
      { kind: "choice", text: "?", options: ["a", "b"] },
    ];
    const wordy = new MemoryHub(stateOf({ pace: "host", questions: [...Array(4).fill(questions[0]), questions[1]] }));
    for (const question of ["q1", "q2", "q3", "q4"]) {
      wordy.say(host("go", { question }));
      for (let index = 0; index < 60; index++) wordy.say(vote(`${index}`, [`${index} ${"long ".repeat(35)}`], 1, { question }));
    }
    const last = { question: "q5" };
    wordy.say(host("go", last), vote("ann", [0], 1, last), host("again", last));
    const frame = new Frames(wordy.state, 1, wordy.digestOf).results(ANYONE);
    expect(frame.length).toBeLessThanOrEqual(RESULTS_FRAME_BYTES_MAX);
    expect(frame).toContain('"q5":{"ballots":0,"counts":[0,0],"before":{"round":1,"ballots":1,"counts":[1,0]}}');
  });
});

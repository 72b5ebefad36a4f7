/** [W12] Results of every poll that can be made fit a frame, and are whole where there is no frame. */
import { describe, expect, test } from "vitest";
import { Frames } from "../../../src/hub/frames.ts";
import { bytesOf } from "../../../src/poll/bytes.ts";
import { kindOf } from "../../../src/poll/kinds/index.ts";
import { ANYONE, HOST, talliesView } from "../../../src/poll/view.ts";
import {
  ANSWERS_SHOWN_BYTES_MAX,
  ANSWERS_SHOWN_MAX,
  OPTIONS_PER_POLL_MAX,
  QUESTIONS_PER_POLL_MAX,
  RESULTS_FRAME_BYTES_MAX,
} from "../../../src/protocol/limits.ts";
import type { Choice } from "../../../src/protocol/server.ts";
import { LISTS, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { type Name, seenOf } from "./asked.ts";

const options = (count: number) => Array.from({ length: count }, () => "x");
const WIDE: Record<Name, (counts: number) => object> = {
  choice: (counts) => ({ text: "?", options: options(counts), max: counts }),
  rating: (counts) => ({ kind: "rating", text: "?", steps: Math.min(counts, 11) }),
  number: (counts) => ({
    kind: "number",
    text: "?",
    from: -1e12,
    to: -1e12 + (Math.min(counts, 30) - 1) / 1_000,
    step: 0.001,
    answer: -1e12,
  }),
  ranking: (counts) => ({ kind: "ranking", text: "?", options: options(Math.min(counts, 20)) }),
  text: () => ({ kind: "text", text: "?" }),
  other: (counts) => ({ text: "?", options: options(counts), max: counts + 1, other: true }),
};

/** A room of ten million, by numbers alone: each kind's tally and digest with every figure as long as it gets. */
function crowded(questions: readonly object[]): MemoryHub {
  const hub = new MemoryHub(stateOf({ questions }));
  const large = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value), (_, part) => (typeof part === "number" && part >= 0 ? 9_000_000 + part : part)) as Value;
  hub.state = { ...hub.state, seq: Number.MAX_SAFE_INTEGER, tallies: large(hub.state.tallies) };
  const choices: Record<string, Choice[]> = {
    text: Array.from({ length: 300 }, (_, index) => [`${index} ${"😀".repeat(196)}`]),
    number: [[-1e12], [-1e12 + 0.001]],
    choice: Array.from({ length: 300 }, (_, index) => [0, `${index} ${"😀".repeat(196)}`]),
  };
  const digestOf: MemoryHub["digestOf"] = (question) => {
    const rankings = "options" in question ? everyPair(question.options.length) : [];
    const digest = kindOf(question).digest?.(question, choices[question.kind] ?? rankings, LISTS) ?? null;
    return (
      digest && {
        ...digest,
        of: 9_000_000,
        ...("said" in digest && { said: 9_000_000 }),
        ...("rounds" in digest && { rounds: large(digest.rounds) }),
      }
    );
  };
  return Object.assign(hub, { digestOf });
}

/** Every first place with every second: as many rounds as there are options, and votes that move everywhere. */
const everyPair = (count: number): Choice[] =>
  Array.from({ length: count * count }, (_, index) => [Math.floor(index / count), index % count]).filter(([a, b]) => a !== b);

const bytesIn = (hub: MemoryHub, reader = HOST) =>
  new TextEncoder().encode(new Frames(hub.state, 9_999_999, hub.digestOf).results(reader)).length;

const LARGEST: [string, object[]][] = [
  ...Object.entries(WIDE).map(([name, wide]): [string, object[]] => [
    `fifty of ${name}`,
    Array(QUESTIONS_PER_POLL_MAX).fill(wide(30)),
  ]),
  ["thirty full choices and twenty texts", [...Array(30).fill(WIDE.choice(50)), ...Array(20).fill(WIDE.text(0))]],
  ["choices and one text", [...Array(30).fill(WIDE.choice(50)), WIDE.text(0)]],
  ["choices, ratings and a ranking", [...Array(20).fill(WIDE.choice(50)), ...Array(29).fill(WIDE.rating(11)), WIDE.ranking(20)]],
  ["rankings and texts", [...Array(25).fill(WIDE.ranking(20)), ...Array(25).fill(WIDE.text(0))]],
  ["all kinds", Array.from({ length: 50 }, (_, index) => Object.values(WIDE)[index % 6]?.(30) ?? {})],
  ["one ranking of twenty", [WIDE.ranking(20)]],
  ["one text", [WIDE.text(0)]],
];

describe("the largest polls", () => {
  test.each(LARGEST)("%s", (_, questions) => {
    const hub = crowded(questions);
    for (const reader of [ANYONE, HOST]) expect(bytesIn(hub, reader)).toBeLessThanOrEqual(RESULTS_FRAME_BYTES_MAX);
    for (const [id, tally] of Object.entries(hub.sees(HOST))) {
      expect(tally.ballots, id).toBe(9_000_000);
      expect(tally.counts, id).toBeDefined();
      const { kind } = hub.question(id);
      if (kind !== "text") expect(tally.counts, id).toEqual(hub.tally(id).counts);
      else expect(tally).toMatchObject({ of: 9_000_000, words: expect.any(Array), others: expect.any(Number) });
    }
  });

  test("a poll of more counts is not made", () => {
    const tooMany = [...Array(29).fill(WIDE.choice(50)), WIDE.number(30), WIDE.ranking(20), WIDE.rating(2)];
    expect(() => stateOf({ questions: tooMany })).toThrow("many");
    expect(() => stateOf({ questions: tooMany.slice(0, -1) })).not.toThrow();
    expect(29 * 50 + 30 + 20).toBe(OPTIONS_PER_POLL_MAX);
  });
});

describe("what is cut", () => {
  test("nothing of a poll as people make them", () => {
    const hub = new MemoryHub(stateOf({ questions: [WIDE.ranking(8), WIDE.number(30), WIDE.text(0), WIDE.rating(5)] }));
    hub.say(vote("ann", [2, 0, 1], 1), vote("ann", ["a few words"], 1, { question: "q3" }));
    const { digestOf, state } = hub;
    expect(hub.sees(ANYONE)).toEqual(talliesView(state, ANYONE, digestOf));
    expect(JSON.stringify(hub.sees(ANYONE))).not.toContain("cut");
  });

  test("a ranking of twenty options has a frame to itself, rounds, pairs, places and all", () => {
    expect(seenOf<"ranking">(crowded([WIDE.ranking(20)]), ANYONE)).toHaveProperty("places");
  });

  test("of rankings in a full poll the places go first, then the pairs, then the rounds between", () => {
    const shapes = [1, 2, 3, 5, 8, 12, 50].map((count) => {
      const view = seenOf<"ranking">(crowded(Array(count).fill(WIDE.ranking(20))), ANYONE);
      return [
        view.places && "places",
        view.pairs && "pairs",
        view.irv && `${view.irv.rounds.length} rounds`,
        view.why && "why",
        view.cut && "cut",
      ];
    });
    const said = shapes.map((shape) => shape.filter(Boolean).join(", "));
    expect(said[0]).toBe("places, pairs, 20 rounds, why");
    expect(said.at(-1)).toBe("cut");
    const weights = said.map((shape) => shape.length);
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
    expect(said).toContain("2 rounds, why, cut");
  });

  test("open answers: sixty within 8 KB, the rest among the others, whole by HTTP", () => {
    const long = seenOf<"text">(crowded([WIDE.text(0)]), ANYONE);
    expect(bytesOf(long)).toBeLessThanOrEqual(ANSWERS_SHOWN_BYTES_MAX);
    expect(long.words.length).toBeGreaterThan(8);
    expect(long).toMatchObject({ cut: true, others: 9_000_000 - long.words.length });

    const hub = new MemoryHub(stateOf({ questions: [WIDE.text(0)] }));
    for (let voter = 0; voter < 100; voter++) hub.say(vote(`voter ${voter}`, [`word ${voter % 80}`], 1));
    const short = seenOf<"text">(hub, ANYONE);
    expect(short.words).toHaveLength(ANSWERS_SHOWN_MAX);
    expect(short).toMatchObject({ cut: true, others: 100 - 20 - ANSWERS_SHOWN_MAX });
    const whole = talliesView(hub.state, ANYONE, hub.digestOf).q1;
    expect(whole).toMatchObject({ others: 0 });
    expect(whole?.counts).toHaveLength(80);
    expect(whole).not.toHaveProperty("cut");
  });
});

test("own answers of a choice go before its counts do", () => {
  const [alone, many] = [1, 50].map((count) => seenOf<"other">(crowded(Array(count).fill(WIDE.other(30))), ANYONE));
  expect(alone?.other?.words?.length).toBeGreaterThan(8);
  expect(alone).toMatchObject({ cut: true, other: { people: 9_000_000, of: 9_000_000 } });
  expect(many).toStrictEqual({ ballots: 9_000_000, counts: Array(30).fill(9_000_000), cut: true });
});

test("bytes are counted as UTF-8 has them", () => {
  for (const text of ["", "abc", "é", "€", "😀", "\ud83d", '"\\\n', "aé€😀"]) {
    expect(bytesOf(text), text).toBe(new TextEncoder().encode(JSON.stringify(text)).length);
  }
});

/** What a reader may not know of a kind is in nothing that it gets. */
import { describe, expect, test } from "vitest";
import { Frames } from "../../../src/hub/frames.ts";
import { ANYONE, HOST, pollView, type Reader, sightOf, talliesView } from "../../../src/poll/view.ts";
import type { ResultsWhen } from "../../../src/protocol/server.ts";
import { host, MemoryHub, stateOf, vote } from "../memory-hub.ts";
import { ASKED, NAMES, pollOfAll, seenOf } from "./asked.ts";

const STAGE: Reader = { role: "stage", host: true, voted: new Set() };
const HOST_AS_VOTER: Reader = { role: "voter", host: true, voted: new Set() };

/** Everything that the hub would say to this reader, by socket and by HTTP. */
function saidTo({ state, digestOf }: MemoryHub, reader: Reader): string {
  const frames = new Frames(state, 1, digestOf);
  const sight = sightOf(state, reader);
  const exported = JSON.stringify([pollView(state, sight), talliesView(state, reader, digestOf)]);
  return [frames.snapshot(reader, {}), frames.results(reader), exported].join("\n");
}

describe("[S6] the right answer of a number", () => {
  const guess = { ...ASKED.number, answer: 2.5 };
  const hubOf = (results: ResultsWhen, closed: boolean, shown?: boolean) => {
    const hub = new MemoryHub(stateOf({ questions: [guess], results }));
    hub.say(vote("ann", [2], 1));
    if (closed) hub.say(host("close"));
    if (shown !== undefined) hub.say(host(shown ? "show" : "hide"));
    return hub;
  };

  test.each([
    ["always", false, undefined, false],
    ["always", true, undefined, true],
    ["after-close", true, undefined, true],
    ["after-vote", false, true, false],
    ["host", true, undefined, false],
    ["host", true, true, true],
    ["host", false, true, false],
    ["always", true, false, false],
  ] as const)("results %s, closed %s, shown %s: known %s", (results, closed, shown, known) => {
    const hub = hubOf(results, closed, shown);
    for (const reader of [ANYONE, { ...ANYONE, voted: new Set(["q1"]) }, STAGE]) {
      const said = saidTo(hub, reader);
      for (const secret of ['"answer"', '"nearest"', "2.5"]) expect(said.includes(secret), secret).toBe(known);
    }
    for (const reader of [HOST, HOST_AS_VOTER]) expect(saidTo(hub, reader)).toContain('"answer":2.5');
  });

  test("other right answers make no other byte for who may not know them", () => {
    const hub = hubOf("always", false);
    const before = saidTo(hub, ANYONE);
    const seq = hub.state.seq;
    hub.say(host("edit", { answer: -4 }));
    expect(saidTo({ ...hub, state: { ...hub.state, seq }, digestOf: hub.digestOf } as MemoryHub, ANYONE)).toBe(before);
  });

  test("none given is said to who may know, and nothing is nearest", () => {
    const hub = new MemoryHub(stateOf({ questions: [{ ...guess, answer: null }] }));
    hub.say(vote("ann", [2], 1), host("close"));
    expect(pollView(hub.state, "y").questions[0]).toHaveProperty("answer", null);
    expect(seenOf<"number">(hub, ANYONE)).not.toHaveProperty("nearest");
  });
});

test("[S6] what a host hides or merges is named to hosts only", () => {
  const hub = new MemoryHub(stateOf({ questions: [ASKED.text] }));
  hub.say(vote("ann", ["Rudeness"], 1), vote("ben", ["Mistayk"], 1), vote("cid", ["fine"], 1));
  hub.say(host("hide-answer", { answer: "rudeness" }), host("merge-answers", { answers: ["mistayk"], into: "Mistake" }));
  for (const reader of [ANYONE, STAGE]) {
    expect(saidTo(hub, reader)).not.toMatch(/rudeness|mistayk/i);
    expect(saidTo(hub, reader)).toContain('"Mistake"');
  }
  for (const reader of [HOST, HOST_AS_VOTER]) {
    expect(saidTo(hub, reader)).toContain('"hidden":["rudeness"],"merged":[{"from":"mistayk","into":"Mistake"}]');
  }
  expect(seenOf<"text">(hub, ANYONE)).toMatchObject({ words: ["fine", "Mistake"], counts: [1, 1], others: 1, of: 3 });
});

test.each(NAMES)("[S1] %s: of hidden results only ballots remain", (name) => {
  const choices = { choice: [1], rating: [4], number: [1.5], ranking: [2, 0], text: ["words"], other: ["words", 1] };
  const hub = new MemoryHub(stateOf({ questions: [ASKED[name]], results: "host" }));
  hub.say(vote("ann", choices[name], 1));
  expect(hub.sees(ANYONE)).toStrictEqual({ q1: { ballots: 1 } });
  expect(hub.sees(HOST).q1?.counts).toBeDefined();
});

describe("[S5] a least number of ballots", () => {
  const FOUR = { ...ANYONE, voted: new Set(["q1"]) };
  const hubOf = (ballots: number, settings: object = {}) => {
    const hub = new MemoryHub(stateOf({ ...pollOfAll(), showFrom: 3, ...settings }));
    for (let voter = 0; voter < ballots; voter++) hub.say(vote(`voter ${voter}`, [0], 1));
    return hub;
  };

  test.each(["always", "after-vote", "after-close"] as const)("%s: two ballots show nothing, three do", (results) => {
    for (const reader of [FOUR, STAGE]) {
      const [two, three] = [2, 3].map((ballots) => {
        const hub = hubOf(ballots, { results });
        hub.say(host("close"));
        return hub.sees(reader).q1;
      });
      expect(two).toStrictEqual({ ballots: 2 });
      expect(three).toHaveProperty("counts");
    }
  });

  test("not even what the host shows; the host sees all the time", () => {
    const hub = hubOf(2);
    hub.say(host("show"));
    expect(hub.sees(FOUR).q1).toStrictEqual({ ballots: 2 });
    expect(hub.sees(HOST).q1).toStrictEqual({ ballots: 2, counts: [2, 0, 0] });
    expect(hub.sees(HOST_AS_VOTER).q1).toHaveProperty("counts");
  });

  test("a ballot taken back hides again, and the number can be changed at any time", () => {
    const hub = hubOf(3);
    expect(hub.sees(ANYONE).q1).toHaveProperty("counts");
    hub.say(vote("voter 0", [], 2));
    expect(hub.sees(ANYONE).q1).toStrictEqual({ ballots: 2 });
    expect(hub.say(host("edit", { question: undefined, showFrom: 2 }))).toBe("done");
    expect(hub.sees(ANYONE).q1).toHaveProperty("counts");
    expect(pollView(hub.state, "y").showFrom).toBe(2);
  });

  test("each question by itself", () => {
    const hub = hubOf(3);
    expect(sightOf(hub.state, ANYONE)).toBe("ynnnnn");
    expect(sightOf(hub.state, HOST)).toBe("yyhyhh");
  });
});

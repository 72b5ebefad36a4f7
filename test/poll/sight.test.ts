import { describe, expect, test } from "vitest";
import { ANYONE, pollView, type Reader, sightDependsOnVotes, sightOf } from "../../src/poll/view.ts";
import type { ResultsWhen } from "../../src/protocol/server.ts";
import { host, MemoryHub, stateOf, vote } from "./memory-hub.ts";

const voted = new Set(["q1"]);
const none = new Set<string>();
const READERS = {
  stranger: ANYONE,
  answered: { role: "voter", host: false, voted },
  host: { role: "host", host: true, voted: none },
  "host as voter": { role: "voter", host: true, voted: none },
  "screen with key": { role: "stage", host: true, voted: none },
  screen: { role: "stage", host: false, voted: none },
} as const satisfies Record<string, Reader>;

type Who = keyof typeof READERS;
const ALL = Object.keys(READERS) as Who[];
const HOSTS: Who[] = ["host", "host as voter"];

/** Who sees the counts, by setting, phase, and what the host decided over the setting. */
const SIGHT: [results: ResultsWhen, phase: "waiting" | "open" | "closed", shown: boolean | null, who: Who[]][] = [
  ["always", "waiting", null, ALL],
  ["always", "open", null, ALL],
  ["always", "closed", null, ALL],
  ["after-vote", "waiting", null, [...HOSTS, "answered", "screen with key"]],
  ["after-vote", "open", null, [...HOSTS, "answered", "screen with key"]],
  ["after-vote", "closed", null, ALL],
  ["after-close", "waiting", null, HOSTS],
  ["after-close", "open", null, HOSTS],
  ["after-close", "closed", null, ALL],
  ["host", "waiting", null, HOSTS],
  ["host", "open", null, HOSTS],
  ["host", "closed", null, HOSTS],
];
const OVERRULED = SIGHT.flatMap(([results, phase]): typeof SIGHT => [
  [results, phase, true, ALL],
  [results, phase, false, HOSTS],
]);

describe("who sees the counts", () => {
  test.each([...SIGHT, ...OVERRULED])("[S1] [S2] [S3] [R5] %s, %s, shown %s", (results, phase, shown, who) => {
    const hub = new MemoryHub(stateOf({ results, pace: phase === "waiting" ? "host" : "open" }));
    if (phase !== "waiting") hub.say(vote("ann", [1], 1));
    if (phase === "closed") hub.say(host("close"));
    if (shown !== null) hub.say(host(shown ? "show" : "hide"));
    const ballots = phase === "waiting" ? 0 : 1;
    for (const [name, reader] of Object.entries(READERS)) {
      const tally = hub.sees(reader).q1;
      const expected = who.includes(name as Who) ? { ballots, counts: [0, ballots] } : { ballots };
      expect(tally, name).toStrictEqual(expected);
    }
  });

  test("[S2] after-vote is judged for each question by itself", () => {
    const questions = ["1", "2", "3"].map((text) => ({ text, options: ["a", "b"] }));
    const hub = new MemoryHub(stateOf({ questions, results: "after-vote" }));
    hub.say(host("close", { question: "q3" }));
    expect(sightOf(hub.state, ANYONE)).toBe("nny");
    expect(sightOf(hub.state, { ...ANYONE, voted: new Set(["q2"]) })).toBe("nyy");
  });

  test("[R5] show and hide are for one question or for all", () => {
    const questions = ["1", "2"].map((text) => ({ text, options: ["a", "b"] }));
    const hub = new MemoryHub(stateOf({ questions }));
    hub.say(host("hide", { question: undefined }));
    expect(sightOf(hub.state, ANYONE)).toBe("nn");
    hub.say(host("show", { question: "q2" }));
    expect(sightOf(hub.state, ANYONE)).toBe("ny");
  });

  test("[S2] the hub must know of votes exactly where sight depends on them", () => {
    const depends = (body: object, ...commands: Parameters<MemoryHub["say"]>) => {
      const hub = new MemoryHub(stateOf(body));
      hub.say(...commands);
      return sightDependsOnVotes(hub.state);
    };
    expect(depends({ results: "after-vote" })).toBe(true);
    expect(depends({ results: "after-vote" }, host("close"))).toBe(false);
    expect(depends({ results: "after-vote" }, host("show"))).toBe(false);
    expect(depends({ results: "after-close" })).toBe(false);
    expect(depends({ results: "always" })).toBe(false);
  });

  test("[K4] what everyone sees of a poll names no key and no secret", () => {
    const hub = new MemoryHub();
    expect(JSON.stringify(pollView(hub.state, "y"))).not.toContain("hash");
    expect(pollView(hub.state, "y").questions[0]).not.toHaveProperty("beforeReset");
  });
});

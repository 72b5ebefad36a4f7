import { describe, expect, test } from "vitest";
import { expiresAt, nextDeadline } from "../../src/poll/deadline.ts";
import { countsIn } from "../../src/protocol/fits.ts";
import { CODE_RENEW_BELOW_MS, DAY_MS, OPTIONS_PER_QUESTION_MAX, QUESTIONS_PER_POLL_MAX } from "../../src/protocol/limits.ts";
import { host, MemoryHub, NOON, stateOf, vote } from "./memory-hub.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `option ${index}`);
const questions = (count: number, options: number) => Array.from({ length: count }, () => ({ text: "?", options: words(options) }));

describe("rounds", () => {
  test("[R1] a reset begins a new round with empty counts and the same phase", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 1), host("reset"));
    expect(hub.question()).toMatchObject({ round: 2, phase: "open" });
    expect(hub.tally()).toEqual({ ballots: 0, counts: [0, 0] });
    expect(hub.say(vote("ann", [0], 1))).toBe("counted");
    hub.say(host("close"), host("reset"));
    expect(hub.question()).toMatchObject({ round: 3, phase: "closed" });
  });

  test("[R1] a vote for another round never counts", () => {
    const hub = new MemoryHub();
    hub.say(host("reset"));
    expect(hub.say(vote("ann", [0], 1, { round: 1 }))).toBe("closed");
    expect(hub.say(vote("ann", [0], 1, { round: 3 }))).toBe("closed");
    expect(hub.tally().ballots).toBe(0);
    expect(hub.say(vote("ann", [0], 1, { round: 2 }))).toBe("counted");
  });

  test("[R2] undo brings round, phase and counts back, and the votes of the undone round are gone", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [1], 1), host("close"), host("reset"), host("reopen"), vote("ben", [0], 1));
    hub.now += 10_000;
    expect(hub.say(host("undo-reset"))).toBe("done");
    expect(hub.question()).toMatchObject({ round: 1, phase: "closed" });
    expect(hub.tally()).toEqual({ ballots: 1, counts: [0, 1] });
    expect(hub.recount()).toEqual(hub.tally());
    hub.say(host("reopen"));
    expect(hub.say(vote("ann", [1], 1))).toBe("same");
    expect(hub.say(vote("ann", [0], 2))).toBe("changed");
  });

  test("[R2] the reset after an undone one begins a round that never was", () => {
    const hub = new MemoryHub();
    hub.say(host("reset"), vote("ben", [0], 1), host("undo-reset"), host("reset"));
    expect(hub.question().round).toBe(3);
    expect(hub.tally()).toEqual({ ballots: 0, counts: [0, 0] });
    expect(hub.say(vote("ben", [0], 1))).toBe("counted");
  });

  test("[R2] only within its time, only once, and only for the last reset", () => {
    const late = new MemoryHub();
    late.say(vote("ann", [0], 1), host("reset"));
    late.now += 15_001;
    expect(late.say(host("undo-reset"))).toBe("not-allowed nothing-to-undo");

    const twice = new MemoryHub();
    twice.say(vote("ann", [0], 1), host("reset"), host("reset"), host("undo-reset"));
    expect(twice.question().round).toBe(2);
    expect(twice.say(host("undo-reset"))).toBe("not-allowed nothing-to-undo");
    expect(new MemoryHub().say(host("undo-reset"))).toBe("not-allowed nothing-to-undo");
  });

  test.each([
    ["one option more", host("add-option", { text: "Ramen" })],
    ["other options", host("edit", { options: words(3) })],
    ["another max", host("edit", { max: 2 })],
    ["another min", host("edit", { min: 2, max: 2 })],
  ])("[R2] not across a change of structure, which the old ballots do not fit: %s", (_, change) => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 1), host("reset"), change);
    expect(hub.say(host("undo-reset"))).toBe("not-allowed nothing-to-undo");
    expect(hub.tally()).toEqual(hub.recount());
  });

  test("[R2] mended words do not stand in the way of undo", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [0], 1), host("reset"), host("edit", { text: "Where?", options: ["Pizza!", "Sushi!"] }));
    expect(hub.say(host("undo-reset"))).toBe("done");
    expect(hub.tally()).toEqual({ ballots: 1, counts: [1, 0] });
  });
});

describe("opening and closing", () => {
  const phases = { waiting: [], open: ["open"], closed: ["open", "close"] } as const;
  test.each([
    ["waiting", "open", "done", "open"],
    ["waiting", "close", "not-open", "waiting"],
    ["waiting", "reopen", "not-open never-opened", "waiting"],
    ["open", "open", "not-allowed already-open", "open"],
    ["open", "reopen", "not-allowed already-open", "open"],
    ["open", "close", "done", "closed"],
    ["closed", "open", "done", "open"],
    ["closed", "reopen", "done", "open"],
    ["closed", "close", "closed", "closed"],
  ] as const)("[R3] what is %s: %s is %s", (phase, command, said, after) => {
    const hub = new MemoryHub(stateOf({ pace: "host" }));
    for (const step of phases[phase]) hub.say(host(step));
    expect(hub.say(host(command))).toBe(said);
    expect(hub.question().phase).toBe(after);
  });

  test("[R6] open pace takes votes at once, host pace waits, also for a question added later", () => {
    const added = host("add-question", { kind: "choice", text: "And then?", options: words(2), min: 1, max: 1 });
    for (const [pace, phase] of [
      ["open", "open"],
      ["host", "waiting"],
    ] as const) {
      const hub = new MemoryHub(stateOf({ pace }));
      expect(hub.say(added)).toBe("done");
      expect([hub.question("q1").phase, hub.question("q2").phase]).toEqual([phase, phase]);
      expect(hub.tally("q2")).toEqual({ ballots: 0, counts: [0, 0] });
    }
  });
});

describe("edits", () => {
  test("[R4] words can be mended with votes there, and no count moves", () => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [1], 1));
    expect(hub.say(host("edit", { text: "Where to?!", options: ["Pasta", "Sushi"] }))).toBe("done");
    expect(hub.question()).toMatchObject({ text: "Where to?!", options: ["Pasta", "Sushi"] });
    expect(hub.tally()).toEqual({ ballots: 1, counts: [0, 1] });
  });

  test.each([
    ["an option more", host("add-option", { text: "Ramen" })],
    ["fewer and more options", host("edit", { options: words(3) })],
    ["another max", host("edit", { max: 2 })],
    ["another min", host("edit", { min: 2, max: 2 })],
  ])("[R4] %s only while nobody has voted in this round", (_, change) => {
    const hub = new MemoryHub();
    hub.say(vote("ann", [1], 1));
    expect(hub.say(change)).toBe("not-allowed has-votes");
    hub.say(vote("ann", [], 2));
    expect(hub.say(change)).toBe("done");
    expect(hub.tally()).toEqual(hub.recount());
    expect(hub.tally().counts).toHaveLength(countsIn(hub.question()));
  });

  test.each([
    ["min above max", { min: 2 }, "bad-message marks"],
    ["max above the options", { max: 3 }, "bad-message marks"],
    ["fewer options than max", { max: 2, options: ["only"] }, "bad-message marks"],
    ["nothing", {}, "bad-message nothing-to-change"],
    ["an unknown question", { question: "q7", text: "?" }, "no-such-question"],
  ])("[R4] %s is refused", (_, fields, said) => {
    expect(new MemoryHub().say(host("edit", fields))).toBe(said);
  });

  test("settings change one by one, and the rest stays", () => {
    const hub = new MemoryHub(stateOf({ title: "Friday" }));
    expect(hub.say(host("edit", { question: undefined, results: "host", keepDays: 3 }))).toBe("done");
    expect(hub.state.poll).toMatchObject({ title: "Friday", results: "host", revote: true, keepDays: 3 });
    expect(hub.say(host("edit", { question: undefined }))).toBe("bad-message nothing-to-change");
  });

  test("a poll is never larger than it could be made", () => {
    const wide = new MemoryHub(stateOf({ question: "?", options: words(OPTIONS_PER_QUESTION_MAX) }));
    expect(wide.say(host("add-option", { text: "one more" }))).toBe("not-allowed too-many-options");
    const full = new MemoryHub(stateOf({ questions: [...questions(29, 50), ...questions(1, 49)] }));
    expect(full.say(host("add-option", { question: "q30", text: "the 1,500th" }))).toBe("done");
    full.say(host("edit", { question: "q1", options: words(49) }));
    expect(full.say(host("add-question", { kind: "choice", text: "?", options: words(2), min: 1, max: 1 }))).toBe(
      "not-allowed too-many-options",
    );
    expect(full.say(host("edit", { question: "q1", options: words(50) }))).toBe("done");
    const many = new MemoryHub(stateOf({ questions: questions(QUESTIONS_PER_POLL_MAX, 2) }));
    expect(many.say(host("add-question", { kind: "choice", text: "?", options: words(2), min: 1, max: 1 }))).toBe(
      "not-allowed too-many-questions",
    );
  });

  test("a question that does not exist has no commands", () => {
    for (const command of ["open", "close", "reopen", "reset", "undo-reset", "show", "hide"] as const) {
      expect(new MemoryHub().say(host(command, { question: "q2" }))).toBe("no-such-question");
    }
    expect(new MemoryHub().say(host("add-option", { question: "q2", text: "x" }))).toBe("no-such-question");
  });
});

describe("keys and deadlines", () => {
  test("[R7] a new key replaces the hash, and without chance there is none", () => {
    const hub = new MemoryHub();
    expect(hub.say({ type: "host", command: { command: "rotate-key" } })).toBe("busy");
    expect(hub.say(host("rotate-key"))).toBe("done");
    expect(hub.state.hostKeyHash).toBe("fresh");
  });

  test("[L2] a poll expires keepDays after its last event", () => {
    const hub = new MemoryHub(stateOf({ keepDays: 2 }));
    expect(expiresAt(hub.state)).toBe(NOON + 2 * DAY_MS);
    hub.now += 5_000;
    hub.say(vote("ann", [0], 1));
    expect(expiresAt(hub.state)).toBe(NOON + 5_000 + 2 * DAY_MS);
    hub.now += 5_000;
    hub.say(vote("ann", [0], 1));
    expect(expiresAt(hub.state)).toBe(NOON + 5_000 + 2 * DAY_MS);
  });

  test("[K2] the code is due at its end, and in time for a renewal while it is shown", () => {
    const hub = new MemoryHub();
    const until = NOON + 4 * 3_600_000;
    expect(nextDeadline(hub.state, true)).toBe(expiresAt(hub.state));
    hub.say({ type: "hold-code", code: "abcdef", until });
    expect(nextDeadline(hub.state, false)).toBe(until);
    expect(nextDeadline(hub.state, true)).toBe(until - CODE_RENEW_BELOW_MS);
    hub.say({ type: "hold-code", code: null, until: 0 });
    expect(hub.state.code).toBeNull();
  });
});

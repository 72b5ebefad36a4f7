import { describe, expect, test } from "vitest";
import { nextDeadline } from "../../src/poll/deadline.ts";
import { decide } from "../../src/poll/decide.ts";
import { host, MemoryHub, NOON, pacedHub, QUESTIONS, room, stateOf, timed, vote } from "./memory-hub.ts";

const SECOND = { question: "q2" };
const iso = (ms: number) => new Date(NOON + ms).toISOString();
const deadline = (endsAt: string | null) => host("edit", { question: undefined, endsAt });

describe("countdowns", () => {
  test.each([
    ["opened for the first time", [host("next")], 10_000],
    ["asked again", [host("next"), host("close"), host("again")], 10_000],
    ["reopened", [host("next"), host("close"), host("reopen")], null],
    ["closed", [host("next"), host("close")], null],
    ["given 20 s", [host("next"), host("timer", { seconds: 20 })], 20_000],
    ["given all the time", [host("next"), host("timer", { seconds: null })], null],
    ["reset: the clock runs on", [host("next"), host("reset")], 10_000],
    ["edited: from the next time on", [host("next"), host("edit", { seconds: 60 })], 10_000],
    ["edited, then asked again", [host("next"), host("edit", { seconds: 60 }), host("again")], 60_000],
  ])("[T7] %s", (_, commands, ms) => {
    const hub = timed(10);
    expect(hub.say(...commands)).toBe("done");
    expect(hub.question().endsAt).toBe(ms === null ? null : NOON + ms);
  });

  test("[T7] born open, its time does not run before a host says so", () => {
    const hub = timed(10, { pace: "open" });
    expect(hub.question().endsAt).toBeNull();
    hub.say(host("timer", { seconds: 10 }));
    expect(hub.question().endsAt).toBe(NOON + 10_000);
  });

  test.each(["waiting", "closed"])("[T7] no timer on what is %s", (phase) => {
    const hub = timed(10);
    if (phase === "closed") hub.say(host("next"), host("close"));
    expect(hub.say(host("timer", { seconds: 10 }))).toBe("not-allowed not-now");
  });

  test("[T8] over: the rules refuse the vote even before anything has closed", () => {
    const hub = timed(10);
    hub.say(host("next"));
    const ann = vote("ann", [0], 1);
    expect(decide(hub.state, ann, {}, NOON + 9_999)).toMatchObject({ status: "counted" });
    expect(decide(hub.state, ann, {}, NOON + 10_000)).toEqual({ refused: "closed" });
    expect(decide(hub.state, ann, { earlier: { choice: [1], n: 1 } }, NOON + 10_000)).toMatchObject({ status: "same" });
    expect(decide(hub.state, { type: "tick" }, {}, NOON + 9_999)).toEqual({ status: "done", events: [] });
    expect(nextDeadline(hub.state, false)).toBe(NOON + 10_000);
  });

  test("[T8] what is over is closed before the command behind it is decided", () => {
    const hub = timed(10);
    hub.say(host("next"));
    hub.now += 10_000;
    expect(hub.say(host("timer", { seconds: 60 }))).toBe("not-allowed not-now");
    expect(room(hub)).toBe("closed* waiting waiting");
  });

  test("[T8] an empty turn closes what is over", () => {
    const hub = timed(10);
    hub.say(host("next"));
    hub.now += 10_000;
    expect(hub.turn([])).toEqual([]);
    expect(room(hub)).toBe("closed* waiting waiting");
  });

  test("[T11] undone after its end, a question comes back closed; before it, its time runs on", () => {
    const hub = timed(10);
    hub.say(host("next"), vote("ann", [0], 1), host("reset"), host("timer", { seconds: 100 }), host("undo-reset"));
    expect(hub.question()).toMatchObject({ phase: "open", endsAt: NOON + 10_000 });
    hub.say(host("reset"), host("timer", { seconds: 100 }));
    hub.now += 10_000;
    hub.say(host("undo-reset"));
    expect(hub.question()).toMatchObject({ phase: "closed", endsAt: null, round: 1 });
  });

  test("[T9] the deadline closes all that is open, leaves what waits, and goes when something opens behind it", () => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS, endsAt: iso(5_000) }));
    hub.say(host("close", SECOND), host("timer", { seconds: 60 }));
    hub.now += 5_000;
    expect(hub.say(vote("ann", [0], 1))).toBe("closed");
    expect(room(hub)).toBe("closed closed closed");
    expect(hub.state.poll.endsAt).toBe(NOON + 5_000);
    hub.say(host("reopen"));
    expect([room(hub), hub.state.poll.endsAt]).toEqual(["open closed closed", null]);
  });

  test.each([
    ["open", host("open", SECOND)],
    ["next", host("next")],
    ["again", host("again")],
  ])("[T9] a paced poll goes on behind its deadline: %s", (_, command) => {
    const hub = pacedHub({ endsAt: iso(5_000) });
    hub.say(host("next"));
    hub.now += 5_000;
    expect(hub.say(command)).toBe("done");
    expect(hub.state.poll.endsAt).toBeNull();
    expect(hub.state.poll.questions.filter(({ phase }) => phase === "open")).toHaveLength(1);
  });

  test("[T9] a question added behind the deadline of an open poll is open", () => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS, endsAt: iso(5_000) }));
    hub.now += 6_000;
    hub.say(host("add-question", { kind: "choice", text: "?", options: ["a", "b"] }));
    expect(room(hub)).toBe("closed closed closed open");
  });

  test("[T9] set, moved, taken away; one that has passed closes at once", () => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS }));
    expect(hub.say(deadline(iso(5_000)))).toBe("done");
    expect(nextDeadline(hub.state, false)).toBe(NOON + 5_000);
    hub.say(deadline(null));
    hub.now += 6_000;
    expect(hub.say(vote("ann", [0], 1))).toBe("counted");
    hub.say(deadline(iso(0)));
    expect(room(hub)).toBe("closed closed closed");
  });
});

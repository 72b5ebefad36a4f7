import { describe, expect, test } from "vitest";
import { ANYONE, HOST, pollView, sightOf } from "../../src/poll/view.ts";
import { host, MemoryHub, NOON, pacedHub, QUESTIONS, room, stateOf, timed, vote } from "./memory-hub.ts";

const SECOND = { question: "q2" };
const iso = (ms: number) => new Date(NOON + ms).toISOString();
const paced = (pace: string) => host("edit", { question: undefined, pace });

describe("where the room is", () => {
  test.each([
    ["[T1] at birth nowhere", [], "", "waiting waiting waiting"],
    ["[T2] next begins", [host("next")], "done", "open* waiting waiting"],
    ["[T2] next goes on and closes what it leaves", [host("next"), host("next")], "done", "closed open* waiting"],
    ["[T2] next behind the last", [host("go", { question: "q3" }), host("next")], "not-allowed no-next", "waiting waiting open*"],
    ["[T2] back in front of the first", [host("next"), host("back")], "not-allowed no-back", "open* waiting waiting"],
    ["[T2] back before anything", [host("back")], "not-allowed no-back", "waiting waiting waiting"],
    ["[T2] back: what was closed stays closed", [host("next"), host("next"), host("back")], "done", "closed* closed waiting"],
    ["[T2] go anywhere", [host("go", { question: "q3" }), host("go", SECOND)], "done", "waiting open* closed"],
    ["[T2] go to where the room is changes nothing", [host("go"), host("go")], "done", "open* waiting waiting"],
    [
      "[T2] a closed question stays closed when it is gone to again",
      [host("go"), host("close"), host("go")],
      "done",
      "closed* waiting waiting",
    ],
    ["[T2] to nowhere", [host("go", { question: "q9" })], "no-such-question", "waiting waiting waiting"],
    ["[T3] open moves the room", [host("next"), host("open", SECOND)], "done", "closed open* waiting"],
    ["[T3] reopen too", [host("next"), host("next"), host("reopen")], "done", "open* closed waiting"],
    ["[T3] again too", [host("next"), host("next"), host("again")], "done", "open* closed waiting"],
    ["[T3] close leaves it there", [host("next"), host("close")], "done", "closed* waiting waiting"],
    ["[T4] what was never asked cannot be asked again", [host("again")], "not-open never-opened", "waiting waiting waiting"],
  ])("%s", (_, commands, said, after) => {
    const hub = pacedHub();
    expect(hub.say(...commands)).toBe(said);
    expect(room(hub)).toBe(after);
  });

  test.each(["next", "back", "go"] as const)("[T1] [T2] in an open poll nobody paces: %s", (command) => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS }));
    expect(hub.say(host(command))).toBe("not-allowed not-paced");
    hub.say(host("close"), host("reopen"), host("again"));
    expect(room(hub)).toBe("open open open");
  });

  test("[T6] the pace changes while nothing has votes, and all begins as at birth", () => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS }));
    hub.say(vote("ann", [0], 1));
    expect(hub.say(paced("host"))).toBe("not-allowed has-votes");
    expect(hub.say(host("reset"), paced("host"))).toBe("done");
    expect(room(hub)).toBe("waiting waiting waiting");
    expect(hub.say(host("undo-reset"))).toBe("not-allowed nothing-to-undo");
    hub.say(host("next"), paced("open"));
    expect(room(hub)).toBe("open open open");
    expect(hub.say(paced("open"))).toBe("bad-message nothing-to-change");
  });

  test("[T6] with votes a setting beside the pace does not change either", () => {
    const hub = pacedHub();
    hub.say(host("next"), vote("ann", [0], 1));
    expect(hub.say(host("edit", { question: undefined, pace: "open", title: "?" }))).toBe("not-allowed has-votes");
    expect(hub.state.poll.title).toBe("");
  });
});

describe("asking again", () => {
  const asked = () => {
    const hub = pacedHub();
    hub.say(host("next"), vote("ann", [0], 1), vote("ben", [0], 1), host("again"), vote("ann", [1], 2));
    return hub;
  };

  test("[T4] a round more, with the one before beside it", () => {
    const hub = asked();
    expect(hub.question()).toMatchObject({ round: 2, phase: "open" });
    expect(hub.sees().q1).toEqual({ ballots: 1, counts: [0, 1], before: { round: 1, ballots: 2, counts: [2, 0] } });
    expect(hub.say(vote("ben", [0], 1, { round: 1 }))).toBe("same");
    expect(hub.say(vote("ben", [1], 2, { round: 1 }))).toBe("closed");
  });

  test("[T4] only asking again is said to be that: a reset and a clear begin rounds too", () => {
    const isAgain = (hub: MemoryHub) => pollView(hub.state, sightOf(hub.state, ANYONE)).questions[0]?.again;
    const hub = pacedHub();
    hub.say(host("next"), vote("ann", [0], 1), host("reset"));
    expect(isAgain(hub)).toBeUndefined();
    expect(isAgain(asked())).toBe(true);
    const cleared = asked();
    cleared.say(host("clear"));
    expect(isAgain(cleared)).toBeUndefined();
  });

  test("[T4] shown results are hidden anew where the poll hides them", () => {
    const hub = pacedHub({ results: "host" });
    hub.say(host("next"), vote("ann", [0], 1), host("show"), host("again"));
    expect(hub.sees().q1).toEqual({ ballots: 0 });
    expect(hub.sees(HOST).q1).toEqual({ ballots: 0, counts: [0, 0], before: { round: 1, ballots: 1, counts: [1, 0] } });
  });

  test("[T4] a round that nobody answered is not compared with", () => {
    const hub = asked();
    hub.say(host("again"), host("again"));
    expect(hub.sees().q1).toMatchObject({ ballots: 0, before: { round: 2, ballots: 1 } });
    const fresh = pacedHub();
    fresh.say(host("next"), host("again"));
    expect(fresh.sees().q1).not.toHaveProperty("before");
  });

  test("[T4] a reset leaves the round before, another structure does not", () => {
    const hub = asked();
    hub.say(host("reset"));
    expect(hub.sees().q1).toEqual({ ballots: 0, counts: [0, 0], before: { round: 1, ballots: 2, counts: [2, 0] } });
    hub.say(host("edit", { text: "First!" }));
    expect(hub.sees().q1).toHaveProperty("before");
    hub.say(host("add-option", { text: "c" }));
    expect(hub.sees().q1).toEqual({ ballots: 0, counts: [0, 0, 0] });
  });

  test("[T4] [R2] it is undone like a reset, and undo does not bring anything open beside another question", () => {
    const hub = asked();
    hub.say(host("undo-reset"));
    expect(hub.question()).toMatchObject({ round: 1, phase: "open", earlier: null });
    expect(hub.tally()).toEqual({ ballots: 2, counts: [2, 0] });
    hub.say(host("again"), host("next"), host("undo-reset"));
    expect(room(hub)).toBe("closed open* waiting");
    expect(hub.question().round).toBe(1);
  });

  test("[T4] words are not compared, numbers are", () => {
    const hub = new MemoryHub(
      stateOf({
        questions: [
          { kind: "text", text: "?" },
          { kind: "number", text: "?", from: 1, to: 3 },
          { kind: "ranking", text: "?", options: ["a", "b"] },
          { kind: "rating", text: "?", steps: 3 },
        ],
      }),
    );
    for (const [question, choice] of Object.entries({ q1: ["yes"], q2: [2], q3: [1, 0], q4: [3] })) {
      hub.say(vote("ann", choice, 1, { question }), host("again", { question }));
    }
    const { q1, q2, q3, q4 } = hub.sees();
    expect(q1).not.toHaveProperty("before");
    expect([q2?.before, q3?.before, q4?.before]).toEqual([
      { round: 1, ballots: 1, counts: [0, 1, 0] },
      { round: 1, ballots: 1, counts: [0, 1] },
      { round: 1, ballots: 1, counts: [0, 0, 1] },
    ]);
  });
});

describe("a rehearsal is cleared", () => {
  test("[T5] new rounds, phases as at birth, nothing left of before", () => {
    const hub = timed(30, { results: "host" });
    hub.say(host("next"), vote("ann", [0], 1), host("again"), vote("ann", [0], 2), host("show"), host("next"), host("clear"));
    expect(room(hub)).toBe("waiting waiting waiting");
    expect(hub.question()).toMatchObject({ round: 3, endsAt: null, shown: null, earlier: null });
    expect(hub.tally().ballots).toBe(0);
    hub.say(host("next"));
    expect(hub.question().endsAt).toBe(NOON + 30_000);
  });

  test("[T5] undo brings all of it back, votes since are gone, and no round is used twice", () => {
    const hub = pacedHub();
    hub.say(host("next"), vote("ann", [0], 1), host("next"), host("clear"), host("next"), vote("ben", [1], 1));
    hub.now += 10_000;
    expect(hub.say(host("undo-clear"))).toBe("done");
    expect(room(hub)).toBe("closed open* waiting");
    expect(hub.tally()).toEqual({ ballots: 1, counts: [1, 0] });
    expect(hub.say(host("undo-clear"))).toBe("not-allowed nothing-to-undo");
    hub.say(host("clear"));
    expect(hub.question().round).toBe(3);
    expect(hub.tally()).toEqual(hub.recount());
    hub.now += 15_001;
    expect(hub.say(host("undo-clear"))).toBe("not-allowed nothing-to-undo");
  });

  test("[T5] what was asked again since stays, beside nothing else open", () => {
    const hub = pacedHub();
    hub.say(host("next"), host("next"), host("clear"), host("next"), host("again"), vote("ann", [0], 1), host("undo-clear"));
    expect(room(hub)).toBe("closed open* waiting");
    expect(hub.question()).toMatchObject({ round: 3 });
    expect(hub.tally()).toEqual(hub.recount());
  });

  test("[T5] [T9] in an open poll questions open again, also behind a deadline", () => {
    const hub = new MemoryHub(stateOf({ questions: QUESTIONS, endsAt: iso(5_000) }));
    hub.say(vote("ann", [0], 1));
    hub.now += 6_000;
    hub.say(host("clear"));
    expect(room(hub)).toBe("open open open");
    expect(hub.state.poll.endsAt).toBeNull();
  });
});

test("[S2] what is left is closed, and seen after close", () => {
  const hub = pacedHub({ results: "after-close" });
  hub.say(host("next"), vote("ann", [0], 1));
  expect(hub.sees(ANYONE).q1).toEqual({ ballots: 1 });
  hub.say(host("next"));
  expect(hub.sees(ANYONE).q1).toEqual({ ballots: 1, counts: [1, 0] });
});

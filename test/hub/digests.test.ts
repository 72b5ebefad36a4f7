/** [Q6] When stored ballots are counted anew: seldom enough for a large room, and never one time too few. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Digests } from "../../src/hub/digests.ts";
import { DIGEST_BALLOTS_PER_MS } from "../../src/protocol/limits.ts";
import { host, MemoryHub, stateOf, vote } from "../poll/memory-hub.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function roomOf(ballots: number) {
  const hub = new MemoryHub(
    stateOf({
      questions: [
        { kind: "text", text: "?" },
        { text: "?", options: ["a", "b"] },
      ],
    }),
  );
  hub.turn(Array.from({ length: ballots }, (_, voter) => vote(`voter ${voter}`, ["hello"], 1)));
  const looks = vi.fn((id: string) => hub.choices(id));
  const again = vi.fn();
  const digests = new Digests(looks, again);
  const of = (id = "q1") => digests.of(hub.question(id), hub.tally(id), Date.now())?.of;
  return { hub, looks, again, of };
}

describe("[Q6] digests", () => {
  test("what has not moved is not counted again", () => {
    const { looks, of } = roomOf(10);
    expect([of(), of(), of()]).toEqual([10, 10, 10]);
    expect(looks).toHaveBeenCalledTimes(1);
  });

  test("a choice needs none", () => {
    const { looks, of } = roomOf(10);
    expect(of("q2")).toBeUndefined();
    expect(looks).not.toHaveBeenCalled();
  });

  test("a large room waits as long as its size asks for, and is told again when the wait is over", () => {
    const { hub, looks, again, of } = roomOf(1_000);
    expect(of()).toBe(1_000);
    for (let late = 0; late < 5; late++) {
      hub.say(vote(`late ${late}`, ["hello"], 1));
      expect(of()).toBe(1_000);
    }
    expect(looks).toHaveBeenCalledTimes(1);
    const waitMs = 1_000 / DIGEST_BALLOTS_PER_MS;
    vi.advanceTimersByTime(waitMs - 1);
    expect(of()).toBe(1_000);
    expect(again).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(again).toHaveBeenCalledTimes(1);
    expect(of()).toBe(1_005);
    expect([of(), looks.mock.calls.length, again.mock.calls.length]).toEqual([1_005, 2, 1]);
  });

  test("a host's change is seen at once, and so is a new round", () => {
    const { hub, of, looks } = roomOf(1_000);
    expect(of()).toBe(1_000);
    hub.say(vote("late", ["hello"], 1), host("edit", { look: "cloud" }));
    expect(of()).toBe(1_001);
    hub.say(host("reset"));
    expect(of()).toBe(0);
    expect(looks).toHaveBeenCalledTimes(2);
    hub.say(vote("ann", ["first"], 1));
    expect(of()).toBe(1);
  });

  test("the last vote taken back leaves nothing behind", () => {
    const { hub, of } = roomOf(0);
    const many = Array.from({ length: 500 }, (_, voter) => vote(`voter ${voter}`, ["hello"], 1));
    hub.turn(many);
    expect(of()).toBe(500);
    hub.turn(many.map((_, voter) => vote(`voter ${voter}`, [], 2)));
    expect(of()).toBe(0);
  });
});

import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { voteRetryDelayMs } from "../../src/page/courier.ts";
import { deviceShelf, forgetPoll, hostKeyFor, myPolls, newVoterFor, rememberPoll, voterTokenFor } from "../../src/page/device.ts";
import { Outbox, outboxName } from "../../src/page/outbox.ts";
import { VOTER_TOKEN } from "../../src/protocol/ids.ts";
import { FakeShelf } from "../support/fake-browser.ts";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

const put = (outbox: Outbox, choice: number[], { voter = "v", question = "q1", seen = 0 } = {}) => {
  outbox.put({ voter, question, choice, round: 1, seen });
  return outbox.unsent().find((vote) => vote.voter === voter && vote.question === question)?.n ?? 0;
};

test("[P13] the newest vote of each voter and question is kept, with its round", () => {
  const outbox = new Outbox("abc", new FakeShelf());
  put(outbox, [0]);
  put(outbox, [1]);
  put(outbox, [2], { question: "q2" });
  expect(outbox.unsent()).toEqual([
    { voter: "v", question: "q1", choice: [1], n: 1_000_001, round: 1 },
    { voter: "v", question: "q2", choice: [2], n: 1_000_000, round: 1 },
  ]);
});

test("[P13] the answer to an older vote leaves a newer one in its place", () => {
  const outbox = new Outbox("abc", new FakeShelf());
  put(outbox, [0]);
  const [older] = outbox.unsent();
  put(outbox, [1]);
  const [newer] = outbox.unsent();
  expect(older && outbox.drop(older)).toBe(false);
  expect(newer && outbox.drop(newer)).toBe(true);
  expect(newer && outbox.drop(newer)).toBe(false);
  expect(outbox.unsent()).toEqual([]);
});

test("[P14] n is the clock, or one more than any before: over reloads, after delivery, with a clock set back", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ clock: fc.nat(2_000_000), seen: fc.nat(2_000_000), deliver: fc.boolean() })), (course) => {
      const shelf = new FakeShelf();
      let last = 0;
      for (const { clock, seen, deliver } of course) {
        vi.setSystemTime(clock);
        const outbox = new Outbox("abc", shelf);
        const n = put(outbox, [0], { seen });
        expect(n).toBe(Math.max(clock, last + 1, seen + 1));
        last = n;
        if (deliver) for (const vote of outbox.unsent()) outbox.drop(vote);
      }
    }),
  );
});

test("[P18] a retired voter's unsent vote stays, the memory of delivered ones goes", () => {
  const shelf = new FakeShelf();
  const outbox = new Outbox("abc", shelf);
  put(outbox, [0], { voter: "first" });
  put(outbox, [1], { voter: "first", question: "q2" });
  const [delivered] = outbox.unsent();
  if (delivered) outbox.drop(delivered);
  outbox.retire();
  expect(outbox.unsent().map(({ voter, question }) => [voter, question])).toEqual([["first", "q2"]]);
  for (const vote of outbox.unsent()) outbox.drop(vote);
  outbox.retire();
  expect(shelf.kept.size).toBe(0);
});

test("[P20] a damaged outbox counts as an empty one", () => {
  const shelf = new FakeShelf();
  for (const damage of ["{", "null", '"x"', "7"]) {
    shelf.set(outboxName("abc"), damage);
    expect(new Outbox("abc", shelf).unsent()).toEqual([]);
    expect(put(new Outbox("abc", shelf), [1])).toBeGreaterThan(0);
  }
});

test("[P15] a vote is retried after up to 1, 2, 4, 8 and at most 15 s", () => {
  expect([0, 1, 2, 3, 4, 99].map((tries) => voteRetryDelayMs(tries, 1))).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});

test("[P20] where storage is denied the page remembers for as long as it lives", () => {
  const token = voterTokenFor("abc");
  expect(token).toMatch(VOTER_TOKEN);
  expect(voterTokenFor("abc")).toBe(token);
  expect(newVoterFor("abc")).not.toBe(token);
  deviceShelf.set("gone", "1");
  deviceShelf.set("gone", null);
  expect(deviceShelf.get("gone")).toBeNull();
});

test("[P31] my polls: newest first, each once, a key is kept until the poll is forgotten", () => {
  const made = { title: "Friday", code: null, at: 1 };
  rememberPoll({ id: "a", ...made, hostKey: "key-a" });
  rememberPoll({ id: "b", ...made, hostKey: null });
  rememberPoll({ id: "a", ...made, title: "Saturday", hostKey: null });
  expect(myPolls().map(({ id, title, hostKey }) => [id, title, hostKey])).toEqual([
    ["a", "Saturday", "key-a"],
    ["b", "Friday", null],
  ]);
  const voter = voterTokenFor("a");
  forgetPoll("a");
  expect(myPolls().map(({ id }) => id)).toEqual(["b"]);
  expect(hostKeyFor("a")).toBeNull();
  expect(voterTokenFor("a")).toBe(voter);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { acknowledge, newModel, receive, renewed, withUnsent } from "../../src/page/model.ts";
import type { Unsent } from "../../src/page/outbox.ts";
import type { PollView, Results, ServerMessage } from "../../src/protocol/server.ts";
import { aSnapshot } from "../support/fake-browser.ts";

const results = (seq: number, ballots: number, epoch = "k3f9"): Results => ({
  type: "results",
  epoch,
  seq,
  tallies: { q1: { ballots } },
  present: ballots,
});
const counted = { seq: 5, status: "counted" } as const;
const aVote = (changes: Partial<Unsent> = {}): Unsent => ({ voter: "v", question: "q1", choice: [1], n: 10, round: 1, ...changes });

test("[P21] a frame with a smaller seq in the same epoch is dropped, an equal one is taken", () => {
  const model = receive(newModel(aSnapshot({ seq: 5 })), results(7, 3));
  expect(receive(model, results(6, 1))).toBe(model);
  expect(receive(model, aSnapshot({ seq: 6 }))).toBe(model);
  expect(receive(model, results(7, 4)).snapshot?.present).toBe(4);
});

test("[P21] a snapshot of a new epoch is taken whatever its seq; results of an epoch without its snapshot are not", () => {
  const model = newModel(aSnapshot({ seq: 50 }));
  expect(receive(model, aSnapshot({ epoch: "new", seq: 1 })).snapshot?.seq).toBe(1);
  expect(receive(model, results(60, 1, "new"))).toBe(model);
  expect(receive(newModel(null), results(1, 1)).snapshot).toBeNull();
});

test("[P21] tallies replace what was there: a count that may no longer be seen is gone", () => {
  const model = receive(newModel(aSnapshot()), results(2, 8));
  expect(model.snapshot?.tallies).toEqual({ q1: { ballots: 8 } });
});

test("[P21] in whatever order frames come, the newest is what is known", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([2, 3, 4, 5, 6, 7], { minLength: 1 }), (order) => {
      const model = order.reduce((known, seq) => receive(known, results(seq, seq)), newModel(aSnapshot()));
      expect(model.snapshot?.present).toBe(Math.max(...order));
    }),
  );
});

test("[P22] mine left out is unchanged, {} is none", () => {
  const mine = { q1: { choice: [0], n: 4 } };
  const model = receive(newModel(aSnapshot()), aSnapshot({ seq: 2, mine }));
  expect(receive(model, aSnapshot({ seq: 3 })).mine).toBe(mine);
  expect(receive(model, results(3, 1)).mine).toBe(mine);
  expect(receive(model, aSnapshot({ seq: 3, mine: {} })).mine).toEqual({});
});

test("[P23] message types that nobody knows yet change nothing", () => {
  const model = newModel(aSnapshot());
  for (const message of [{ type: "chat", epoch: "k3f9", seq: 9 }, { type: "ack", ref: 1, seq: 9 }, {}, 7, []]) {
    expect(receive(model, message as unknown as ServerMessage)).toBe(model);
  }
});

test("[P24] an unsent vote is shown over what counts; a taken back one shows none; one of an earlier round is not shown", () => {
  const { poll } = aSnapshot();
  const mine = { q1: { choice: [0], n: 4 } };
  expect(withUnsent(mine, [aVote()], poll).q1).toEqual({ choice: [1], n: 10 });
  expect(withUnsent(mine, [aVote({ choice: [] })], poll)).toEqual({});
  expect(withUnsent(mine, [aVote({ n: 3 })], poll)).toBe(mine);
  expect(withUnsent(mine, [aVote()], aSnapshot({}, { round: 2 }).poll)).toBe(mine);
  expect(withUnsent({}, [aVote()], null).q1?.choice).toEqual([1]);
});

test("[P25] an ack is what counts at once, and an older frame that comes later does not undo it", () => {
  let model = newModel(aSnapshot());
  model = acknowledge(model, aVote(), counted);
  expect(model.mine).toEqual({ q1: { choice: [1], n: 10 } });
  model = receive(model, aSnapshot({ seq: 4, mine: {} }));
  expect(model.mine).toEqual({ q1: { choice: [1], n: 10 } });
  expect(receive(model, aSnapshot({ seq: 5, mine: {} })).mine).toEqual({});
});

test("[P25] an ack of an overtaken vote, or of an earlier round, changes nothing of mine", () => {
  const model = receive(newModel(null), aSnapshot({ mine: { q1: { choice: [2], n: 20 } } }, { round: 2 }));
  expect(acknowledge(model, aVote({ round: 2 }), counted).mine).toBe(model.mine);
  expect(acknowledge(model, aVote({ n: 30 }), counted).mine).toBe(model.mine);
  expect(acknowledge(model, aVote({ n: 30, round: 2, choice: [] }), counted).mine).toEqual({});
});

test("[P25] in a quiz the first answer counts: another one that is `same` changes nothing of mine", () => {
  const quiz = { phase: "question" } as PollView["quiz"];
  const asked = aSnapshot();
  const model = newModel({ ...asked, poll: { ...asked.poll, quiz } });
  const second = aVote({ n: 11, choice: [2] });
  const first = acknowledge(model, aVote(), counted);
  expect(acknowledge(first, second, { seq: 5, status: "same" }).mine).toEqual({ q1: { choice: [1], n: 10 } });
  expect(acknowledge(model, second, { seq: 5, status: "same" }).mine).toEqual({ q1: { choice: [2], n: 11 } });
});

test("[P25] an ack for a question that is still to come is of an earlier game", () => {
  const asked = aSnapshot();
  const model = newModel({ ...asked, poll: { ...asked.poll, questions: [] } });
  expect(acknowledge(model, aVote(), counted).mine).toEqual({});
});

test.each([
  ["a new round", { round: 2 }, ["q1"]],
  ["closing", { open: false, phase: "closed" }, []],
  ["nothing", {}, []],
])("[P24] what was said about an earlier vote is stale after: %s", (_name, change, stale) => {
  expect(renewed(aSnapshot().poll, aSnapshot({}, change).poll)).toEqual(stale);
});

test("[P24] … and after opening again", () => {
  expect(renewed(aSnapshot({}, { open: false }).poll, aSnapshot().poll)).toEqual(["q1"]);
});

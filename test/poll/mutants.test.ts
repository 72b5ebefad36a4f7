/** Planted bugs, one for each promise: a suite that does not see them would not see real ones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeTurn } from "../../src/hub/turn.ts";
import { questionOf } from "../../src/poll/state.ts";
import { maySee, talliesForSight, type talliesView } from "../../src/poll/view.ts";
import { fullCredits, spend } from "../../src/sockets/credits.ts";
import type { TakeTurn } from "./memory-hub.ts";
import {
  ackedVotesAreStored,
  floodsEnd,
  greatestIsKept,
  hiddenCountsStayIn,
  recountEqualsTally,
  resendsAreSame,
} from "./promises.ts";

/** Acknowledges, and forgets to write the last row. */
const losesARow: TakeTurn = (...given) => {
  const turn = takeTurn(...given);
  return { ...turn, ballots: turn.ballots.slice(0, -1) };
};

/** The last to arrive wins, whatever its n. */
const ignoresOrder: TakeTurn = (state, heard, ballotsOf, now) =>
  takeTurn(
    state,
    heard,
    (...wanted) => new Map([...ballotsOf(...wanted)].map(([voter, { choice }]) => [voter, { choice, n: -1 }])),
    now,
  );

/** Looks at the phase before it looks for a resend. */
const asksPhaseFirst: TakeTurn = (state, heard, ballotsOf, now) => {
  const turn = takeTurn(state, heard, ballotsOf, now);
  const replies = turn.replies.map((reply, index) => {
    const command = heard[index]?.command;
    const isClosed = command?.type === "vote" && questionOf(state.poll, command.question)?.phase === "closed";
    return isClosed ? ({ refused: "closed" } as const) : reply;
  });
  return { ...turn, replies };
};

/** Adds a changed vote without taking the earlier one away. */
const countsTwice: TakeTurn = (state, heard, ballotsOf, now) =>
  takeTurn(
    state,
    heard,
    (...wanted) => new Map([...ballotsOf(...wanted)].map(([voter, { n }]) => [voter, { choice: [], n }])),
    now,
  );

const showsAll: typeof talliesView = (state, _, digestOf) =>
  talliesForSight(state, "y".repeat(state.poll.questions.length), digestOf);

const RUNS = { numRuns: 1_500 };

describe("planted bugs are found", () => {
  test.each([
    ["[V1] an ack without its row", ackedVotesAreStored(losesARow)],
    ["[V2] the last to arrive wins", greatestIsKept(ignoresOrder)],
    ["[V3] phase before same", resendsAreSame(asksPhaseFirst)],
    ["[V3] a resend counts as a change", resendsAreSame(ignoresOrder)],
    ["[V9] a row fewer than the tally", recountEqualsTally(losesARow)],
    ["[V9] a changed vote counts twice", recountEqualsTally(countsTwice)],
    ["[S1] a view that hides nothing", hiddenCountsStayIn(showsAll, maySee)],
    ["[W5] a bucket without a bottom", floodsEnd(() => "go", fullCredits)],
    ["[W5] a flood that is refused for ever", floodsEnd((...given) => (spend(...given) === "go" ? "go" : "refuse"), fullCredits)],
  ])("%s", (_, promise) => {
    expect(fc.check(promise, RUNS).failed).toBe(true);
  });
});

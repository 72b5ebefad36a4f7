/** Planted bugs, one for each promise: a suite that does not see them would not see real ones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeTurn } from "../../src/hub/turn.ts";
import { questionOf } from "../../src/poll/state.ts";
import { maySee, talliesForSight, talliesView } from "../../src/poll/view.ts";
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
import { nothingIsLate, roomIsAtOnePlace, smallRoundsStayIn, undoneClearWasNever, votesInTimeCount } from "./timepromises.ts";

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

/** Goes to the next question and forgets to close the one that it leaves. */
const leavesOpen: TakeTurn = (state, heard, ballotsOf, now) => {
  const turn = takeTurn(state, heard, ballotsOf, now);
  const wasOpen = new Set(state.poll.questions.filter(({ phase }) => phase === "open").map(({ id }) => id));
  const moved = turn.state.poll.current !== state.poll.current;
  const questions = turn.state.poll.questions.map((question) =>
    moved && wasOpen.has(question.id) ? { ...question, phase: "open" as const } : question,
  );
  return { ...turn, state: { ...turn.state, poll: { ...turn.state.poll, questions } } };
};

/** Looks at the clock only where somebody says something. */
const neverTicks: TakeTurn = (state, heard, ballotsOf) => takeTurn(state, heard, ballotsOf, 0);

/** A vote that waited for its turn is late. */
const asksTheTurnsClock: TakeTurn = (state, heard, ballotsOf, now) =>
  takeTurn(
    state,
    heard.map(({ command }) => ({ command, at: now })),
    ballotsOf,
    now,
  );

/** No vote is ever late. */
const asksNoClock: TakeTurn = (state, heard, ballotsOf, now) =>
  takeTurn(
    state,
    heard.map(({ command }) => ({ command, at: 0 })),
    ballotsOf,
    now,
  );

/** Undone, a countdown that was running stands still. */
const losesCountdowns: TakeTurn = (state, heard, ballotsOf, now) => {
  const turn = takeTurn(state, heard, ballotsOf, now);
  if (!turn.events.some(({ type }) => type === "clear-undone")) return turn;
  const questions = turn.state.poll.questions.map((question) => ({ ...question, endsAt: null }));
  return { ...turn, state: { ...turn.state, poll: { ...turn.state.poll, questions } } };
};

/** Asks again in the round that was asked before: its ballots count as new ones. */
const reusesRounds: TakeTurn = (state, heard, ballotsOf, now) => {
  const turn = takeTurn(state, heard, ballotsOf, now);
  if (!turn.events.some(({ type }) => type === "asked-again")) return turn;
  const questions = turn.state.poll.questions.map((question, index) => ({
    ...question,
    round: state.poll.questions[index]?.round ?? 1,
  }));
  return { ...turn, state: { ...turn.state, poll: { ...turn.state.poll, questions } } };
};

/** Looks only at the round that is now. */
const showsSmallRounds: typeof talliesView = (state, reader, digestOf) => {
  const views = talliesView(state, reader, digestOf);
  const { earlier } = state.poll.questions[0] ?? {};
  return earlier && views.q1?.counts ? { ...views, q1: { ...views.q1, before: earlier } } : views;
};

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
    ["[V9] a round that was before", recountEqualsTally(reusesRounds)],
    ["[T1] what is left stays open", roomIsAtOnePlace(leavesOpen)],
    ["[T8] nobody looks at the clock", nothingIsLate(neverTicks)],
    ["[T8] a late turn makes votes late", votesInTimeCount(asksTheTurnsClock)],
    ["[T8] late votes count", votesInTimeCount(asksNoClock)],
    ["[T5] undo stops the clock", undoneClearWasNever(losesCountdowns)],
    ["[T4] a small round before is shown", smallRoundsStayIn(showsSmallRounds)],
    ["[S1] a view that hides nothing", hiddenCountsStayIn(showsAll, maySee)],
    ["[W5] a bucket without a bottom", floodsEnd(() => "go", fullCredits)],
    ["[W5] a flood that is refused for ever", floodsEnd((...given) => (spend(...given) === "go" ? "go" : "refuse"), fullCredits)],
  ])("%s", (_, promise) => {
    expect(fc.check(promise, RUNS).failed).toBe(true);
  });
});

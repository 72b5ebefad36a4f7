/** The step that comes next for a host, walked from the lobby to the end of a poll. */

import { expect, test } from "vitest";
import { nextStep } from "../../src/page/ui/nextstep.ts";
import type { CommandBody } from "../../src/protocol/client.ts";
import { ENTRY_DEFAULTS } from "../../src/protocol/entry.ts";
import type { PollView, QuestionView, TalliesView } from "../../src/protocol/server.ts";
import { TALK_DEFAULTS } from "../../src/protocol/talk.ts";

const asked = (id: string, more: Partial<QuestionView> = {}): QuestionView =>
  ({
    id,
    kind: "choice",
    text: id,
    options: ["a", "b"],
    min: 1,
    max: 1,
    open: more.phase === "open",
    phase: "waiting",
    round: 1,
    shown: null,
    seconds: null,
    endsAt: null,
    other: false,
    look: "bars",
    ...more,
  }) as QuestionView;

const paced = (current: string | null, questions: QuestionView[], more: Partial<PollView> = {}): PollView => ({
  id: "p",
  title: "",
  pace: "host",
  results: "always",
  revote: true,
  oneTap: false,
  sharedDevice: false,
  keepDays: 30,
  showFrom: 0,
  talk: TALK_DEFAULTS,
  entry: ENTRY_DEFAULTS,
  current,
  endsAt: null,
  quiz: null,
  code: null,
  questions,
  ...more,
});

const votes = (ballots: number): TalliesView => ({ q1: { ballots } });

test("[H8] before the first question it is the first one; then opening, closing, and the next, until there is none", () => {
  expect(nextStep(paced(null, [asked("q1"), asked("q2")]), {})).toEqual({ command: "go", question: "q1" });
  expect(nextStep(paced("q1", [asked("q1"), asked("q2")]), {})).toEqual({ command: "open", question: "q1" });
  expect(nextStep(paced("q1", [asked("q1", { phase: "open" }), asked("q2")]), votes(3))).toEqual({
    command: "close",
    question: "q1",
  });
  expect(nextStep(paced("q1", [asked("q1", { phase: "closed" }), asked("q2")]), votes(3))).toEqual({
    command: "go",
    question: "q2",
  });
  expect(nextStep(paced("q1", [asked("q1", { phase: "closed" })]), votes(3))).toBeNull();
});

test("[H8] results that the room does not see come before the next question, once", () => {
  const show: CommandBody = { command: "show", question: "q1" };
  const closed = (more: Partial<QuestionView>, poll: Partial<PollView>, ballots = 3) =>
    nextStep(paced("q1", [asked("q1", { phase: "closed", ...more }), asked("q2")], poll), votes(ballots));
  expect(closed({}, { results: "host" })).toEqual(show);
  expect(closed({ shown: false }, { results: "always" })).toEqual(show);
  expect(closed({ shown: true }, { results: "host" })).toEqual({ command: "go", question: "q2" });
  for (const results of ["always", "after-vote", "after-close"] as const)
    expect(closed({}, { results })).toEqual({ command: "go", question: "q2" });
});

test("[H8] nothing is offered that would show nothing: no votes, or fewer than the poll asks for", () => {
  const closed = (showFrom: number, ballots: number) =>
    nextStep(paced("q1", [asked("q1", { phase: "closed" }), asked("q2")], { results: "host", showFrom }), votes(ballots));
  expect(closed(0, 0)).toEqual({ command: "go", question: "q2" });
  expect(closed(5, 4)).toEqual({ command: "go", question: "q2" });
  expect(closed(5, 5)).toEqual({ command: "show", question: "q1" });
});

test("[H8] where nobody paces there is no next step", () => {
  expect(nextStep(paced(null, [asked("q1", { phase: "open" })], { pace: "open" }), votes(1))).toBeNull();
});

/** How a vote went: what had been said by the end of each step of time. */
import { TIMELINE_STEPS_MAX } from "../protocol/limits.ts";
import type { Choice } from "../protocol/server.ts";
import { kindOf } from "./kinds/index.ts";
import type { Question } from "./state.ts";

export interface Timeline {
  /** Milliseconds since 1970: where the first step begins. */
  from: number;
  stepMs: number;
  /** At the end of each step. */
  ballots: number[];
  /** Likewise, in the order of the options, steps or bins; none for kinds that are more than their counts. */
  counts?: number[][];
}

export interface Timed {
  at: number;
  choice: Choice;
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200].map((s) => s * SECOND);

/** The ballots that count, the earliest first; null without any. Who changed an answer stands where they changed it. */
export function timelineOf(question: Question, ballots: Iterable<Timed>, first: number, last: number): Timeline {
  const stepMs = stepFor(first, last);
  const from = Math.floor(first / stepMs) * stepMs;
  const kind = kindOf(question);
  const hasCounts = question.kind === "choice" || question.kind === "rating" || question.kind === "number";
  let tally = kind.empty(question);
  const timeline: Required<Timeline> = { from, stepMs, ballots: [], counts: [] };
  const endStep = () => {
    timeline.ballots.push(tally.ballots);
    timeline.counts.push(tally.counts);
  };
  for (const { at, choice } of ballots) {
    while (at >= from + (timeline.ballots.length + 1) * stepMs) endStep();
    tally = hasCounts ? kind.add(tally, choice, question) : { ...tally, ballots: tally.ballots + 1 };
  }
  endStep();
  const { counts, ...bare } = timeline;
  return hasCounts ? timeline : bare;
}

/** The shortest that people can read and that needs no more steps than are shown. */
function stepFor(first: number, last: number): number {
  const fits = (stepMs: number) => Math.floor(last / stepMs) - Math.floor(first / stepMs) < TIMELINE_STEPS_MAX;
  const days = Math.ceil((last - first) / DAY / (TIMELINE_STEPS_MAX - 1));
  return STEPS.find(fits) ?? Math.max(1, days) * DAY;
}

import fc from "fast-check";
import { describe, test } from "vitest";
import { PARTS } from "./arena.ts";
import {
  boardsAreSums,
  firstAnswersStay,
  phasesKeepTime,
  rightAnswersStayIn,
  sleepChangesNothing,
  timesAreTrue,
} from "./promises.ts";

const RUNS = { numRuns: 500 };

describe("in every game", () => {
  test("[Z1] the first answer stays, and all that follow are same", () => fc.assert(firstAnswersStay(PARTS), { numRuns: 200 }));
  test("[Z7] [Z8] nobody bends time, and nobody is late", () => fc.assert(timesAreTrue(PARTS), RUNS));
  test("[Z10] [Z11] phases come in time", () => fc.assert(phasesKeepTime(PARTS), RUNS));
  test("[Z11] sleep changes nothing", () => fc.assert(sleepChangesNothing(PARTS), RUNS));
  test("[Z13] the right answer changes nothing before it is revealed", () => fc.assert(rightAnswersStayIn(PARTS), RUNS));
  test("[Z14] the leaderboard is a sum over rows", () => fc.assert(boardsAreSums(PARTS), RUNS));
});

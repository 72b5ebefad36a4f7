import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeTurn } from "../../src/hub/turn.ts";
import { maySee, talliesView } from "../../src/poll/view.ts";
import { BAD_FRAMES_PER_MINUTE_MAX, BAD_FRAMES_WINDOW_MS, CREDITS_MAX, SOCKETS_PER_HUB_MAX } from "../../src/protocol/limits.ts";
import { fullCredits, hubLimits, isOneTooMany, noMistakes, spend } from "../../src/sockets/credits.ts";
import {
  ackedVotesAreStored,
  floodsEnd,
  greatestIsKept,
  hiddenCountsStayIn,
  recountEqualsTally,
  resendsAreSame,
} from "./promises.ts";
import { nothingIsLate, roomIsAtOnePlace, smallRoundsStayIn, undoneClearWasNever, votesInTimeCount } from "./timepromises.ts";

const RUNS = { numRuns: 1_500 };

describe("after any history", () => {
  test("[V1] an acknowledged vote is stored", () => fc.assert(ackedVotesAreStored(takeTurn), RUNS));
  test("[V2] the vote with the greatest n is kept", () => fc.assert(greatestIsKept(takeTurn), RUNS));
  test("[V3] a resend is same", () => fc.assert(resendsAreSame(takeTurn), RUNS));
  test("[V9] a recount equals the tally", () => fc.assert(recountEqualsTally(takeTurn), RUNS));
  test("[T1] [T11] a paced room is at one place", () => fc.assert(roomIsAtOnePlace(takeTurn), RUNS));
  test("[T8] [T9] [T11] nothing is open too long", () => fc.assert(nothingIsLate(takeTurn), RUNS));
  test("[T8] votes count by when they came", () => fc.assert(votesInTimeCount(takeTurn), { numRuns: 300 }));
  test("[T5] an undone clear never was", () => fc.assert(undoneClearWasNever(takeTurn), { numRuns: 500 }));
  test("[T4] [S5] small rounds stay in", () => fc.assert(smallRoundsStayIn(talliesView), { numRuns: 300 }));
  test("[S1] hidden counts stay in", () => fc.assert(hiddenCountsStayIn(talliesView, maySee), RUNS));
});

describe("credits of a socket", () => {
  test("[W5] a flood ends, whatever its rhythm", () => fc.assert(floodsEnd(spend, fullCredits), { numRuns: 300 }));

  test("[W5] a person is never refused", () => {
    const limits = hubLimits(undefined);
    const credits = fullCredits(limits, 0);
    for (let now = 0; now < 60_000; now += 100) expect(spend(credits, limits, now)).toBe("go");
  });

  test("[W5] a clock that goes back takes nothing away for long", () => {
    const limits = hubLimits('{"creditsMax":5,"creditsPerSecond":5}');
    const credits = fullCredits(limits, 10_000);
    for (let frame = 0; frame < 5; frame++) expect(spend(credits, limits, 0)).toBe("go");
    expect(spend(credits, limits, 0)).toBe("refuse");
    expect(spend(credits, limits, 1_000)).toBe("go");
  });

  test("[W4] the eleventh bad frame within a minute is one too many, and the next minute begins anew", () => {
    const mistakes = noMistakes();
    const [max, windowMs] = [BAD_FRAMES_PER_MINUTE_MAX, BAD_FRAMES_WINDOW_MS];
    const bad = (count: number, now: number) => Array.from({ length: count }, () => isOneTooMany(mistakes, max, windowMs, now));
    expect(bad(BAD_FRAMES_PER_MINUTE_MAX + 1, 100_000)).toEqual([...Array(BAD_FRAMES_PER_MINUTE_MAX).fill(false), true]);
    expect(bad(BAD_FRAMES_PER_MINUTE_MAX, 100_001 + BAD_FRAMES_WINDOW_MS)).not.toContain(true);
  });

  test("limits can be lowered one by one", () => {
    expect(hubLimits('{"socketsMax":2}')).toMatchObject({ socketsMax: 2, creditsMax: CREDITS_MAX });
    expect(hubLimits(undefined).socketsMax).toBe(SOCKETS_PER_HUB_MAX);
  });
});

import fc from "fast-check";
import { describe, test } from "vitest";
import { decideTalk } from "../../../src/poll/talk/decide.ts";
import {
  gotByThem,
  greatestUpvoteIsKept,
  mutedStayOut,
  noticesAreTrue,
  onlySeenStandsOut,
  recountEqualsVotes,
  removedIsGone,
  revsGrow,
  saidOnce,
  waitingIsLetThrough,
} from "./promises.ts";
import { hostsSeeAll, unseenStaysIn, WAY_OUT, waitingIsOnesOwn } from "./sightpromises.ts";

const RUNS = { numRuns: 300 };

describe("after any talk", () => {
  test("[N1] what was acknowledged is there once", () => fc.assert(saidOnce(decideTalk), RUNS));
  test("[N1] every change has a rev of its own", () => fc.assert(revsGrow(decideTalk), RUNS));
  test("[N2] the muted stay out", () => fc.assert(mutedStayOut(decideTalk), RUNS));
  test("[N6] [N9] removed words are gone", () => fc.assert(removedIsGone(decideTalk), RUNS));
  test("[N6] [N10] only what is seen stands out", () => fc.assert(onlySeenStandsOut(decideTalk), RUNS));
  test("[N7] a recount equals the votes", () => fc.assert(recountEqualsVotes(decideTalk), RUNS));
  test("[N7] the upvote with the greatest n is kept", () => fc.assert(greatestUpvoteIsKept(decideTalk), RUNS));
  test("[N8] what waits is let through by approval", () => fc.assert(waitingIsLetThrough(decideTalk), RUNS));
  test("[N12] notices are true", () => fc.assert(noticesAreTrue(decideTalk), RUNS));
  test("[N14] notices are got by whom they are for", () => fc.assert(gotByThem(decideTalk), RUNS));
  test("[N18] the unseen stays in", () => fc.assert(unseenStaysIn(WAY_OUT), RUNS));
  test("[N18] what waits is one's own", () => fc.assert(waitingIsOnesOwn(WAY_OUT), RUNS));
  test("[N18] hosts see all", () => fc.assert(hostsSeeAll(WAY_OUT), RUNS));
});

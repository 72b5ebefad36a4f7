/** Planted bugs of a quiz, one for each promise: a suite that does not see them would not see real ones. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addQuestion } from "../../../src/poll/quiz/board.ts";
import { PARTS, type Parts } from "./arena.ts";
import {
  boardsAreSums,
  firstAnswersStay,
  phasesKeepTime,
  rightAnswersStayIn,
  sleepChangesNothing,
  timesAreTrue,
} from "./promises.ts";

const partsWith = (broken: Partial<Parts>): Parts => ({ ...PARTS, ...broken });
const { decideAnswer, decideQuiz, evolveQuiz, factsOf, quizView, playerView, creditOf } = PARTS;

/** As the older system: the same right answer scores again and again. */
const scoresAgain = partsWith({
  decideAnswer: (quiz, plan, given, facts) => decideAnswer(quiz, plan, given, { ...facts, hasAnswered: false }),
});

/** As ClassQuiz: whatever a client's echo took is taken off. */
const believesEchoes = partsWith({
  creditOf: (line) => line?.leastMs ?? 0,
  decideAnswer(quiz, plan, given, facts) {
    const verdict = decideAnswer(quiz, plan, given, facts);
    return typeof verdict === "object" && "ms" in verdict ? { ...verdict, ms: Math.max(0, verdict.ms - given.creditMs) } : verdict;
  },
});

/** Looks at the phase and not at the clock. */
const takesLateOnes = partsWith({
  decideAnswer(quiz, plan, given, facts) {
    const { stage } = quiz;
    return decideAnswer(quiz, plan, "endsAt" in stage ? { ...given, at: Math.min(given.at, stage.endsAt) } : given, facts);
  },
});

const forgetsTime = partsWith({
  creditOf,
  decideAnswer: (quiz, plan, given, facts) =>
    decideAnswer(quiz, plan, { ...given, at: "from" in quiz.stage ? quiz.stage.from : given.at }, facts),
});

/** As the older system: always the full time. */
const alwaysWaits = partsWith({ factsOf: (...given) => ({ ...factsOf(...given), open: Math.max(1, factsOf(...given).open) }) });

const waitsForNobody = partsWith({ factsOf: (...given) => ({ ...factsOf(...given), open: 0 }) });

const missesItsTime = partsWith({
  decideQuiz: (quiz, command, situation) =>
    decideQuiz(quiz, command, { ...situation, now: situation.now - (command.type === "tick" ? 7 : 0) }),
});

/** The key leaves with the lock, half a second too early. */
const tellsWithTheLock = partsWith({
  quizView: (quiz, seen) => {
    const view = quizView(quiz, seen);
    const { stage } = quiz;
    const key = seen.keys[view.index ?? -1];
    return stage.phase === "locked" && key?.kind === "choice" ? { ...view, key: { kind: "choice", right: [...key.right] } } : view;
  },
});

/** Points at once, as an answer comes in. */
const scoresAtOnce = partsWith({
  playerView: (quiz, plan, player, score, board) => ({ ...playerView(quiz, plan, player, score, board), scored: score }),
});

/** A right answer is acknowledged in other words. */
const saysRight = partsWith({
  decideAnswer(quiz, plan, given, facts) {
    const verdict = decideAnswer(quiz, plan, given, facts);
    return typeof verdict === "object" && "right" in verdict && !verdict.right ? "same" : verdict;
  },
});

/** The question ends as soon as somebody is right. */
const stopsAtTheFirst = partsWith({
  decideAnswer(quiz, plan, given, facts) {
    const verdict = decideAnswer(quiz, plan, given, facts);
    if (typeof verdict === "object" && "right" in verdict && verdict.right && quiz.stage.phase === "question")
      quiz.stage.until = given.at;
    return verdict;
  },
});

const keepsWhatWasGained = partsWith({
  addQuestion(totals, rows) {
    const before = new Map([...totals.of].map(([voter, { gained }]) => [voter, gained]));
    addQuestion(totals, rows);
    for (const [voter, total] of totals.of) total.gained ||= before.get(voter) ?? 0;
  },
});

const losesARow = partsWith({ addQuestion: (totals, rows) => addQuestion(totals, [...rows].slice(1)) });

/** A deadline that is only in memory. */
const storesNoDeadline = partsWith({
  evolveQuiz(quiz, event) {
    const next = evolveQuiz(quiz, event);
    if (next.stage.phase === "question") Object.defineProperty(next.stage, "endsAt", { enumerable: false });
    return next;
  },
});

describe("planted bugs are found", () => {
  test.each([
    ["[Z1] a right answer scores again", firstAnswersStay(scoresAgain)],
    ["[Z7] the client's echo is believed", timesAreTrue(believesEchoes)],
    ["[Z7] everybody is as quick as can be", timesAreTrue(forgetsTime)],
    ["[Z8] late answers pass", timesAreTrue(takesLateOnes)],
    ["[Z10] always the full time", phasesKeepTime(alwaysWaits)],
    ["[Z10] over before all have answered", phasesKeepTime(waitsForNobody)],
    ["[Z11] a deadline is missed", phasesKeepTime(missesItsTime)],
    ["[Z11] a deadline is not stored", sleepChangesNothing(storesNoDeadline)],
    ["[Z13] the key leaves with the lock", rightAnswersStayIn(tellsWithTheLock)],
    ["[Z13] points leave at once", rightAnswersStayIn(scoresAtOnce)],
    ["[Z13] the ack says whether it was right", rightAnswersStayIn(saysRight)],
    ["[Z13] the first right answer ends the question", rightAnswersStayIn(stopsAtTheFirst)],
    ["[Z14] points of the question before last are of the last", boardsAreSums(keepsWhatWasGained)],
    ["[Z14] a row is lost", boardsAreSums(losesARow)],
  ])("%s", (_, promise) => {
    expect(fc.check(promise, { numRuns: 500 }).failed).toBe(true);
  });
});

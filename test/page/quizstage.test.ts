/** What the big screen of a quiz does by itself: its beats, its keys, who sits where in the lobby, and where places come from. */
import { expect, test } from "vitest";
import { beatsOf, FIRST_BEAT, firstBeatMs, turnedBy } from "../../src/page/present/quiz/beats.ts";
import { askedInQuiz } from "../../src/page/present/quiz/keys.ts";
import { rowsBefore } from "../../src/page/present/quiz/movement.ts";
import { seated } from "../../src/page/present/quiz/seats.ts";
import { newView } from "../../src/page/present/view.ts";
import { STAGE_ANSWER_MS } from "../../src/protocol/limits.ts";
import { type BoardView, QUIZ_DEFAULTS, type QuizView, type StandingView } from "../../src/protocol/quiz.ts";

const standing = (name: string, more: Partial<StandingView> = {}): StandingView => ({
  name,
  team: null,
  points: 0,
  rank: 1,
  gained: 0,
  moved: null,
  ...more,
});

const board: BoardView = { top: [standing("Ann"), standing("Ben")], of: 2, teams: [] };

const quiz = (more: Partial<QuizView> = {}): QuizView => ({
  phase: "not-started",
  game: 1,
  settings: QUIZ_DEFAULTS,
  index: null,
  of: 2,
  from: null,
  endsAt: null,
  until: null,
  players: 2,
  answered: 0,
  lobby: "open",
  key: null,
  board: null,
  ...more,
});

test("[D13] the answer comes before the places, the podium before the table, and without points there is neither", () => {
  expect(beatsOf(quiz({ phase: "question", board }))).toEqual([]);
  expect(beatsOf(quiz({ phase: "revealed", board }))).toEqual(["answer", "board"]);
  expect(beatsOf(quiz({ phase: "finished", board }))).toEqual(["podium", "table"]);
  expect(beatsOf(quiz({ phase: "finished" }))).toEqual([]);
});

test("[D13] of a short pause the answer has the first half, wherever in it the page is loaded; of a long one it has its own time", () => {
  const paused = (pauseSeconds: number | null, until: number | null) =>
    quiz({ phase: "revealed", board, until, settings: { ...QUIZ_DEFAULTS, pauseSeconds } });
  expect(firstBeatMs(paused(4, 104_000), 100_000)).toBe(2_000);
  expect(firstBeatMs(paused(4, 104_000), 101_500)).toBe(500);
  expect(firstBeatMs(paused(4, 104_000), 103_000)).toBe(0);
  expect(firstBeatMs(paused(60, 160_000), 100_000)).toBe(STAGE_ANSWER_MS);
  expect(firstBeatMs(paused(null, null), 100_000)).toBe(STAGE_ANSWER_MS);
});

test("[D13] what a key turned stays, and beyond the last beat there is nothing to turn", () => {
  const revealed = quiz({ phase: "revealed", board });
  expect(turnedBy(revealed, FIRST_BEAT, 1)).toEqual({ at: 1, byHand: true });
  expect(turnedBy(revealed, { at: 1, byHand: false }, 1)).toBeNull();
  expect(turnedBy(revealed, FIRST_BEAT, -1)).toBeNull();
});

test("[D13] [H21] with the key the step goes beat by beat and then asks the hub; without it nothing is ever asked", () => {
  const view = newView();
  const revealed = quiz({ phase: "revealed", index: 0, board });
  expect(askedInQuiz("step", revealed, view, true)).toBeNull();
  expect(view.beat.value).toEqual({ at: 1, byHand: true });
  expect(askedInQuiz("step", revealed, view, true)).toEqual({ command: "quiz-next" });
  expect(askedInQuiz("back", revealed, view, true)).toBeNull();
  expect(view.beat.value.at).toBe(0);
  expect(askedInQuiz("lobby", quiz(), view, true)).toEqual({ command: "lobby", locked: true });
  expect(askedInQuiz("lobby", quiz({ lobby: "locked" }), view, true)).toEqual({ command: "lobby", locked: false });
  expect(askedInQuiz("results", quiz({ phase: "countdown", until: 5 }), view, true)).toEqual({ command: "quiz-hold" });
  expect(askedInQuiz("results", quiz({ phase: "question", until: 5 }), view, true)).toBeNull();
  expect(typeof askedInQuiz("step", quiz({ players: 0 }), view, true)).toBe("string");
  for (const phase of ["not-started", "countdown", "question", "locked", "revealed", "finished"] as const)
    for (const action of ["step", "next", "back", "results", "lobby", "open", "again", "time"] as const)
      expect(askedInQuiz(action, quiz({ phase, until: 5 }), newView(), false), `${action} in ${phase}`).toBeNull();
});

test("[D14] names keep their seats: newcomers take free ones, and in a full lobby the seat of who was there longest", () => {
  const first = seated([], ["Cem", "Ben", "Ann"], 4);
  expect(first).toEqual(["Ann", "Ben", "Cem", null]);
  const left = seated(first, ["Dan", "Cem", "Ann"], 4);
  expect(left).toEqual(["Ann", "Dan", "Cem", null]);
  const all = seated(left, ["Eva", "Dan", "Cem", "Ann"], 4);
  const full = seated(all, ["Fay", "Eva", "Dan", "Cem", "Ann"], 4);
  expect(full).toEqual(["Fay", "Dan", "Cem", "Eva"]);
  expect(seated(full, ["Fay"], 6)).toEqual(["Fay", null, null, null, null, null]);
});

test("[D14] rows come from where their players were: by the places won and lost, newcomers from below", () => {
  const placed = (...moved: (number | null)[]) => rowsBefore(moved.map((by, at) => standing(`${at}`, { rank: at + 1, moved: by })));
  expect(placed(0, 0, 0)).toEqual([0, 1, 2]);
  expect(placed(2, -1, -1)).toEqual([2, 0, 1]);
  expect(placed(null, null)).toEqual([0, 1]);
  expect(placed(0, null, -1)).toEqual([0, 2, 1]);
  // From the 20th place to the first: below all who are told.
  expect(placed(19, -1, -1)).toEqual([2, 0, 1]);
});

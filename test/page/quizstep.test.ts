/** The step that comes next in a quiz, walked by the real rules from the lobby to the second game; and shapes that tell options apart. */
import { expect, test } from "vitest";
import { isLast, quizStep } from "../../src/page/ui/quizstep.ts";
import { shapeOf } from "../../src/page/ui/shapes.ts";
import { decideQuiz, evolveQuiz, newQuiz, type QuizCommand } from "../../src/poll/quiz/phase.ts";
import type { Quiz } from "../../src/poll/quiz/quiz.ts";
import { quizView } from "../../src/poll/quiz/view.ts";
import { QUIZ_OPTIONS_MAX } from "../../src/protocol/limits.ts";
import type { QuizPhase, QuizView } from "../../src/protocol/quiz.ts";
import { QUIZ_DEFAULTS } from "../../src/protocol/quiz.ts";

const PLAN = ["q1", "q2"].map((id) => ({ id, seconds: 10 }));
const SETTINGS = { ...QUIZ_DEFAULTS, autoStart: false, pauseSeconds: null };
const crowdOf = (present: number) => ({ present, answered: 0, open: present, lookAt: null });

function seen(quiz: Quiz, players = 3): QuizView {
  return quizView(quiz, { plan: PLAN, keys: [], crowd: { present: players, answered: 0 }, board: null });
}

function moved(quiz: Quiz, command: QuizCommand, now: number): Quiz {
  const events = decideQuiz(quiz, command, { plan: PLAN, crowd: crowdOf(3), now });
  if ("refused" in events) throw new Error(`${command.type} was refused in ${quiz.stage.phase}`);
  return events.reduce(evolveQuiz, quiz);
}

test("[H21] pressing nothing but the next step plays a whole quiz, and what it asks for is never refused", () => {
  let quiz = newQuiz(SETTINGS, 0);
  const walked: [QuizPhase, string | null][] = [];
  for (let now = 0; walked.length < 12; now += 60_000) {
    const step = quizStep(seen(quiz));
    walked.push([quiz.stage.phase, step?.command ?? null]);
    const type = step ? (step.command.replace("quiz-", "") as "start") : "tick";
    quiz = moved(quiz, { type }, now);
  }
  const question = [
    ["question", "quiz-lock"],
    ["locked", null],
    ["revealed", "quiz-next"],
  ];
  const lobby = [
    ["not-started", "quiz-start"],
    ["countdown", null],
  ];
  expect(walked).toEqual([...lobby, ...question, ...question, ["finished", "quiz-again"], ...lobby, question[0]]);
  expect(quiz.game).toBe(2);
});

test("[H21] a quiz that nobody has joined, or without a question, cannot be started", () => {
  const quiz = newQuiz(SETTINGS, 0);
  expect(quizStep(seen(quiz, 0))).toBeNull();
  expect(quizStep(seen(quiz, 1))).toEqual({ command: "quiz-start" });
  expect(quizStep({ ...seen(quiz, 1), of: 0 })).toBeNull();
});

test("[H21] only behind the answer to the last question comes the end", () => {
  const at = (phase: QuizPhase, index: number | null) => isLast({ ...seen(newQuiz(SETTINGS, 0)), phase, index });
  expect(at("revealed", 0)).toBe(false);
  expect(at("revealed", 1)).toBe(true);
  expect(at("question", 1)).toBe(false);
  expect(at("not-started", null)).toBe(false);
});

test("[H21] each option that a quiz may have has a shape of its own", () => {
  const shapes = Array.from({ length: QUIZ_OPTIONS_MAX }, (_, option) => shapeOf(option));
  expect(new Set(shapes).size).toBe(QUIZ_OPTIONS_MAX);
  expect(shapes.every((path) => /^M.*z$/.test(path))).toBe(true);
});

/** In a quiz: the one step that comes next, for the console's big button and for the stage's space key, as `nextStep` where the host paces. */
import type { CommandBody } from "../../protocol/client.ts";
import type { QuizView } from "../../protocol/quiz.ts";

/** Null while there is nothing to press: nobody is here yet, or what comes next comes by itself in a moment. */
export function quizStep({ phase, players, of }: QuizView): CommandBody | null {
  switch (phase) {
    case "not-started":
      return players > 0 && of > 0 ? { command: "quiz-start" } : null;
    case "question":
      return { command: "quiz-lock" };
    case "revealed":
      return { command: "quiz-next" };
    case "finished":
      return { command: "quiz-again" };
    // A slip of the finger must not stop the countdown, nor skip what has just been answered.
    case "countdown":
    case "locked":
      return null;
  }
}

/** Is the next step the end of the game? */
export function isLast({ phase, index, of }: QuizView): boolean {
  return phase === "revealed" && index !== null && index + 1 >= of;
}

/** A host's commands to a quiz, and time: what they mean for its phases. The words of the other paces mean nothing here. */
import type { PollCommand } from "../../protocol/client.ts";
import type { Facts } from "../command.ts";
import { type Decision, done, type Refusal } from "../decision.ts";
import type { State } from "../state.ts";
import type { CrowdFacts } from "./crowd.ts";
import { decideQuiz, isResting, type QuizCommand } from "./phase.ts";
import { planOf } from "./plan.ts";
import type { Quiz } from "./quiz.ts";

export const MOVES = {
  "quiz-start": "start",
  "quiz-lock": "lock",
  "quiz-next": "next",
  "quiz-hold": "hold",
  "quiz-finish": "finish",
  "quiz-again": "again",
} as const;

const NOBODY: CrowdFacts = { present: 0, open: 0, answered: 0, lookAt: null };

export function decideMove(
  { poll }: State,
  quiz: Quiz,
  command: QuizCommand,
  { crowd = NOBODY }: Facts,
  now: number,
): Decision | Refusal {
  const decided = decideQuiz(quiz, command, { plan: planOf(poll), crowd, now });
  if ("refused" in decided) return decided;
  return done(...decided.map((event) => ({ type: "quiz-moved" as const, event })));
}

/** Its phases open and close questions, and its games are their rounds. What is asked stays as it is while a game runs. */
export function isForQuiz({ stage }: Quiz, command: PollCommand): boolean {
  switch (command.command) {
    case "open":
    case "close":
    case "reopen":
    case "again":
    case "go":
    case "next":
    case "back":
    case "reset":
    case "undo-reset":
    case "clear":
    case "undo-clear":
    case "timer":
    case "show":
    case "hide":
      return false;
    case "add-question":
    case "add-option":
      return isResting(stage);
    case "edit":
      return command.question === undefined || isResting(stage);
    default:
      return true;
  }
}

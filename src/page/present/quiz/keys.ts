/** What a key does in a quiz: it turns the picture of this screen, asks something of the hub, or is answered with a sentence. */
import type { CommandBody } from "../../../protocol/client.ts";
import type { QuizView } from "../../../protocol/quiz.ts";
import { quizStage as words } from "../../../words/en.ts";
import { quizStep } from "../../ui/quizstep.ts";
import type { Action } from "../keys.ts";
import type { View } from "../view.ts";
import { turnedBy } from "./beats.ts";
import { toggleSound } from "./sound.ts";

/** `commands`: this device holds the host's key; without it nothing is asked of the hub. */
export function askedInQuiz(action: Action, quiz: QuizView, view: View, commands: boolean): CommandBody | string | null {
  switch (action) {
    case "step":
    case "next":
    case "back": {
      view.over.value = null;
      const turned = turnedBy(quiz, view.beat.value, action === "back" ? -1 : 1);
      if (turned) view.beat.value = turned;
      return turned || action === "back" || !commands ? null : (quizStep(quiz) ?? whyNot(quiz));
    }
    case "results":
      return commands && quiz.until !== null && isPassing(quiz) ? { command: "quiz-hold" } : null;
    case "lobby":
      return commands ? { command: "lobby", locked: quiz.lobby === "open" } : null;
    case "sound":
      return toggleSound() ? words.soundOn : words.soundOff;
    default:
      return null;
  }
}

/** What goes on by itself, and can be made to wait. */
function isPassing({ phase }: QuizView): boolean {
  return phase === "countdown" || phase === "revealed";
}

function whyNot({ phase }: QuizView): string | null {
  return phase === "not-started" ? words.nobody : null;
}

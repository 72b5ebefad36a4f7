/** The console of a quiz by keyboard; Space and the arrow as everywhere. */
import { quizHost as words } from "../../../words/en.ts";
import { KeyList } from "../keyhints.tsx";
import { press, usePressed } from "../keys.ts";
import type { QuizProps } from "./console.tsx";
import { hold, toggleLobby } from "./controls.tsx";

export function useQuizKeys(here: QuizProps): void {
  usePressed((key) => {
    switch (key.toLowerCase()) {
      case " ":
      case "arrowright":
        return () => press(".controls-main");
      case "h":
        return () => hold(here);
      case "l":
        return () => toggleLobby(here);
      default:
        return undefined;
    }
  });
}

export function QuizKeyHints() {
  return <KeyList keys={words.keys} />;
}

/** 1 to 6 choose, as on the big screen; all else is the browser's own. */
import { untracked } from "@preact/signals";
import { askedIn, gameOf, isPlayed, type Seated } from "./game.ts";
import { choose } from "./pad.tsx";

export function listenToKeys(seated: Seated): void {
  addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).matches?.("input, textarea")) return;
    const option = Number(event.key) - 1;
    const game = untracked(() => gameOf(seated));
    const asked = game && isPlayed(game) && game.scene === "question" ? untracked(() => askedIn(game)) : null;
    if (asked?.question.kind === "choice" && option in asked.question.options) choose(asked, option);
  });
}

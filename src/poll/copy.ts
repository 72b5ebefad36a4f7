/** A poll asked once more: the same questions under a new name and key, fresh or with all that was answered. */
import { type Birth, newState } from "./evolve.ts";
import { picturesIn } from "./pictures.ts";
import type { State } from "./state.ts";

/** What a copy needs of its original: nothing that opens it. */
export type Original = Pick<State, "poll" | "quiz" | "tallies" | "pictures">;

/** A deadline belongs to its evening; with the votes the question is over, and what the host did with answers stays. */
export function copied({ poll, quiz, tallies, pictures }: Original, withVotes: boolean, birth: Birth): State {
  const fresh = newState({ ...poll, endsAt: null, ...(quiz && { quiz: quiz.settings }) }, birth);
  const shown = new Set(poll.questions.flatMap(picturesIn));
  const kept = Object.fromEntries(Object.entries(pictures).filter(([id]) => shown.has(id)));
  if (!withVotes) return { ...fresh, pictures: kept };
  const questions = poll.questions.map((question) => ({
    ...question,
    phase: question.phase === "waiting" ? question.phase : ("closed" as const),
    endsAt: null,
    beforeReset: null,
  }));
  return { ...fresh, poll: { ...fresh.poll, questions }, tallies, pictures: kept };
}

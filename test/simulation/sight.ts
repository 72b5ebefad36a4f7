/** Who may see what, said a second time and from the rules alone: S1 to S5 and Z13. */
import type { Question, State } from "../../src/poll/state.ts";
import type { Role } from "../../src/protocol/server.ts";

export interface Who {
  voter: string;
  role: Role;
  /** Has shown the host's key. */
  host: boolean;
}

export function maySee(state: State, question: Question, { role, host }: Who, voted: boolean): boolean {
  const { poll, tallies, quiz } = state;
  if (host && role !== "stage") return true;
  if (quiz) return isRevealed(state, poll.questions.indexOf(question));
  if ((tallies[question.id]?.ballots ?? 0) < poll.showFrom) return false;
  if (question.shown !== null) return question.shown;
  if (poll.results === "host") return false;
  if (poll.results === "always" || question.phase === "closed") return true;
  return poll.results === "after-vote" && (voted || host);
}

export function isRevealed({ quiz }: State, index: number): boolean {
  const stage = quiz?.stage;
  if (!stage || !("index" in stage)) return false;
  return index < stage.index || (index === stage.index && (stage.phase === "revealed" || stage.phase === "finished"));
}

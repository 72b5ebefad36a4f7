/** Who in the room sees the figures of a question now. The hub decides it; pages only say it. */
import type { PollView, QuestionView, TalliesView } from "../../protocol/server.ts";

export type Sight = "all" | "voters" | "none";

export function ballotsOf(tallies: TalliesView, { id }: Pick<QuestionView, "id">): number {
  return tallies[id]?.ballots ?? 0;
}

export function hasVotes({ questions }: PollView, tallies: TalliesView): boolean {
  return questions.some((question) => ballotsOf(tallies, question) > 0);
}

/** Fewer ballots than the poll asks for: nobody in the room sees anything, whatever is set. */
export function isTooFew({ showFrom }: PollView, question: QuestionView, tallies: TalliesView): boolean {
  return ballotsOf(tallies, question) < showFrom;
}

export function sightOf(poll: PollView, question: QuestionView, tallies: TalliesView): Sight {
  if (isTooFew(poll, question, tallies)) return "none";
  const { shown, phase } = question;
  if (shown !== null) return shown ? "all" : "none";
  if (poll.results === "always") return "all";
  if (poll.results === "host") return "none";
  if (phase === "closed") return "all";
  return poll.results === "after-vote" ? "voters" : "none";
}

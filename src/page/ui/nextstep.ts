/** Where the host paces: the one step that comes next, for the console's big button and for the stage's space key. */
import type { CommandBody } from "../../protocol/client.ts";
import type { PollView, QuestionView, TalliesView } from "../../protocol/server.ts";
import { ballotsOf, isTooFew, sightOf } from "./sight.ts";

/** Null after the last question, and where nobody paces. */
export function nextStep(poll: PollView, tallies: TalliesView): CommandBody | null {
  const { pace, questions, current } = poll;
  if (pace !== "host") return null;
  const at = questions.findIndex(({ id }) => id === current);
  const question = questions[at];
  if (question?.phase === "waiting") return { command: "open", question: question.id };
  if (question?.phase === "open") return { command: "close", question: question.id };
  if (question && isWorthShowing(poll, question, tallies)) return { command: "show", question: question.id };
  const next = questions[at + 1];
  // Named, so that two clicks, or two hosts, are not two steps.
  return next ? { command: "go", question: next.id } : null;
}

/** Hidden results that a `show` would bring to the room. */
function isWorthShowing(poll: PollView, question: QuestionView, tallies: TalliesView): boolean {
  if (ballotsOf(tallies, question) === 0 || isTooFew(poll, question, tallies)) return false;
  return sightOf(poll, question, tallies) === "none";
}

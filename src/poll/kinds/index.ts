/** Kinds of questions: modules of one shape. A tally is incremental, and a recount of the ballots always agrees with it. */
import type { Choice } from "../../protocol/server.ts";
import type { Question } from "../state.ts";
import { choice } from "./choice.ts";

export interface Tally {
  /** People who answered, not marks. */
  ballots: number;
  /** In the order of the options. */
  counts: number[];
}

export interface Kind {
  empty(question: Question): Tally;
  /** The choice in its one stored form, or null when it is none for this question. */
  check(question: Question, choice: Choice): Choice | null;
  add(tally: Tally, choice: Choice): Tally;
  remove(tally: Tally, choice: Choice): Tally;
  /** Could these numbers come from ballots for this question? */
  isSound(question: Question, tally: Tally): boolean;
}

const KINDS: Record<Question["kind"], Kind> = { choice };

export function kindOf(question: Question): Kind {
  return KINDS[question.kind];
}

/** The slow and obvious tally: every ballot added to nothing. The truth that the incremental one must equal. */
export function recount(question: Question, choices: Iterable<Choice>): Tally {
  const kind = kindOf(question);
  let tally = kind.empty(question);
  for (const choice of choices) if (choice.length > 0) tally = kind.add(tally, choice);
  return tally;
}

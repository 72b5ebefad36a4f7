/**
 * Kinds of questions: modules of one shape. A tally is incremental, and a recount of the ballots always agrees with it: it only adds up, so
 * the order of votes leaves no trace in it, and its size depends on the question and never on what voters send. What adding up cannot give
 * (rounds of a runoff, an exact median, words) is digested from the stored ballots whenever somebody looks.
 */
import type { KindName } from "../../protocol/client.ts";
import type { Choice, QuestionView, QuestionViewOf, TallyViews } from "../../protocol/server.ts";
import type { Question } from "../state.ts";
import { choice } from "./choice.ts";
import type { WordLists } from "./lists.ts";
import { number } from "./number.ts";
import { other } from "./other.ts";
import { ranking } from "./ranking.ts";
import { rating } from "./rating.ts";
import { text } from "./text.ts";

export interface Tally {
  /** People who answered, not marks. */
  ballots: number;
  /** In the order of the options, steps or bins. */
  counts: number[];
}

/** What only the ballots themselves say; each kind that needs one has its own. */
export interface Digest {
  /** From how many ballots. */
  of: number;
}

/** What a reader may see of a question: nothing, the results, or also what is the host's alone. */
export type Sight = "n" | "y" | "h";

/** The fields of a question's view that are its kind's own. */
type OwnView<View> = View extends QuestionView
  ? Omit<View, "id" | "kind" | "text" | "open" | "phase" | "round" | "shown" | "seconds" | "endsAt">
  : never;

export interface Kind<Asked extends Question = Question, Counted extends Tally = Tally, Digested extends Digest = Digest> {
  empty(question: Asked): Counted;
  /** The choice in its one stored form, or null when it is none for this question. */
  check(question: Asked, choice: Choice): Choice | null;
  add(tally: Counted, choice: Choice, question: Asked): Counted;
  remove(tally: Counted, choice: Choice, question: Asked): Counted;
  /** Could these numbers come from ballots for this question? */
  isSound(question: Asked, tally: Counted): boolean;
  /** What ballots depend on: a question of another shape needs other ballots. */
  shape(question: Asked): readonly (number | null)[];
  /** Goes through the ballots once or twice. Absent where the tally says all. */
  digest?(question: Asked, ballots: Iterable<Choice>, lists: WordLists): Digested;
  /** All there is to see for a reader of this sight, which is not "n". */
  result(question: Asked, tally: Counted, digest: Digested | null, sight: Sight): TallyViews[Asked["kind"]];
  /** As much of a result as fits these bytes, or the least of it. Absent where a result is never large. */
  cut?(result: TallyViews[Asked["kind"]], bytesMax: number): TallyViews[Asked["kind"]];
  view(question: Asked, sight: Sight): OwnView<QuestionViewOf<Asked["kind"]>>;
}

const KINDS = { choice, other, rating, number, ranking, text } as unknown as Record<KindName | "other", Kind>;

export function kindOf(question: Question): Kind {
  return KINDS[question.kind === "choice" && question.other ? "other" : question.kind];
}

/** Does what a ballot points at differ, and not only the words? */
export function isRestructured(one: Question, other: Question): boolean {
  const [before, after] = [kindOf(one).shape(one), kindOf(other).shape(other)];
  return before.some((part, index) => part !== after[index]);
}

/** The slow and obvious tally: every ballot added to nothing. The truth that the incremental one must equal. */
export function recount(question: Question, choices: Iterable<Choice>): Tally {
  const kind = kindOf(question);
  let tally = kind.empty(question);
  for (const choice of choices) if (choice.length > 0) tally = kind.add(tally, choice, question);
  return tally;
}

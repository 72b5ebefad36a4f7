/** Which ballots get a receipt, and when their list may be seen. */

import { RECEIPTS_BALLOTS_MIN } from "../protocol/limits.ts";
import type { ReceiptsOff, ReceiptsView } from "../protocol/receipts.ts";
import type { Tally } from "./kinds/index.ts";
import type { Poll, Question } from "./state.ts";

/** Null where the list cannot be read now. */
export type ReceiptsOf = (question: Question, tally: Tally) => ReceiptsView | null;

/** In one's own words somebody may be known, and a list would put them beside a receipt. */
export function givesReceipts({ receipts }: Poll, question: Question): boolean {
  return receipts && !isOpenAnswer(question);
}

export function whyNoList(question: Question, { ballots }: Tally): ReceiptsOff | null {
  if (isOpenAnswer(question)) return "text";
  return ballots < RECEIPTS_BALLOTS_MIN ? "few" : null;
}

function isOpenAnswer(question: Question): boolean {
  return question.kind === "text" || (question.kind === "choice" && question.other);
}

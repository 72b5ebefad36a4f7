/** Counts a list of receipts again, by the rules that the hub counts by, and says what agrees and what does not. */
import { type Digest, kindOf, recount } from "../../../poll/kinds/index.ts";
import type { Choice, QuestionView, ReceiptsList, TallyView } from "../../../protocol/server.ts";
import type { Kept } from "../../receipt.ts";

export interface Verdict {
  /** As many receipts as ballots, each there once, in order. */
  isWhole: boolean;
  /** Every choice is one that this question takes. */
  isSound: boolean;
  /** The hash of the list is the one that everybody was told. */
  isAsTold: boolean;
  /** Counted again, the list gives the published result. */
  isSame: boolean;
  counted: TallyView;
  mine: Mine | null;
}

export interface Mine extends Kept {
  /** What stands beside it in the list; null where it is not there. */
  listed: Choice | null;
  isRight: boolean;
}

/** What a kind counts by is all in its view. */
type Asked = Parameters<typeof kindOf>[0];

/** `hash` is of the list, made here. */
export function verdictOn(
  question: QuestionView,
  published: TallyView,
  { receipts, count }: ReceiptsList,
  hash: string,
  kept: Kept | null,
): Verdict {
  const asked = question as unknown as Asked;
  const choices = receipts.map(([, choice]) => choice);
  const isSound = choices.every((choice) => isTaken(asked, choice));
  const counted = isSound ? countedFrom(asked, choices) : { ballots: receipts.length };
  const isInOrder = receipts.every(([receipt], at) => at === 0 || (receipts[at - 1]?.[0] ?? "") < receipt);
  const told = question.receipts && "sha256" in question.receipts ? question.receipts : null;
  const isOfSize = receipts.length === published.ballots && receipts.length === count && receipts.length === told?.count;
  return {
    isWhole: isInOrder && isOfSize,
    isSound,
    isAsTold: hash === told?.sha256,
    isSame: isSound && isSameResult(counted, published),
    counted,
    mine: kept && mineIn(receipts, kept),
  };
}

function isTaken(asked: Asked, choice: Choice): boolean {
  return isEqual(kindOf(asked).check(asked, choice), choice);
}

function countedFrom(asked: Asked, choices: readonly Choice[]): TallyView {
  const kind = kindOf(asked);
  const digest: Digest | null = kind.digest?.(asked, choices, { stopWords: new Set(), blockedWords: new Set() }) ?? null;
  return kind.result(asked, recount(asked, choices), digest, "y");
}

/** What is published may be cut, or know of a round before; whatever both say must be the same. */
function isSameResult(counted: TallyView, published: TallyView): boolean {
  const said = published as unknown as Record<string, unknown>;
  return (
    published.counts !== undefined &&
    Object.entries(counted).every(([field, value]) => !(field in said) || isEqual(value, said[field]))
  );
}

function mineIn(receipts: ReceiptsList["receipts"], kept: Kept): Mine {
  const listed = receipts.find(([receipt]) => receipt === kept.receipt)?.[1] ?? null;
  return { ...kept, listed, isRight: isEqual(listed ?? [], kept.said) };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

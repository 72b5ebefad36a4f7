/**
 * Receipts: what a voter keeps to find their ballot in the list that a closed question publishes. The list is an array of pairs, sorted by
 * receipt; its SHA-256 is over the bytes of its JSON without spaces, which are the same wherever JavaScript writes them.
 */
import type { Choice } from "./server.ts";

/** Random to everybody but the hub: says nothing about who votes or when. */
export type Receipt = [receipt: string, choice: Choice];

/** Why there is no list: answers in one's own words, too few ballots to hide among, more than one answer can carry. */
export type ReceiptsOff = "text" | "few" | "many";

export type ReceiptsView = { count: number; sha256: string } | { off: ReceiptsOff };

/** The answer to `GET …/receipts`. */
export interface ReceiptsList {
  question: string;
  round: number;
  count: number;
  /** In hexadecimal. */
  sha256: string;
  receipts: Receipt[];
}

/** Why somebody gets no list now. */
export type ReceiptsDetail = `receipts-${ReceiptsOff | "none" | "open" | "hidden"}`;

/** The text that the hash is over. */
export function receiptsText(receipts: readonly Receipt[]): string {
  return JSON.stringify(receipts);
}

/** The receipts that this device keeps, as the outbox left them when votes were acknowledged. */
import type { Choice } from "../protocol/server.ts";
import { recallJson, type Shelf, voterName } from "./device.ts";
import { outboxName, type Slots } from "./outbox.ts";

export interface Kept {
  receipt: string;
  /** What was acknowledged with it; empty where the vote was taken back. */
  said: Choice;
}

/** Null where there is none of this question and round. */
export function keptReceipt(poll: string, question: string, round: number, shelf: Shelf): Kept | null {
  const slots = (recallJson(shelf, outboxName(poll)) ?? {}) as Slots;
  const kept = slots[shelf.get(voterName(poll)) ?? ""]?.[question]?.kept;
  return kept && (kept.round ?? round) === round ? { receipt: kept.receipt, said: kept.said } : null;
}

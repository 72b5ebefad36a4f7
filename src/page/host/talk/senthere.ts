/** Ids of the notices that were sent from this page. */
import { signal } from "@preact/signals";

export const sentHere = signal<ReadonlySet<number>>(new Set());

export function noteSent(notice: number | undefined): void {
  if (notice !== undefined) sentHere.value = new Set([...sentHere.value, notice]);
}

/** What the Worker wrote into the page: the poll's id, the address that phones can reach, what anyone may see now. */
import type { Snapshot } from "../protocol/server.ts";

export interface Facts {
  poll: string;
  origin: string;
  first: Snapshot | null;
}

export function facts(): Facts {
  const written: Partial<Facts> = JSON.parse(document.getElementById("facts")?.textContent || "{}");
  return { poll: written.poll ?? "", origin: written.origin ?? location.origin, first: written.first ?? null };
}

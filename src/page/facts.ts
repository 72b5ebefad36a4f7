/** What the Worker wrote into the page: the poll's id, the address that phones can reach, what anyone may see now. */
import type { Code } from "../protocol/codes.ts";
import type { Snapshot } from "../protocol/server.ts";

export interface Facts {
  poll: string;
  origin: string;
  first: Snapshot | null;
  /** Why the page shows nothing else. */
  problem: Code | null;
}

export function facts(): Facts {
  const written: Partial<Facts> = JSON.parse(document.getElementById("facts")?.textContent || "{}");
  const { poll = "", origin = location.origin, first = null, problem = null } = written;
  return { poll, origin, first, problem };
}

/** What only some questions need is a script of its own, which takes from this one what both use (see the build). */
import { signal } from "@preact/signals";
import { VOTE_RETRY_MS } from "../../protocol/limits.ts";
import type * as Answers from "../answer/main.tsx";

/** Null until it is here. */
export const later = signal<typeof Answers | null>(null);

let loading = false;

export async function loadLater(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    later.value = await import("../answer/main.tsx");
  } catch {
    // No network just now.
    setTimeout(loadLater, VOTE_RETRY_MS);
    loading = false;
  }
}

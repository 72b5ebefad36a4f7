/** What only some questions need is a script of its own, which takes from this one what both use (see the build). */
import { signal } from "@preact/signals";
import type * as Answers from "../answer/main.tsx";
import { loaded } from "../talk/later.ts";

/** Null until it is here. */
export const later = signal<typeof Answers | null>(null);

let loading = false;

export async function loadLater(): Promise<void> {
  if (loading) return;
  loading = true;
  later.value = await loaded(() => import("../answer/main.tsx"));
}

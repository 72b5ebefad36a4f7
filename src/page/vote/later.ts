/** What only some questions need is a script of its own, which takes from this one what both use (see the build). */
import { signal } from "@preact/signals";
import type * as Answers from "../answer/main.tsx";
import type { Room } from "../room.ts";
import { loaded } from "../talk/later.ts";

/** Null until it is here. */
export const later = signal<typeof Answers | null>(null);

let loading = false;

/** `room`: none where there is no poll. */
export async function loadLater(room?: Room): Promise<void> {
  if (loading) return;
  loading = true;
  const more = await loaded(() => import("../answer/main.tsx"));
  if (room) more.attachClock(room);
  later.value = more;
}

/** The step before voting is a script of its own: it loads when the hub says that somebody must first be let in. */
import { effect } from "@preact/signals";
import type { Room } from "../room.ts";
import { loaded } from "../talk/later.ts";

export function entryLater(room: Room, id: string): void {
  let loading = false;
  effect(() => {
    if (loading || room.snapshot.value?.admitted !== false) return;
    loading = true;
    void loaded(() => import("./step.tsx")).then(({ ask }) => ask(room, id));
  });
}

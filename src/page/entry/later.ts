/** The step before voting is a script of its own: it loads when the hub says that somebody must first be let in. */
import { loadWhen } from "../late.ts";
import type { Room } from "../room.ts";

export function entryLater(room: Room, id: string): void {
  loadWhen(
    () => room.snapshot.value?.admitted === false,
    () => import("./step.tsx"),
    ({ ask }) => ask(room, id),
  );
}

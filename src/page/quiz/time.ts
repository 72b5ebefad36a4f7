/** Seconds that are left, by the hub's clock: reading them draws the page again at each. */
import { signal } from "@preact/signals";
import type { Room } from "../room.ts";

const beat = signal(0);
let timer: ReturnType<typeof setTimeout> | undefined;
let dueAt = Infinity;

/** Whole seconds, rounded up: 0 when the moment has come; null where there is none. */
export function secondsLeft(room: Room, moment: number | null): number | null {
  if (moment === null) return null;
  beat.value;
  const leftMs = moment - room.now();
  if (leftMs <= 0) return 0;
  beatAt(Date.now() + (leftMs % 1_000 || 1_000));
  return Math.ceil(leftMs / 1_000);
}

/** The soonest of those that are asked for. */
function beatAt(at: number): void {
  if (dueAt > Date.now() && dueAt <= at) return;
  clearTimeout(timer);
  dueAt = at;
  timer = setTimeout(() => {
    dueAt = Infinity;
    beat.value++;
  }, at - Date.now());
}

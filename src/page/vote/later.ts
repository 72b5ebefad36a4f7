/** What only some questions need is a script of its own, which takes from this one what both use (see the build). */
import { signal } from "@preact/signals";
import type * as Answers from "../answer/main.tsx";
import { loadWhen } from "../late.ts";
import type { Room } from "../room.ts";
import { wantsMore } from "./order.ts";

/** Null until it is here. */
export const later = signal<typeof Answers | null>(null);

export const answers = () => import("../answer/main.tsx");

/** Is it needed, and not here? */
export function lacks({ poll, wire }: Room): unknown {
  return !later.value && (wire.value.state === "ended" || (poll.value && wantsMore(poll.value)));
}

export function answerLater(room: Room): void {
  loadWhen(
    () => lacks(room),
    answers,
    (more) => {
      more.attachClock(room);
      later.value = more;
    },
  );
}

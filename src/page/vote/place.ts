/** Which question is on the screen. A person moves it, or the host where the host paces; tallies never do. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Room } from "../room.ts";
import { focusQuestion } from "./focus.ts";
import { questionsShown, startAt } from "./order.ts";

export interface Place {
  /** Id of the question on the screen. */
  at: ReadonlySignal<string | undefined>;
  go(question: string | undefined): void;
}

export function placeIn(room: Room): Place {
  const at = signal<string | undefined>(undefined);
  let here = false;
  effect(() => {
    const poll = room.poll.value;
    if (!poll) return;
    if (!at.peek() || !questionsShown(poll).some(({ id }) => id === at.peek())) {
      const next = startAt(poll, room.mine.peek())?.id;
      // Who was here before it moved is led to it, once it is drawn.
      if (here && next && next !== at.peek()) setTimeout(focusQuestion);
      at.value = next;
    }
    here = true;
  });
  return {
    at,
    go: (question) => {
      at.value = question;
      focusQuestion();
    },
  };
}

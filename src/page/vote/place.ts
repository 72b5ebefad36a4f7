/** Which question is on the screen. A person moves it; the host's pace moves it when a question opens; tallies never do. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import { ballotOf } from "./ballots.ts";
import { focusQuestion } from "./focus.ts";
import { questionsShown, startAt } from "./order.ts";

export interface Place {
  /** Id of the question on the screen. */
  at: ReadonlySignal<string | undefined>;
  go(question: string | undefined): void;
}

export function placeIn(room: Room): Place {
  const at = signal<string | undefined>(undefined);
  let open: ReadonlySet<string> | undefined;
  effect(() => {
    const poll = room.poll.value;
    const first = room.snapshot.value;
    if (!poll || !first) return;
    const shown = questionsShown(poll);
    const current = shown.find(({ id }) => id === at.peek());
    const opened = open && poll.questions.find((question) => question.open && !open?.has(question.id));
    open = new Set(poll.questions.filter((question) => question.open).map(({ id }) => id));
    if (!current) at.value = startAt(poll, room.mine.peek())?.id;
    else if (opened && follows(room, poll, current)) at.value = opened.id;
  });
  return {
    at,
    go: (question) => {
      at.value = question;
      focusQuestion();
    },
  };
}

/** A half-filled ballot of an open question stays where it is. */
function follows(room: Room, { pace }: PollView, current: QuestionView): boolean {
  return pace === "host" && !(current.open && ballotOf(room, current).touched);
}

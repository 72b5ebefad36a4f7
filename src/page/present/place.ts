/** Which question the stage shows: the one that the room is at, or what somebody chose here until the room moves on. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";

export interface Place {
  question: ReadonlySignal<string | undefined>;
  /** Only here: the room stays where it is. */
  go(by: 1 | -1): void;
}

export function stagePlace({ poll }: Room): Place {
  const question = signal<string | undefined>(undefined);
  let open: ReadonlySet<string> | undefined;
  let current: string | null | undefined;
  effect(() => {
    if (!poll.value) return;
    const { questions } = poll.value;
    const moved = current !== undefined && poll.value.current !== current;
    const opened = open && questions.find((asked) => asked.open && !open?.has(asked.id));
    current = poll.value.current;
    open = new Set(questions.filter((asked) => asked.open).map(({ id }) => id));
    const here = shownIn(poll.value).some(({ id }) => id === question.peek());
    if (moved && current) question.value = current;
    else if (opened) question.value = opened.id;
    else if (!here) question.value = startOf(poll.value)?.id;
  });
  return {
    question,
    go(by) {
      const shown = poll.value ? shownIn(poll.value) : [];
      const at = shown.findIndex(({ id }) => id === question.value);
      question.value = shown[at + by]?.id ?? question.value;
    },
  };
}

/** Where the host paces, nobody looks ahead. */
function shownIn({ pace, questions, current }: PollView): QuestionView[] {
  return pace === "host" ? questions.filter(({ id, phase }) => phase !== "waiting" || id === current) : questions;
}

function startOf(poll: PollView): QuestionView | undefined {
  const shown = shownIn(poll);
  const at = (test: (question: QuestionView) => boolean) => shown.findLast(test);
  return at(({ id }) => id === poll.current) ?? shown.find(({ open }) => open) ?? at(({ phase }) => phase === "closed") ?? shown[0];
}

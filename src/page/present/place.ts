/** Which question the stage shows: what somebody chose here, until the host opens another one. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";

export interface Place {
  question: ReadonlySignal<string | undefined>;
  go(by: 1 | -1): void;
}

/** Whoever holds the host's key may look ahead at questions that were never opened. */
export function stagePlace({ poll }: Room, ahead: boolean): Place {
  const question = signal<string | undefined>(undefined);
  let open: ReadonlySet<string> | undefined;
  effect(() => {
    if (!poll.value) return;
    const { questions } = poll.value;
    const opened = open && questions.find((asked) => asked.open && !open?.has(asked.id));
    open = new Set(questions.filter((asked) => asked.open).map(({ id }) => id));
    const here = questions.some(({ id }) => id === question.peek());
    if (opened) question.value = opened.id;
    else if (!here) question.value = startOf(poll.value)?.id;
  });
  return {
    question,
    go(by) {
      const shown = poll.value ? shownIn(poll.value, ahead) : [];
      const at = shown.findIndex(({ id }) => id === question.value);
      question.value = shown[at + by]?.id ?? question.value;
    },
  };
}

function shownIn({ pace, questions }: PollView, ahead: boolean): QuestionView[] {
  return pace === "host" && !ahead ? questions.filter(({ phase }) => phase !== "waiting") : questions;
}

function startOf(poll: PollView): QuestionView | undefined {
  const shown = shownIn(poll, false);
  return shown.find(({ open }) => open) ?? shown.findLast(({ phase }) => phase === "closed") ?? shown[0];
}

/** Marks made on the page as it came, before this script ran, are not lost. */
import type { Snapshot } from "../../protocol/server.ts";
import { mark } from "./ballots.ts";

export function keepMarks(app: HTMLElement, first: Snapshot | null): void {
  const marked = [...app.querySelectorAll<HTMLInputElement>("input:checked")];
  const question = first?.poll.questions.find(({ id }) => id === marked[0]?.name);
  if (question)
    mark(
      question,
      marked.map(({ value }) => Number(value)),
    );
}

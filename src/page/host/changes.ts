/** What an edit of a question changes. */
import type { CommandBody } from "../../protocol/client.ts";
import type { QuestionView } from "../../protocol/server.ts";
import { picturesOf, questionBody } from "../form/body.ts";
import { draftOf, type QuestionDraft } from "../form/draft.ts";

type Changes = Omit<Extract<CommandBody, { command: "edit" }>, "command" | "question">;

/** What votes point at, besides the number and the order of the options. */
const LOCKED = ["min", "max", "other", "steps", "from", "to", "step", "top"] as const;

/** Only what differs: a field that somebody else mended meanwhile is not put back. The text always, so that there is something to say. */
export function changesOf(question: QuestionView, draft: QuestionDraft, isQuiz = false): Changes {
  const before: Record<string, unknown> = questionBody(draftOf(question), isQuiz);
  const after = Object.entries(questionBody(draft, isQuiz)).filter(
    ([name, value]) => !isSame(value, before[name]) && name !== "kind",
  );
  const changes: Changes = { ...Object.fromEntries(after), text: draft.text };
  if (isSame(keysOf(draft), keysOf(draftOf(question)))) return changes;
  return { ...changes, pictures: keysOf(draft).some(Boolean) ? keysOf(draft) : null };
}

/** More, fewer or other marks or steps, or an option in another place; new words in the same place are no restructuring. */
export function isRestructured(question: QuestionView, draft: QuestionDraft): boolean {
  const changes = changesOf(question, draft);
  const { options = question.options } = changes;
  const reordered = !isSame(options, question.options) && isSame(options.toSorted(), question.options.toSorted());
  return options.length !== question.options.length || reordered || LOCKED.some((field) => field in changes);
}

function keysOf(draft: QuestionDraft): (string | null)[] {
  return picturesOf(draft).map((picture) => picture?.key ?? null);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** From question to question without leaving the controls. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import { BACK, Icon, NEXT } from "../ui/icons.tsx";

export function Step({ poll, question, pick }: { poll: PollView; question: QuestionView; pick(question: string): void }) {
  const { questions } = poll;
  const at = questions.indexOf(question);
  if (questions.length === 1) return null;
  const button = (to: QuestionView | undefined, shape: string, label: string) => (
    <button type="button" class="button-quiet button-icon" aria-label={label} aria-disabled={!to} onClick={() => to && pick(to.id)}>
      <Icon shape={shape} />
    </button>
  );
  return (
    <div class="host-step">
      <p class="number soft">{words.step(at + 1, questions.length)}</p>
      {button(questions[at - 1], BACK, words.back)}
      {button(questions[at + 1], NEXT, words.next)}
    </div>
  );
}

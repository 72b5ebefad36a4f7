/** Where the host looks, and where the room is. Without a pace: from question to question without leaving the controls. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { run as runWords, vote as words } from "../../words/en.ts";
import { BACK, Icon, NEXT, SCREEN } from "../ui/icons.tsx";

interface StepProps {
  poll: PollView;
  question: QuestionView | null;
  pick(question: string | null): void;
}

export function Step({ poll, question, pick }: StepProps) {
  const { questions, pace } = poll;
  const at = question ? questions.indexOf(question) : -1;
  if (pace === "host") return <Whereabouts poll={poll} question={question} at={at} />;
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

function Whereabouts({ poll: { questions, current }, question, at }: Omit<StepProps, "pick"> & { at: number }) {
  const room = questions.findIndex(({ id }) => id === current);
  const isHere = (question?.id ?? null) === current;
  return (
    <p class={isHere ? "host-where number" : "host-where host-away number"} role="status">
      {isHere && <Icon shape={SCREEN} />}
      {at >= 0 && <span>{words.step(at + 1, questions.length)} ·</span>}
      <span>
        {isHere ? runWords.roomIsHere : `${runWords.onlyYou} ${room < 0 ? runWords.roomWaits : runWords.roomIsAt(room + 1)}`}
      </span>
    </p>
  );
}

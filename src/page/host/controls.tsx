/** One row of big controls for the chosen question. The first one is always the next thing to do. */
import { UNDO_RESET_MS } from "../../protocol/limits.ts";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { CYCLE, EYE, EYE_OFF, Icon, NEXT, PLAY, STOP } from "../ui/icons.tsx";
import { ballotsOf, sightOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { ask } from "./ask.tsx";
import { run } from "./run.ts";

interface ControlsProps {
  room: Room;
  poll: PollView;
  question: QuestionView;
  pick(question: string): void;
}

export function Controls({ room, poll, question, pick }: ControlsProps) {
  const { id } = question;
  const shown = sightOf(poll, question, room.tallies.value) === "all";
  const next = poll.questions[poll.questions.indexOf(question) + 1];
  return (
    <fieldset class="controls">
      <legend class="visually-hidden">{words.controls}</legend>
      <PhaseButton room={room} question={question} />
      {poll.pace === "host" && next && (
        <button
          type="button"
          class={question.phase === "closed" ? "button" : "button-quiet"}
          onClick={() => void goOn(room, question, next, pick)}
        >
          <Icon shape={NEXT} /> {words.nextQuestion}
        </button>
      )}
      <button type="button" class="button-quiet" onClick={() => void run(room, { command: shown ? "hide" : "show", question: id })}>
        <Icon shape={shown ? EYE_OFF : EYE} /> {shown ? words.hideResults : words.showResults}
      </button>
      <button type="button" class="button-quiet" onClick={() => void reset(room, question)}>
        <Icon shape={CYCLE} /> {words.reset}
      </button>
    </fieldset>
  );
}

function PhaseButton({ room, question }: Pick<ControlsProps, "room" | "question">) {
  const { id, phase } = question;
  const [command, shape, label] = (
    {
      waiting: ["open", PLAY, words.openVoting],
      open: ["close", STOP, words.closeVoting],
      closed: ["reopen", PLAY, words.reopenVoting],
    } as const
  )[phase];
  return (
    <button
      type="button"
      class={phase === "closed" ? "button-quiet controls-main" : "button controls-main"}
      onClick={() => void run(room, { command, question: id })}
    >
      <Icon shape={shape} /> {label}
    </button>
  );
}

/** Closes this question and opens the next: the host shows one at a time. */
async function goOn(room: Room, question: QuestionView, next: QuestionView, pick: (question: string) => void): Promise<void> {
  if (question.open && !(await run(room, { command: "close", question: question.id }))) return;
  if (next.phase === "waiting" && !(await run(room, { command: "open", question: next.id }))) return;
  pick(next.id);
}

export async function reset(room: Room, question: QuestionView): Promise<void> {
  const { title, line, yes } = words.resetAsk;
  if (!(await ask({ title, line: line(ballotsOf(room.tallies.value, question)), yes }))) return;
  if (!(await run(room, { command: "reset", question: question.id }))) return;
  toast(words.resetDone, { undo: () => void undoReset(room, question.id), forMs: UNDO_RESET_MS });
}

async function undoReset(room: Room, question: string): Promise<void> {
  if (await run(room, { command: "undo-reset", question })) toast(words.resetUndone);
}

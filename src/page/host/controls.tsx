/** One row of big controls for where the room is: the next sensible step first, then what else can be done with this question. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as hostWords, run as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { BACK, Icon } from "../ui/icons.tsx";
import { QuestionActions } from "./actions.tsx";
import { MainButton, mainStep } from "./mainstep.tsx";
import { run } from "./run.ts";

export interface ControlsProps {
  room: Room;
  poll: PollView;
  /** Null where the room waits for the first one. */
  question: QuestionView | null;
  pick(question: string | null): void;
}

export function Controls(props: ControlsProps) {
  const { room, poll, question, pick } = props;
  const bar = useRef<HTMLFieldSetElement>(null);
  const step = mainStep(props);
  useKeptFocus(bar);
  const isAway = poll.pace === "host" && question !== null && question.id !== poll.current;
  return (
    <fieldset class="controls" ref={bar}>
      <legend class="visually-hidden">{hostWords.controls}</legend>
      <div class="controls-steps">
        {poll.pace === "host" && (
          <BackButton poll={poll} onPress={isAway ? () => pick(null) : () => void run(room, { command: "back" })} isAway={isAway} />
        )}
        <MainButton step={step} />
      </div>
      {question && !isAway && <QuestionActions room={room} poll={poll} question={question} />}
    </fieldset>
  );
}

function BackButton({ poll, onPress, isAway }: { poll: PollView; onPress(): void; isAway: boolean }) {
  const isFirst = poll.questions.findIndex(({ id }) => id === poll.current) < 1;
  const can = isAway || !isFirst;
  return (
    <button type="button" class="button-quiet controls-back" aria-disabled={!can} onClick={() => can && onPress()}>
      <Icon shape={BACK} /> <span class={isAway ? "" : "controls-word"}>{isAway ? words.backToRoom : words.back}</span>
    </button>
  );
}

/** A button that goes with its own command takes the focus along; the next step is where hands go anyway. */
function useKeptFocus(bar: { current: HTMLElement | null }): void {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const note = () => {
      last.current = document.activeElement;
    };
    element.addEventListener("focusin", note);
    return () => element.removeEventListener("focusin", note);
  }, []);
  useLayoutEffect(() => {
    if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    bar.current?.querySelector<HTMLElement>(".controls-main")?.focus();
  });
}

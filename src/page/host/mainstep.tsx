/** The one big button. Its meaning changes with the room; the button itself stays, and with it the focus. */
import { useEffect, useState } from "preact/hooks";
import type { CommandBody } from "../../protocol/client.ts";
import { STEP_RESTS_MS } from "../../protocol/limits.ts";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as hostWords, run as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { EYE, Icon, LIST, NEXT, PLAY, SCREEN, STOP } from "../ui/icons.tsx";
import { nextStep } from "../ui/nextstep.ts";
import { run } from "./run.ts";

export interface MainStep {
  label: string;
  shape: string;
  /** Not what comes next by itself. */
  quiet?: boolean;
  /** There is nothing to press: it says why. */
  off?: boolean;
  act(): void;
}

interface Where {
  room: Room;
  poll: PollView;
  question: QuestionView | null;
  pick(question: string | null): void;
}

export function mainStep({ room, poll, question, pick }: Where): MainStep {
  if (poll.pace === "open") return phaseStep(room, question);
  if (question && question.id !== poll.current) {
    const go = async () => {
      if (await run(room, { command: "go", question: question.id })) pick(null);
    };
    return { label: words.goHere, shape: SCREEN, act: () => void go() };
  }
  const command = nextStep(poll, room.tallies.value);
  if (!command) return { label: words.end, shape: LIST, act: () => open(`/p/${poll.id}/results`, "_blank", "noopener") };
  return { ...FACES[nameOf(command, poll)], act: () => void run(room, command) };
}

const FACES = {
  first: { label: words.first, shape: PLAY },
  next: { label: words.next, shape: NEXT },
  open: { label: words.open, shape: PLAY },
  close: { label: words.close, shape: STOP },
  show: { label: words.show, shape: EYE },
} as const;

function nameOf({ command }: CommandBody, { current }: PollView): keyof typeof FACES {
  if (command === "open" || command === "close" || command === "show") return command;
  return current === null ? "first" : "next";
}

/** Where everybody goes through the questions alone, there is only opening and closing. */
function phaseStep(room: Room, question: QuestionView | null): MainStep {
  const phase = question?.phase ?? "waiting";
  const [command, shape, label] = (
    {
      waiting: ["open", PLAY, hostWords.openVoting],
      open: ["close", STOP, hostWords.closeVoting],
      closed: ["reopen", PLAY, hostWords.reopenVoting],
    } as const
  )[phase];
  return { label, shape, quiet: phase === "closed", act: () => void (question && run(room, { command, question: question.id })) };
}

export function MainButton({ step: { label, shape, quiet, off = false, act } }: { step: MainStep }) {
  const rests = useRest(label);
  return (
    <button
      type="button"
      class={`${quiet ? "button-quiet" : "button"} controls-main${off ? " controls-off" : ""}`}
      aria-disabled={rests || off}
      onClick={() => !rests && !off && act()}
    >
      <Icon shape={shape} /> {label}
    </button>
  );
}

/** For a moment after its meaning changed, a click was meant for what stood there before: a double click, or another host was faster. */
function useRest(meaning: string): boolean {
  const [known, setKnown] = useState(meaning);
  useEffect(() => {
    const timer = setTimeout(() => setKnown(meaning), STEP_RESTS_MS);
    return () => clearTimeout(timer);
  }, [meaning]);
  return known !== meaning;
}

/** What else can be done with a question: who sees its figures, its clock, once more. */
import { COUNTDOWN_SECONDS_MAX, UNDO_RESET_MS } from "../../protocol/limits.ts";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as hostWords, run as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { CLOCK, CYCLE, EYE, EYE_OFF, Icon, PLAY, STOP } from "../ui/icons.tsx";
import { nextStep } from "../ui/nextstep.ts";
import { ballotsOf, sightOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { undoReset } from "./reset.ts";
import { run } from "./run.ts";

interface ActionsProps {
  room: Room;
  poll: PollView;
  question: QuestionView;
}

const COUNTDOWNS = [30, 60, 120] as const;
const MORE_SECONDS = 30;

export function QuestionActions({ room, poll, question }: ActionsProps) {
  const { id, phase } = question;
  const shown = isShown(poll, question);
  return (
    <div class="controls-more">
      {nextStep(poll, room.tallies.value)?.command !== "show" && (
        <button type="button" class="button-quiet" onClick={() => toggleResults(room, poll, question)}>
          <Icon shape={shown ? EYE_OFF : EYE} /> {shown ? hostWords.hideResults : hostWords.showResults}
        </button>
      )}
      {phase === "open" && <Clock room={room} question={question} />}
      {phase === "closed" && poll.pace === "host" && (
        <button type="button" class="button-quiet" onClick={() => void run(room, { command: "reopen", question: id })}>
          <Icon shape={PLAY} /> {hostWords.reopenVoting}
        </button>
      )}
      {phase === "closed" && ballotsOf(room.tallies.value, question) > 0 && (
        <button type="button" class="button-quiet" onClick={() => void askAgain(room, id)}>
          <Icon shape={CYCLE} /> {words.again}
        </button>
      )}
    </div>
  );
}

/** What the host decided, whether or not enough people have voted. */
export function isShown(poll: PollView, question: QuestionView): boolean {
  return sightOf({ ...poll, showFrom: 0 }, question, {}) === "all";
}

export function toggleResults(room: Room, poll: PollView, question: QuestionView): void {
  void run(room, { command: isShown(poll, question) ? "hide" : "show", question: question.id });
}

function Clock({ room, question: { id, endsAt } }: { room: Room; question: QuestionView }) {
  const set = (seconds: number | null) => void run(room, { command: "timer", question: id, seconds });
  if (endsAt === null) {
    return (
      <>
        {COUNTDOWNS.map((seconds) => (
          <button
            key={seconds}
            type="button"
            class="button-quiet controls-short"
            aria-label={words.countdownName(seconds)}
            onClick={() => set(seconds)}
          >
            <Icon shape={CLOCK} /> {words.countdownOf(seconds)}
          </button>
        ))}
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        class="button-quiet controls-short"
        aria-label={words.moreTimeName}
        onClick={() => set(longer(room, endsAt))}
      >
        <Icon shape={CLOCK} /> {words.moreTime}
      </button>
      <button type="button" class="button-quiet controls-short" onClick={() => set(null)}>
        <Icon shape={STOP} /> {words.stopCountdown}
      </button>
    </>
  );
}

function longer(room: Room, endsAt: string): number {
  const left = Math.ceil((Date.parse(endsAt) - room.now()) / 1_000);
  return Math.min(COUNTDOWN_SECONDS_MAX, Math.max(0, left) + MORE_SECONDS);
}

/** The shortest one, or none. */
export function toggleClock(room: Room, { id, phase, endsAt }: QuestionView): void {
  if (phase === "open") void run(room, { command: "timer", question: id, seconds: endsAt === null ? COUNTDOWNS[0] : null });
}

async function askAgain(room: Room, question: string): Promise<void> {
  if (!(await run(room, { command: "again", question }))) return;
  toast(words.askedAgain, { undo: () => void undoReset(room, question), forMs: UNDO_RESET_MS });
}

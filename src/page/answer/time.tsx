/** The time that is left for a question: shown, and kept before the hub says so. */
import { signal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import { Countdown } from "../ui/countdown.tsx";
import type { Asked } from "./props.ts";

/** Ends that have come: drawn again at that moment. */
const passed = signal(0);
let timer: ReturnType<typeof setTimeout> | undefined;

const TIMER_MS_MAX = 2_147_000_000; // the longest that a browser's timer takes

export function TimeLeft({ room, poll, question }: Asked) {
  const endsAt = endOf(poll, question);
  return endsAt && <Countdown endsAt={endsAt} now={room.now} of={question.seconds} />;
}

/** The sooner of the two, while it is open. */
function endOf({ endsAt }: PollView, question: QuestionView): string | null {
  if (question.phase === "waiting") return null;
  if (!endsAt || !question.endsAt) return question.endsAt ?? (question.open ? endsAt : null);
  return endsAt < question.endsAt ? endsAt : question.endsAt;
}

/** At its end a question takes no more answers here, whenever the hub's word comes. */
export function timed(room: Room, poll: PollView, question: QuestionView): QuestionView {
  const endsAt = question.open ? endOf(poll, question) : null;
  if (!endsAt) return question;
  passed.value;
  const leftMs = Date.parse(endsAt) - room.now();
  if (leftMs <= 0) return { ...question, open: false, phase: "closed" };
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      passed.value++;
    },
    Math.min(leftMs, TIMER_MS_MAX),
  );
  return question;
}

/** The time that is left, read from the back of the room: a ring that empties around the seconds. */
import { useEffect } from "preact/hooks";
import { countdown as words } from "../../../words/en.ts";
import { useSecondsLeft } from "../../ui/countdown.tsx";
import { tick } from "./sound.ts";

interface Props {
  /** On the hub's clock. */
  endsAt: number;
  now: () => number;
  /** The length of all of it. */
  seconds: number;
  /** It is the answers' time, not a pause. */
  hot: boolean;
}

const LAST_SECONDS = 5;

export function Ring({ endsAt, now, seconds, hot }: Props) {
  const left = useSecondsLeft(endsAt, now) ?? 0;
  useTicks(left, hot && left <= LAST_SECONDS);
  const share = Math.min(1, left / Math.max(1, seconds));
  return (
    <span class={`quiz-ring ${hot ? "" : "quiz-ring-calm"} ${hot && left <= LAST_SECONDS ? "quiz-ring-last" : ""}`} role="timer">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle class="quiz-ring-track" cx="20" cy="20" r="17" />
        <circle class="quiz-ring-left" cx="20" cy="20" r="17" pathLength="1" style={{ strokeDashoffset: 1 - share }} />
      </svg>
      <span class="quiz-ring-seconds" key={left} aria-hidden="true">
        {left}
      </span>
      <span class="visually-hidden">{words.left(left)}</span>
    </span>
  );
}

/** One for each second that begins. */
export function useTicks(left: number | null, on: boolean): void {
  useEffect(() => {
    if (on && left) tick();
  }, [left, on]);
}

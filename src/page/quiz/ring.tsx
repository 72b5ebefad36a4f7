/** Seconds in a ring that empties. */
import { play as words } from "../../words/en.ts";

const LAST_SECONDS = 3;

interface RingProps {
  /** Null for no limit. */
  seconds: number | null;
  of: number;
  isLarge?: boolean;
}

export function Ring({ seconds, of, isLarge = false }: RingProps) {
  const isLast = seconds !== null && seconds <= LAST_SECONDS;
  // Each step takes a second to draw, so it is drawn towards the next one.
  const share = seconds === null ? 1 : Math.max(0, Math.min(1, (seconds - 1) / of));
  return (
    <div class={`play-ring ${isLarge ? "play-ring-large" : ""} ${isLast && !isLarge ? "play-ring-last" : ""}`} role="timer">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle class="play-ring-track" cx="20" cy="20" r="17" />
        <circle class="play-ring-left" cx="20" cy="20" r="17" pathLength="1" style={{ strokeDashoffset: 1 - share }} />
      </svg>
      <span class="play-ring-number number" aria-hidden="true" key={isLarge || isLast ? seconds : "steady"}>
        {seconds ?? "∞"}
      </span>
      <span class="visually-hidden">{words.left(seconds)}</span>
    </div>
  );
}

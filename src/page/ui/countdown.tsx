/** How long there is still to vote: minutes and seconds with a ring around them, in words for the ear at a few moments, calm until the last seconds. */
import { useEffect, useState } from "preact/hooks";
import { countdown as words } from "../../words/en.ts";

interface Props {
  /** ISO 8601. */
  endsAt: string | null;
  /** The hub's clock: `room.now`. */
  now: () => number;
  /** The length of all of it in seconds, for the ring; without it the ring is the last minute. */
  of?: number | null;
}

const LAST_SECONDS = 5;
const RING_SECONDS = 60;
/** Seconds left at which a screen reader says so: often enough to plan by, and never during the last ones. */
const SAID_AT = [3_600, 600, 300, 60, 30, 10] as const;

export function Countdown({ endsAt, now, of }: Props) {
  const left = useSecondsLeft(endsAt === null ? null : Date.parse(endsAt), now);
  if (left === null) return null;
  const share = Math.min(1, left / (of ?? RING_SECONDS));
  return (
    <span class={left <= LAST_SECONDS ? "countdown countdown-last" : "countdown"} role="timer">
      <svg class="countdown-ring" viewBox="0 0 40 40" aria-hidden="true">
        <circle class="countdown-track" cx="20" cy="20" r="17" />
        <circle cx="20" cy="20" r="17" pathLength="1" style={{ strokeDashoffset: 1 - share }} />
      </svg>
      <span class="countdown-time" aria-hidden="true">
        {words.clock(left)}
      </span>
      <span class="visually-hidden">{words.left(left)}</span>
      <span class="visually-hidden" role="status">
        {said(left)}
      </span>
    </span>
  );
}

/** The newest of the moments: the sentence stays the same between two of them, so it is said once. */
function said(left: number): string {
  if (left === 0) return words.over;
  const moment = SAID_AT.findLast((at) => left <= at);
  return moment ? words.left(moment) : "";
}

/** `endsAt` in milliseconds since 1970. Whole seconds, rounded up: it is 0 when it is over. Each step comes at the second of the hub's clock. */
export function useSecondsLeft(endsAt: number | null, now: () => number): number | null {
  const [, drawAgain] = useState(0);
  const leftMs = endsAt === null ? null : Math.max(0, endsAt - now());
  useEffect(() => {
    if (!leftMs) return;
    const timer = setTimeout(() => drawAgain((times) => times + 1), leftMs % 1_000 || 1_000);
    return () => clearTimeout(timer);
  });
  return leftMs === null ? null : Math.ceil(leftMs / 1_000);
}

/** A number that counts up to what it is, for a second. */
import { useEffect, useState } from "preact/hooks";
import { figure } from "../../../words/en.ts";
import { isCalm } from "../flip.ts";

const COUNT_MS = 1_000;

export function Counting({ from, to, on }: { from: number; to: number; on: boolean }) {
  const [shown, show] = useState(isCalm() ? to : from);
  useEffect(() => {
    if (!on || isCalm()) return;
    const begun = performance.now();
    let frame = requestAnimationFrame(function draw(now) {
      const share = Math.min(1, Math.max(0, now - begun) / COUNT_MS);
      show(Math.round(from + (to - from) * (1 - (1 - share) ** 3)));
      if (share < 1) frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [from, to, on]);
  // Whoever listens hears only the end.
  return (
    <>
      <span aria-hidden="true">{figure(shown)}</span>
      <span class="visually-hidden">{figure(to)}</span>
    </>
  );
}

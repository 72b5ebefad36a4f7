/** The shapes of the options come down slowly, twice, and that was it. Only transforms and opacity move. */
import { QUIZ_OPTIONS_MAX } from "../../../protocol/limits.ts";
import { tintOf } from "../../ui/options.ts";
import { shapeOf } from "../../ui/shapes.ts";

const PIECES = 36;

/** Scattered by steps that never line up, and the same every time. */
const PIECES_AT = Array.from({ length: PIECES }, (_, at) => ({
  left: `${(at * 61.8) % 100}%`,
  delay: `${((at * 0.37) % 5).toFixed(2)}s`,
  duration: `${(6 + ((at * 1.7) % 4)).toFixed(2)}s`,
  scale: 0.7 + ((at * 0.31) % 0.8),
}));

export function Confetti() {
  return (
    <div class="quiz-confetti" aria-hidden="true">
      {PIECES_AT.map(({ left, delay, duration, scale }, at) => (
        <span
          key={at}
          class={`quiz-piece ${tintOf(at % QUIZ_OPTIONS_MAX)}`}
          style={{ left, "--delay": delay, "--lasts": duration, "--scale": `${scale}` }}
        >
          <svg class="quiz-shape" viewBox="0 0 24 24" aria-hidden="true">
            <path d={shapeOf(at % QUIZ_OPTIONS_MAX)} />
          </svg>
        </span>
      ))}
    </div>
  );
}

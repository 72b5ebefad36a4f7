/** Reactions of the room rise along an edge and are gone. Where somebody wants no motion they are a row of counts that fades. */
import { useEffect, useState } from "preact/hooks";
import { FLOAT_MS, TALK_EVERY_MS } from "../../protocol/limits.ts";
import { REACTIONS } from "../../protocol/talk.ts";
import { figure, talkStage as words } from "../../words/en.ts";
import { isCalm } from "../present/flip.ts";
import { CLEAR, type Float, isClear, lifted, saidOf, scaleOf, spreadOf, summed, type Taps, tapped } from "./sky.ts";

interface Props {
  /** Calls with each frame of reactions until the function it gives is called. The same one as long as the room is the same. */
  listen(hear: (taps: Taps) => void): () => void;
  /** How many rise at once. */
  most: number;
}

/** Decoration: whoever listens to the page hears nothing of it. */
export function Floats(props: Props) {
  return <div class="floats">{isCalm() ? <Counts {...props} /> : <Rising {...props} />}</div>;
}

function Rising({ listen, most }: Props) {
  const [sky, show] = useState(CLEAR);
  useEffect(() => {
    let next = CLEAR;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      next = lifted(next, performance.now(), most);
      show(next);
      timer = isClear(next) ? undefined : setTimeout(draw, TALK_EVERY_MS);
    };
    const stop = listen((taps) => {
      next = tapped(next, taps);
      if (timer === undefined) draw();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listen, most]);
  return sky.floats.map((float) => <Rise key={float.number} of={float} />);
}

function Rise({ of: { number, emoji, count } }: { of: Float }) {
  const { across, delayMs } = spreadOf(number);
  const said = saidOf(count);
  return (
    <span
      class="float"
      aria-hidden="true"
      style={{
        "--across": across.toFixed(3),
        "--scale": scaleOf(count).toFixed(2),
        "--lasts": `${FLOAT_MS}ms`,
        "--delay": `${delayMs}ms`,
      }}
    >
      <span class="float-emoji">{emoji}</span>
      {said !== null && <span class="float-count">{words.taps(said)}</span>}
    </span>
  );
}

/** Since the room was last quiet. */
function Counts({ listen }: Props) {
  const [{ counts, isOver }, show] = useState<{ counts: Taps; isOver: boolean }>({ counts: {}, isOver: true });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fade = () => show(({ counts }) => ({ counts, isOver: true }));
    const stop = listen((taps) => {
      clearTimeout(timer);
      timer = setTimeout(fade, FLOAT_MS);
      show((before) => ({ counts: summed(before.isOver ? {} : before.counts, taps), isOver: false }));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listen]);
  return (
    <ul class={isOver ? "float-counts float-counts-over" : "float-counts"} aria-hidden="true">
      {REACTIONS.filter((emoji) => counts[emoji]).map((emoji) => (
        <li key={emoji}>
          <span class="float-emoji">{emoji}</span> <span class="number">{figure(counts[emoji] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The rows of a ranking: those with a place, and those that still wait for one. */
import type { QuestionViewOf } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { DOWN, Icon, PLUS, UP } from "../ui/icons.tsx";
import { tintOf } from "../ui/options.ts";
import { faceOf } from "./face.tsx";
import type { Moves } from "./ranking.tsx";
import type { Ranked } from "./ranks.ts";

interface RowProps {
  poll: string;
  question: QuestionViewOf<"ranking">;
  ranked: Ranked;
  moves: Moves;
  fixed: boolean;
  option: number;
  /** The option that the keyboard carries. */
  lifted: number | null;
}

const GRIP = "M5 9h14M5 15h14";

export function RankedRow({ place, ...props }: RowProps & { place: number }) {
  const { question, ranked, moves, fixed, option, lifted } = props;
  const text = question.options[option] ?? "";
  const name = words.ranking.placed(text, place + 1, ranked.length);
  return (
    <li class={`rank ${tintOf(option)} ${lifted === option ? "rank-lifted" : ""}`} data-option={option}>
      {fixed ? (
        <span class="rank-tile">{place + 1}</span>
      ) : (
        <button
          type="button"
          id={`rank-${option}`}
          class="rank-tile"
          aria-label={name}
          aria-describedby="ranking-keys"
          aria-pressed={lifted === option}
          onPointerDown={(event) => moves.drag(event, option)}
          onKeyDown={(event) => moves.key(event, option)}
          onBlur={() => lifted === option && requestAnimationFrame(() => dropIfLeft(option, moves))}
        >
          {place + 1}
          <Icon shape={GRIP} />
        </button>
      )}
      <Words {...props} />
      {!fixed && (
        <span class="rank-steps">
          <Step {...props} by={-1} off={place === 0} />
          <Step {...props} by={1} off={question.top === null && place === ranked.length - 1} />
        </span>
      )}
    </li>
  );
}

/** Moving its row takes the focus away for a moment; only who really went somewhere else has dropped it. */
function dropIfLeft(option: number, moves: Moves): void {
  if (document.activeElement?.id !== `rank-${option}`) moves.drop();
}

function Step({ question, moves, option, by, off }: RowProps & { by: -1 | 1; off: boolean }) {
  const text = question.options[option] ?? "";
  const id = `rank-${by < 0 ? "up" : "down"}-${option}`;
  const move = () => {
    if (off) return;
    moves.step(option, by);
    (document.getElementById(id) ?? document.getElementById(`rank-${option}`))?.focus({ preventScroll: true });
  };
  return (
    <button
      type="button"
      id={id}
      class="rank-step"
      aria-label={by < 0 ? words.ranking.up(text) : words.ranking.down(text)}
      aria-disabled={off}
      onClick={move}
    >
      <Icon shape={by < 0 ? UP : DOWN} />
    </button>
  );
}

export function UnrankedRow(props: RowProps) {
  const { question, ranked, moves, fixed, option } = props;
  const text = question.options[option] ?? "";
  const full = ranked.length >= question.max;
  const add = () => {
    moves.add(option);
    document.getElementById(`rank-${option}`)?.focus({ preventScroll: true });
  };
  return (
    <li class={`rank rank-out ${tintOf(option)}`} data-option={option}>
      {!fixed && (
        <button
          type="button"
          class="rank-add"
          aria-label={words.ranking.add(text, Math.min(ranked.length + 1, question.max))}
          aria-disabled={full}
          onClick={() => !full && add()}
        />
      )}
      <span class="rank-tile" onPointerDown={(event) => !fixed && !full && moves.drag(event, option)}>
        {!fixed && <Icon shape={PLUS} />}
      </span>
      <Words {...props} />
    </li>
  );
}

function Words({ poll, question, option }: RowProps) {
  return (
    <span class="rank-words">
      {faceOf(poll, question, option)}
      <bdi>{question.options[option]}</bdi>
    </span>
  );
}

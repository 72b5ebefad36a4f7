/** Two to six options, each a colour, a letter and a shape. At the reveal the wrong ones fade, and each shows how many chose it. */
import type { QuestionViewOf, TallyViews } from "../../../protocol/server.ts";
import { figure, stage, quizStage as words } from "../../../words/en.ts";
import { CHECK, Icon } from "../../ui/icons.tsx";
import { letterOf, shareOf, tintOf } from "../../ui/options.ts";
import { shapeOf } from "../../ui/shapes.ts";

interface Props {
  question: QuestionViewOf<"choice">;
  tally: TallyViews["choice"] | undefined;
  /** Null until it is told. */
  right: readonly number[] | null;
}

export function Panels({ question, tally, right }: Props) {
  return (
    <ol class={`quiz-panels quiz-panels-${question.options.length} quiz-panels-${sizeOf(question.options)}`}>
      {question.options.map((text, option) => (
        <li key={option} class={`quiz-panel ${tintOf(option)} ${stateOf(right, option)}`}>
          <Panel text={text} option={option} isRight={!!right?.includes(option)} share={right ? shareOf(tally, option) : null} />
        </li>
      ))}
    </ol>
  );
}

const SHORT_POINTS_MAX = 12;
const MIDDLE_POINTS_MAX = 26;

/** Short answers are written large. */
function sizeOf(options: readonly string[]): string {
  const longest = Math.max(...options.map(({ length }) => length));
  if (longest <= SHORT_POINTS_MAX) return "short";
  return longest <= MIDDLE_POINTS_MAX ? "middle" : "long";
}

function stateOf(right: readonly number[] | null, option: number): string {
  if (!right) return "";
  return right.includes(option) ? "quiz-panel-right" : "quiz-panel-wrong";
}

interface PanelProps {
  text: string;
  option: number;
  isRight: boolean;
  share: ReturnType<typeof shareOf>;
}

function Panel({ text, option, isRight, share }: PanelProps) {
  return (
    <>
      <span class="quiz-panel-sign">
        <svg class="quiz-shape" viewBox="0 0 24 24" aria-hidden="true">
          <path d={shapeOf(option)} />
        </svg>
        <span class="quiz-panel-letter">{letterOf(option)}</span>
      </span>
      <span class="quiz-panel-text" dir="auto">
        {text}
      </span>
      <span class="quiz-panel-said">
        {isRight && (
          <span class="quiz-panel-mark">
            <Icon shape={CHECK} />
            {words.right}
          </span>
        )}
        {share && (
          <span class="quiz-panel-share">
            <strong>{stage.percent(share.percent)}</strong> {figure(share.count)}
          </span>
        )}
      </span>
      <span class="quiz-panel-track" aria-hidden="true">
        <span class="quiz-panel-bar" style={{ transform: `scaleX(${share?.share ?? 0})` }} />
      </span>
    </>
  );
}

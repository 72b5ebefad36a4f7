/** A number: typed, in steps, and by a slider where the range is small enough for a thumb. */
import type { QuestionViewOf } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { Icon, PLUS } from "../ui/icons.tsx";
import { mark } from "../vote/ballots.ts";
import { hasSlider, nextNumber, numberFault, numberFrom, typedWidth } from "./numbers.ts";
import { type Asked, isFixed } from "./props.ts";

type NumberProps = Asked<QuestionViewOf<"number">>;

const MINUS = "M5 12h14";
export function NumberField(props: NumberProps) {
  const { question, ballot } = props;
  const [typed] = ballot.marked;
  const fixed = isFixed(props);
  return (
    <div class="guess">
      <div class="guess-row">
        <Step {...props} by={-1} />
        <label class="guess-field">
          <span class="visually-hidden">{words.number.label(question)}</span>
          <input
            type="text"
            inputMode={question.from < 0 ? "text" : "decimal"}
            autoComplete="off"
            enterkeyhint="send"
            size={typedWidth(question)}
            placeholder="?"
            value={typed ?? ""}
            readOnly={fixed}
            aria-invalid={ballot.told && ballot.fault !== null}
            onInput={({ currentTarget }) => typedIn(question, currentTarget.value)}
            onKeyDown={(event) => byArrows(event, props)}
          />
          {question.unit && <bdi class="guess-unit">{question.unit}</bdi>}
        </label>
        <Step {...props} by={1} />
      </div>
      {hasSlider(question) && <Slider {...props} />}
    </div>
  );
}

function Slider(props: NumberProps) {
  const { question, ballot } = props;
  const { from, to, step } = question;
  const value = valueIn(props);
  return (
    <div class="guess-slider">
      <input
        type="range"
        class={ballot.marked.length > 0 ? undefined : "guess-unset"}
        min={from}
        max={to}
        step={step}
        value={value ?? nextNumber(question, null, 1)}
        disabled={isFixed(props)}
        aria-label={words.number.slider}
        aria-valuetext={value === null ? words.number.unset : words.number.value(value, question.unit)}
        onInput={({ currentTarget }) => mark(question, [currentTarget.valueAsNumber])}
      />
      <p class="guess-ends" aria-hidden="true">
        <span>{words.number.plain(from)}</span>
        <span>{words.number.plain(to)}</span>
      </p>
    </div>
  );
}

function Step({ by, ...props }: NumberProps & { by: -1 | 1 }) {
  const { question } = props;
  const value = valueIn(props);
  const atEnd = value !== null && (by < 0 ? value <= question.from : value >= question.to);
  return (
    <button
      type="button"
      class="button-quiet guess-step"
      aria-label={by < 0 ? words.number.less : words.number.more}
      disabled={isFixed(props) || atEnd}
      onClick={() => mark(question, [nextNumber(question, value, by)])}
    >
      <Icon shape={by < 0 ? MINUS : PLUS} />
    </button>
  );
}

/** What is typed stays as it is typed; it becomes a number when it is one of the range. */
function typedIn(question: QuestionViewOf<"number">, typed: string): void {
  const number = numberFrom(typed);
  const whole = number !== null && String(number) === typed && numberFault(question, number) === null;
  mark(question, typed.trim() === "" ? [] : [whole ? number : typed]);
}

function byArrows(event: KeyboardEvent, props: NumberProps): void {
  const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : null;
  if (!by || isFixed(props)) return;
  event.preventDefault();
  mark(props.question, [nextNumber(props.question, valueIn(props), by)]);
}

function valueIn({ ballot }: NumberProps): number | null {
  const [typed] = ballot.marked;
  return typeof typed === "number" ? typed : numberFrom(typed ?? "");
}

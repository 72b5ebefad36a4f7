/** A number or a short text: one field, large enough to type in a hurry. */
import type { QuestionViewOf } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { hasSlider, nextNumber, numberFrom, typedWidth } from "../answer/numbers.ts";
import type { Asked } from "./game.ts";
import { mark, marksOf, toldFault } from "./marks.ts";

export function TextField(asked: Asked) {
  const { question, standing, mine } = asked;
  const marked = marksOf(question);
  return (
    <div class="play-write">
      <input
        class="play-input"
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        enterkeyhint="send"
        aria-label={words.text.label}
        placeholder={words.text.placeholder.cloud}
        value={String((mine ?? marked)[0] ?? "")}
        readOnly={standing !== "open"}
        aria-invalid={!!toldFault(question)}
        onInput={({ currentTarget: { value } }) => mark(question, value ? [value] : [])}
      />
    </div>
  );
}

export function NumberField({ question, ...asked }: Asked & { question: QuestionViewOf<"number"> }) {
  const { standing, mine } = asked;
  const [typed = ""] = mine ?? marksOf(question);
  const { from, to, step, unit } = question;
  const isOff = standing !== "open";
  const value = typeof typed === "number" ? typed : numberFrom(typed);
  return (
    <div class="play-write">
      <label class="play-number">
        <span class="visually-hidden">{words.number.label(question)}</span>
        <input
          class="play-input number"
          type="text"
          inputMode={from < 0 ? "text" : "decimal"}
          autoComplete="off"
          enterkeyhint="send"
          placeholder="?"
          size={typedWidth(question)}
          value={typed}
          readOnly={isOff}
          aria-invalid={!!toldFault(question)}
          onInput={({ currentTarget }) => mark(question, currentTarget.value.trim() ? [currentTarget.value] : [])}
        />
        {unit && <bdi class="soft">{unit}</bdi>}
      </label>
      {hasSlider(question) ? (
        <div class="play-slide">
          <input
            type="range"
            class={value === null ? "play-unset" : undefined}
            min={from}
            max={to}
            step={step}
            value={value ?? nextNumber(question, null, 1)}
            disabled={isOff}
            aria-label={words.number.slider}
            aria-valuetext={value === null ? words.number.unset : words.number.value(value, unit)}
            onInput={({ currentTarget }) => mark(question, [currentTarget.valueAsNumber])}
          />
          <p class="play-ends number" aria-hidden="true">
            <span>{words.number.plain(from)}</span>
            <span>{words.number.plain(to)}</span>
          </p>
        </div>
      ) : (
        <p class="soft small">{words.number.range(question)}</p>
      )}
    </div>
  );
}

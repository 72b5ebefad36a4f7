/** The few kinds of fields that forms here are made of. Each has its label, and says what is wrong with it. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface ChoicesProps<Value extends string> {
  legend: string;
  values: readonly Value[];
  value: Value;
  name(value: Value): string;
  /** A sentence under the name. */
  hint?(value: Value): string;
  onPick(value: Value): void;
}

/** One of a few, as a list of radio buttons with whole sentences. */
export function Choices<Value extends string>({ legend, values, value, name, hint, onPick }: ChoicesProps<Value>) {
  const group = useId();
  return (
    <fieldset class="choices">
      <legend class="field-label">{legend}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={group} checked={one === value} onChange={() => onPick(one)} />
          <span>
            {name(one)}
            {hint && <span class="field-hint switch-hint">{hint(one)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface SegmentsProps<Value extends string> extends Omit<ChoicesProps<Value>, "hint"> {
  locked?: boolean;
  hideLegend?: boolean;
}

/** One of a few short words, side by side. */
export function Segments<Value extends string>({ legend, hideLegend, values, value, name, locked, onPick }: SegmentsProps<Value>) {
  const group = useId();
  return (
    <fieldset class="segmented" disabled={locked ?? false}>
      <legend class={hideLegend ? "visually-hidden" : "field-label"}>{legend}</legend>
      <div class="segments">
        {values.map((one) => (
          <label key={one}>
            <input type="radio" name={group} checked={one === value} onChange={() => onPick(one)} />
            <span>{name(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SwitchProps {
  words: { label: string; hint: string };
  on: boolean;
  locked?: boolean;
  onFlip(on: boolean): void;
}

export function Switch({ words: { label, hint }, on, locked, onFlip }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        disabled={locked ?? false}
        onChange={(event) => onFlip(event.currentTarget.checked)}
      />
      <span>
        {label}
        <span class="field-hint switch-hint">{hint}</span>
      </span>
    </label>
  );
}

interface PickerProps<Value> {
  id: string;
  label: string;
  values: readonly Value[];
  value: Value;
  name(value: Value): string;
  hint?: string;
  locked?: boolean;
  onPick(value: Value): void;
}

/** One of many short values. */
export function Picker<Value>({ id, label, values, value, name, hint, locked, onPick }: PickerProps<Value>) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={String(values.indexOf(value))}
        disabled={locked ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onPick(values[Number(event.currentTarget.value)] as Value)}
      >
        {values.map((one, index) => (
          <option key={index} value={String(index)}>
            {name(one)}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface LineProps {
  id: string;
  label: ComponentChildren;
  value: string;
  placeholder?: string;
  message: string | null;
  /** Brings the keyboard with digits. */
  numeric?: boolean;
  locked?: boolean;
  onType(text: string): void;
}

/** One line of text or a number. */
export function Line({ id, label, value, placeholder, message, numeric, locked, onType }: LineProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={numeric ? "decimal" : "text"}
        value={value}
        placeholder={placeholder ?? ""}
        disabled={locked ?? false}
        autocomplete="off"
        aria-invalid={message !== null}
        aria-describedby={`${id}-note`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class="field-error" role="alert" hidden={message === null}>
        {message}
      </p>
    </div>
  );
}

/** What is set stays on offer, also where another program has set it. */
export function offered(usual: readonly number[], set: number): number[] {
  return [...new Set([...usual, set])].sort((one, other) => one - other);
}

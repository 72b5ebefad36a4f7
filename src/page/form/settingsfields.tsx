/** The settings of a whole poll, as fields. Make folds them behind one line; the host changes them while the poll runs. */
import { useId } from "preact/hooks";
import { KEEP_DAYS_DEFAULT, KEEP_DAYS_MAX, KEEP_DAYS_MIN } from "../../protocol/limits.ts";
import type { ResultsWhen } from "../../protocol/server.ts";
import { form as words } from "../../words/en.ts";
import type { PollSettings } from "./draft.ts";

const RESULTS: readonly ResultsWhen[] = ["always", "after-vote", "after-close", "host"];
const KEEP_DAYS = [KEEP_DAYS_MIN, 7, KEEP_DAYS_DEFAULT, KEEP_DAYS_MAX];

interface SettingsFieldsProps {
  settings: PollSettings;
  onChange(change: Partial<PollSettings>): void;
}

export function SettingsFields({ settings, onChange }: SettingsFieldsProps) {
  const { results, revote, oneTap, sharedDevice, keepDays } = settings;
  const id = useId();
  const daysOffered = [...new Set([...KEEP_DAYS, keepDays])].sort((a, b) => a - b);
  return (
    <div class="settingsfields">
      <Choices
        legend={words.resultsWhen}
        values={RESULTS}
        value={results}
        name={(value) => words.resultsName[value]}
        onPick={(picked) => onChange({ results: picked })}
      />
      <Switch words={words.revote} on={revote} onFlip={(on) => onChange({ revote: on })} />
      <Switch words={words.oneTap} on={oneTap} onFlip={(on) => onChange({ oneTap: on })} />
      <Switch words={words.sharedDevice} on={sharedDevice} onFlip={(on) => onChange({ sharedDevice: on })} />
      <div class="field">
        <label for={id}>{words.keepDays}</label>
        <select
          id={id}
          value={String(keepDays)}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange({ keepDays: Number(event.currentTarget.value) })}
        >
          {daysOffered.map((days) => (
            <option key={days} value={String(days)}>
              {words.days(days)}
            </option>
          ))}
        </select>
        <p id={`${id}-hint`} class="field-hint">
          {words.keepDaysHint}
        </p>
      </div>
    </div>
  );
}

interface ChoicesProps<Value extends string> {
  legend: string;
  values: readonly Value[];
  value: Value;
  name(value: Value): string;
  onPick(value: Value): void;
}

/** One of a few, as a list of radio buttons with whole sentences. */
export function Choices<Value extends string>({ legend, values, value, name, onPick }: ChoicesProps<Value>) {
  const group = useId();
  return (
    <fieldset class="choices">
      <legend class="field-label">{legend}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={group} checked={one === value} onChange={() => onPick(one)} />
          <span>{name(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface SwitchProps {
  words: { label: string; hint: string };
  on: boolean;
  onFlip(on: boolean): void;
}

function Switch({ words: { label, hint }, on, onFlip }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        onChange={(event) => onFlip(event.currentTarget.checked)}
      />
      <span>
        {label}
        <span class="field-hint switch-hint">{hint}</span>
      </span>
    </label>
  );
}

/** The settings of a whole poll, as fields. Make folds them behind one line; the host changes them while the poll runs. */
import { useId } from "preact/hooks";
import { KEEP_DAYS_DEFAULT, KEEP_DAYS_MAX, KEEP_DAYS_MIN } from "../../protocol/limits.ts";
import type { ResultsWhen } from "../../protocol/server.ts";
import { receipts as receiptWords, form as words } from "../../words/en.ts";
import { Choices, offered, Picker, Switch } from "./controls.tsx";
import { Deadline } from "./deadline.tsx";
import type { PollSettings } from "./draft.ts";

const RESULTS: readonly ResultsWhen[] = ["always", "after-vote", "after-close", "host"];
const SHOW_FROM = [0, 3, 5, 10, 20];
const KEEP_DAYS = [KEEP_DAYS_MIN, 7, KEEP_DAYS_DEFAULT, KEEP_DAYS_MAX];

interface SettingsFieldsProps {
  settings: PollSettings;
  /** There are votes: some settings stay as they are. */
  locked?: boolean;
  /** What is wrong with the deadline. */
  message?: string | null;
  onChange(change: Partial<PollSettings>): void;
}

export function SettingsFields({ settings, locked = false, message = null, onChange }: SettingsFieldsProps) {
  const { results, revote, oneTap, sharedDevice, receipts, keepDays, showFrom, endsAt } = settings;
  const id = useId();
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
      <Switch
        words={locked ? { ...receiptWords.setting, hint: receiptWords.locked } : receiptWords.setting}
        on={receipts}
        locked={locked}
        onFlip={(on) => onChange({ receipts: on })}
      />
      <div class="settingspair">
        <Picker
          id={`${id}-from`}
          label={words.showFrom}
          values={offered(SHOW_FROM, showFrom)}
          value={showFrom}
          name={words.showFromName}
          hint={words.showFromHint}
          onPick={(picked) => onChange({ showFrom: picked })}
        />
        <KeepDays keepDays={keepDays} onChange={onChange} />
      </div>
      <Deadline endsAt={endsAt} message={message} onChange={(picked) => onChange({ endsAt: picked })} />
    </div>
  );
}

/** Of any poll, a quiz as well. */
export function KeepDays({ keepDays, onChange }: { keepDays: number; onChange(change: { keepDays: number }): void }) {
  return (
    <Picker
      id={useId()}
      label={words.keepDays}
      values={offered(KEEP_DAYS, keepDays)}
      value={keepDays}
      name={words.days}
      hint={words.keepDaysHint}
      onPick={(picked) => onChange({ keepDays: picked })}
    />
  );
}

/** Who may vote, as fields, with what each step stops and what not. Make has them, and the console while there are no votes. */
import { useId } from "preact/hooks";
import { ENTRY_LEVELS, type EntrySettings } from "../../protocol/entry.ts";
import { NETWORK_BALLOTS_OFFERED } from "../../protocol/limits.ts";
import { entryForm as words } from "../../words/en.ts";
import { siteKey } from "../entry/check.ts";
import { Choices, offered, Picker } from "./controls.tsx";
import { More } from "./more.tsx";

const NETWORK_CAPS = [50, NETWORK_BALLOTS_OFFERED, 1_000];

interface EntryFieldsProps {
  entry: EntrySettings;
  /** There are votes, which were let in by the level that there is. */
  locked?: boolean;
  onChange(change: Partial<EntrySettings>): void;
}

export function EntryFields({ entry, locked = false, onChange }: EntryFieldsProps) {
  const { level, networkMax } = entry;
  const levels = ENTRY_LEVELS.filter((one) => one !== "turnstile" || one === level || siteKey() !== null);
  return (
    <More title={words.title} line={words.line(entry)}>
      <fieldset class="locking" disabled={locked}>
        <Choices
          legend={words.legend}
          values={levels}
          value={level}
          name={(one) => words.name[one]}
          hint={(one) => words.hint[one]}
          onPick={(picked) => onChange({ level: picked })}
        />
        {locked && <p class="field-hint">{words.locked}</p>}
      </fieldset>
      <Picker
        id={useId()}
        label={words.network}
        values={[null, ...offered(NETWORK_CAPS, networkMax ?? NETWORK_BALLOTS_OFFERED)]}
        value={networkMax}
        name={words.networkName}
        hint={words.networkHint}
        onPick={(picked) => onChange({ networkMax: picked })}
      />
    </More>
  );
}

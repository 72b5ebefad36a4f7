/** Settings, folded behind one line that says what they are. */
import type { Pace } from "../../protocol/server.ts";
import { form as formWords, make as words } from "../../words/en.ts";
import type { PollDraft } from "../form/draft.ts";
import { Choices, SettingsFields } from "../form/settingsfields.tsx";
import { DOWN, Icon } from "../ui/icons.tsx";
import { change, draft } from "./desk.ts";

const PACES: readonly Pace[] = ["open", "host"];

export function Settings() {
  const { settings, pace } = draft.value;
  return (
    <details class="card fold">
      <summary>
        <span class="visually-hidden">{words.settings}: </span>
        <span>{words.settingsLine(answersOf(draft.value), settings, pace === "host")}</span>
        <span class="fold-more">
          {words.settingsChange} <Icon shape={DOWN} />
        </span>
      </summary>
      <div class="fold-body">
        <Choices
          legend={formWords.pace}
          values={PACES}
          value={pace}
          name={(value) => formWords.paceName[value]}
          onPick={(picked) => change({ ...draft.value, pace: picked })}
        />
        <SettingsFields
          settings={settings}
          onChange={(changed) => change({ ...draft.value, settings: { ...draft.value.settings, ...changed } })}
        />
      </div>
    </details>
  );
}

function answersOf({ questions }: PollDraft): "one" | "several" | "mixed" {
  if (questions.every(({ several }) => several)) return "several";
  return questions.some(({ several }) => several) ? "mixed" : "one";
}

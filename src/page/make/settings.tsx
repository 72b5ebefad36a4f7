/** Settings, folded behind one line that says what they are. */
import { form as formWords, make as words } from "../../words/en.ts";
import { Choices } from "../form/controls.tsx";
import type { QuestionDraft } from "../form/draft.ts";
import { SettingsFields } from "../form/settingsfields.tsx";
import { DOWN, Icon } from "../ui/icons.tsx";
import { change, draft, problem } from "./desk.ts";

const PACES = ["open", "host"] as const;

export function Settings() {
  const { settings, pace } = draft.value;
  return (
    <details class="card fold">
      <summary>
        <span class="visually-hidden">{words.settings}: </span>
        <span>{words.settingsLine(answersOf(draft.value.questions), settings, pace === "host")}</span>
        <span class="fold-more">
          {words.settingsChange} <Icon shape={DOWN} />
        </span>
      </summary>
      <div class="fold-body">
        <Choices
          legend={formWords.pace}
          values={PACES}
          value={pace === "host" ? "host" : "open"}
          name={(value) => formWords.paceName[value]}
          hint={(value) => formWords.paceHint[value]}
          onPick={(picked) => change({ ...draft.value, pace: picked })}
        />
        <SettingsFields
          settings={settings}
          message={problem.value?.place.field === "endsAt" ? problem.value.message : null}
          onChange={(changed) => change({ ...draft.value, settings: { ...draft.value.settings, ...changed } })}
        />
      </div>
    </details>
  );
}

function answersOf(questions: readonly QuestionDraft[]): Parameters<typeof words.settingsLine>[0] {
  const kinds = new Set(questions.map(({ kind }) => kind));
  const [kind = "choice"] = kinds;
  if (kinds.size > 1) return "kinds";
  if (kind !== "choice") return kind;
  const several = questions.filter(({ choice }) => choice.marks !== "one").length;
  if (several === 0) return "one";
  return several === questions.length ? "several" : "mixed";
}

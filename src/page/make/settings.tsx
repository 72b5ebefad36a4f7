/** Settings, folded behind one line that says what they are. */
import { form as formWords, quizForm as quizWords, make as words } from "../../words/en.ts";
import { Choices } from "../form/controls.tsx";
import { PACES, type PollSettings, type QuestionDraft } from "../form/draft.ts";
import { EntryFields } from "../form/entryfields.tsx";
import { QuizSettingsFields } from "../form/quizsettings.tsx";
import { KeepDays, SettingsFields } from "../form/settingsfields.tsx";
import { TalkFields } from "../form/talkfields.tsx";
import { DOWN, Icon } from "../ui/icons.tsx";
import { change, draft, problem } from "./desk.ts";

export function Settings() {
  const { settings, pace, quiz, talk, entry } = draft.value;
  const set = (changed: Partial<PollSettings>) => change({ ...draft.value, settings: { ...settings, ...changed } });
  return (
    <details class="card fold">
      <summary>
        <span class="visually-hidden">{words.settings}: </span>
        <span>
          {pace === "quiz"
            ? quizWords.settingsLine(quiz, settings.keepDays, talk)
            : words.settingsLine(answersOf(draft.value.questions), settings, pace === "host", talk)}
        </span>
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
          hint={(value) => formWords.paceHint[value]}
          onPick={(picked) => change({ ...draft.value, pace: picked })}
        />
        {pace === "quiz" ? (
          <>
            <QuizSettingsFields quiz={quiz} onChange={(changed) => change({ ...draft.value, quiz: { ...quiz, ...changed } })} />
            <KeepDays keepDays={settings.keepDays} onChange={set} />
          </>
        ) : (
          <SettingsFields
            settings={settings}
            message={problem.value?.place.field === "endsAt" ? problem.value.message : null}
            onChange={set}
          />
        )}
        <TalkFields talk={talk} onChange={(changed) => change({ ...draft.value, talk: { ...talk, ...changed } })} />
        <EntryFields entry={entry} onChange={(changed) => change({ ...draft.value, entry: { ...entry, ...changed } })} />
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

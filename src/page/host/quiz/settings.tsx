/** Settings of the quiz: each takes effect with the click. */
import type { QuizSettings as Settings } from "../../../protocol/server.ts";
import { form as formWords, quizHost as words } from "../../../words/en.ts";
import { QuizSettingsFields } from "../../form/quizsettings.tsx";
import { KeepDays } from "../../form/settingsfields.tsx";
import { DOWN, Icon } from "../../ui/icons.tsx";
import { run } from "../run.ts";
import { isResting, type QuizProps } from "./console.tsx";

export function QuizSettings({ room, poll, quiz }: QuizProps) {
  const locked = !isResting(quiz);
  const set = (change: Partial<Settings>) => void run(room, { command: "edit", quiz: change });
  return (
    <details class="card fold">
      <summary>
        <h2 class="card-title">{words.settings}</h2>
        <Icon shape={DOWN} />
      </summary>
      <div class="fold-body">
        <div class="field">
          <label for="title">{formWords.title}</label>
          <input
            id="title"
            type="text"
            value={poll.title}
            autocomplete="off"
            onChange={(event) => void run(room, { command: "edit", title: event.currentTarget.value })}
          />
        </div>
        {locked && <p class="field-hint">{words.settingsLocked}</p>}
        <QuizSettingsFields quiz={quiz.settings} locked={locked} onChange={set} />
        <KeepDays keepDays={poll.keepDays} onChange={(change) => void run(room, { command: "edit", ...change })} />
      </div>
    </details>
  );
}

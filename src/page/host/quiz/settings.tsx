/** Settings of the quiz: each takes effect with the click. */
import type { QuizSettings as Settings } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { QuizSettingsFields } from "../../form/quizsettings.tsx";
import { KeepDays } from "../../form/settingsfields.tsx";
import { TalkFields } from "../../form/talkfields.tsx";
import { Entry } from "../entry.tsx";
import { run } from "../run.ts";
import { SettingsFold } from "../settingsfold.tsx";
import { isResting, type QuizProps } from "./console.tsx";

export function QuizSettings({ room, poll, quiz }: QuizProps) {
  const locked = !isResting(quiz);
  const set = (change: Partial<Settings>) => void run(room, { command: "edit", quiz: change });
  return (
    <SettingsFold room={room} poll={poll}>
      {locked && <p class="field-hint">{words.settingsLocked}</p>}
      <QuizSettingsFields quiz={quiz.settings} locked={locked} onChange={set} />
      <KeepDays keepDays={poll.keepDays} onChange={(change) => void run(room, { command: "edit", ...change })} />
      <TalkFields talk={poll.talk} onChange={(talk) => void run(room, { command: "edit", talk })} />
      <Entry room={room} poll={poll} />
    </SettingsFold>
  );
}

/** Settings of the running poll: each takes effect with the click. */
import type { PollView } from "../../protocol/server.ts";
import { form as formWords, run as runWords } from "../../words/en.ts";
import { Choices } from "../form/controls.tsx";
import { SettingsFields } from "../form/settingsfields.tsx";
import { TalkFields } from "../form/talkfields.tsx";
import type { Room } from "../room.ts";
import { hasVotes } from "../ui/sight.ts";
import { Entry } from "./entry.tsx";
import { run } from "./run.ts";
import { SettingsFold } from "./settingsfold.tsx";

export function Settings({ room, poll }: { room: Room; poll: PollView }) {
  return (
    <SettingsFold room={room} poll={poll}>
      <PaceField room={room} poll={poll} />
      <SettingsFields
        settings={{ ...poll, receipts: poll.receipts === true }}
        locked={hasVotes(poll, room.tallies.value)}
        onChange={(change) => void run(room, { command: "edit", ...change })}
      />
      <TalkFields talk={poll.talk} onChange={(talk) => void run(room, { command: "edit", talk })} />
      <Entry room={room} poll={poll} />
    </SettingsFold>
  );
}

function PaceField({ room, poll }: { room: Room; poll: PollView }) {
  const locked = hasVotes(poll, room.tallies.value);
  return (
    <fieldset class="locking" disabled={locked}>
      <Choices
        legend={formWords.pace}
        values={["open", "host"] as const}
        value={poll.pace === "host" ? "host" : "open"}
        name={(value) => formWords.paceName[value]}
        hint={(value) => formWords.paceHint[value]}
        onPick={(pace) => void run(room, { command: "edit", pace })}
      />
      {locked && <p class="field-hint">{runWords.paceLocked}</p>}
    </fieldset>
  );
}

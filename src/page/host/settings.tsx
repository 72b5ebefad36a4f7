/** Settings of the running poll: each takes effect with the click. */
import type { PollView } from "../../protocol/server.ts";
import { form as formWords, run as runWords, host as words } from "../../words/en.ts";
import { Choices } from "../form/controls.tsx";
import { SettingsFields } from "../form/settingsfields.tsx";
import type { Room } from "../room.ts";
import { DOWN, Icon } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { run } from "./run.ts";

export function Settings({ room, poll }: { room: Room; poll: PollView }) {
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
        {poll.pace !== "quiz" && <PaceField room={room} poll={poll} />}
        <SettingsFields settings={poll} onChange={(change) => void run(room, { command: "edit", ...change })} />
      </div>
    </details>
  );
}

function PaceField({ room, poll }: { room: Room; poll: PollView }) {
  const locked = poll.questions.some((question) => ballotsOf(room.tallies.value, question) > 0);
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

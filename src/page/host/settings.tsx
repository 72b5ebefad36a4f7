/** Settings of the running poll: each takes effect with the click. */
import type { PollView } from "../../protocol/server.ts";
import { form as formWords, host as words } from "../../words/en.ts";
import { SettingsFields } from "../form/settingsfields.tsx";
import type { Room } from "../room.ts";
import { DOWN, Icon } from "../ui/icons.tsx";
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
        <SettingsFields settings={poll} onChange={(change) => void run(room, { command: "edit", ...change })} />
      </div>
    </details>
  );
}

/** What the settings of every poll are folded into, its title first. */
import type { ComponentChildren } from "preact";
import type { PollView } from "../../protocol/server.ts";
import { form as formWords, host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { DOWN, Icon } from "../ui/icons.tsx";
import { run } from "./run.ts";

interface SettingsFoldProps {
  room: Room;
  poll: PollView;
  children: ComponentChildren;
}

export function SettingsFold({ room, poll, children }: SettingsFoldProps) {
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
        {children}
      </div>
    </details>
  );
}

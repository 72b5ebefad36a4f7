/** What cannot be taken back later, folded away and asked about first. */
import type { PollView } from "../../protocol/server.ts";
import { rehearsal as rehearsalWords, host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { BROOM, DOWN, Icon, KEY, TRASH } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";
import { ask } from "./ask.tsx";
import { clear } from "./rehearse.tsx";
import { removeSoon } from "./remove.tsx";
import { run } from "./run.ts";

export function Danger({ room, poll }: { room: Room; poll: PollView }) {
  return (
    <details class="card fold">
      <summary>
        <h2 class="card-title">{words.danger}</h2>
        <Icon shape={DOWN} />
      </summary>
      <div class="fold-buttons">
        {poll.pace !== "quiz" && (
          <button type="button" class="button-quiet" onClick={() => void clear(room, poll)}>
            <Icon shape={BROOM} /> {rehearsalWords.clearAll}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={() => void rotate(room)}>
          <Icon shape={KEY} /> {words.rotate}
        </button>
        <button type="button" class="button-danger" onClick={() => void removeSoon(poll.id)}>
          <Icon shape={TRASH} /> {words.delete}
        </button>
      </div>
    </details>
  );
}

async function rotate(room: Room): Promise<void> {
  if ((await ask(words.rotateAsk)) && (await run(room, { command: "rotate-key" }))) toast(words.rotated);
}

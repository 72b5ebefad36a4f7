/** Trying the poll out with pretend people, and starting from zero before the real ones come. */
import { useEffect } from "preact/hooks";
import { UNDO_RESET_MS } from "../../protocol/limits.ts";
import type { PollView } from "../../protocol/server.ts";
import { rehearsal as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { BROOM, Icon, STOP, WAND } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { ask } from "./ask.tsx";
import { forgetRehearsal, hasRehearsed, isRehearsing, noteRehearsal, recallRehearsal, rehearse, stopRehearsal } from "./pretend.ts";
import { run } from "./run.ts";

interface RehearseProps {
  room: Room;
  poll: PollView;
}

/** Above everything else while votes are in that nobody real has given. */
export function RehearsalBanner({ room, poll }: RehearseProps) {
  useEffect(() => recallRehearsal(poll.id), [poll.id]);
  const running = isRehearsing.value;
  if (!running && !(hasRehearsed.value && hasVotes(room, poll))) return null;
  return (
    <section class="rehearsal" aria-label={words.banner}>
      <p role="status">{running ? words.running : words.rest}</p>
      {running ? (
        <button type="button" class="button-quiet" onClick={stopRehearsal}>
          <Icon shape={STOP} /> {words.stop}
        </button>
      ) : (
        <button type="button" class="button-quiet" onClick={() => void clear(room, poll)}>
          <Icon shape={BROOM} /> {words.clear}
        </button>
      )}
    </section>
  );
}

/** Only before the room comes: nobody tries things out in front of people. */
export function Rehearse({ room, poll }: RehearseProps) {
  if (isRehearsing.value || poll.entry.level !== "open") return null; // pretend people have no code, no ticket and no browser
  const isFresh = !hasVotes(room, poll);
  if (!isFresh && !hasRehearsed.value) return null;
  return (
    <section class="card rehearse" aria-labelledby="rehearse-title">
      <div>
        <h2 id="rehearse-title" class="card-title">
          {words.start}
        </h2>
        <p class="soft small">{words.hint}</p>
      </div>
      <button type="button" class="button-quiet" onClick={() => void rehearse(room)}>
        <Icon shape={WAND} /> {words.begin}
      </button>
    </section>
  );
}

function hasVotes(room: Room, { questions }: PollView): boolean {
  const { value: tallies } = room.tallies;
  return questions.some((question) => ballotsOf(tallies, question) > 0 || tallies[question.id]?.before !== undefined);
}

export async function clear(room: Room, poll: PollView): Promise<void> {
  stopRehearsal();
  if (!hasRehearsed.value && !(await ask(words.clearAsk))) return;
  if (!(await run(room, { command: "clear" }))) return;
  const rehearsed = hasRehearsed.value;
  forgetRehearsal(poll.id);
  document.querySelector<HTMLElement>(".controls-main")?.focus();
  toast(words.cleared, { undo: () => void undoClear(room, poll, rehearsed), forMs: UNDO_RESET_MS });
}

async function undoClear(room: Room, { id }: PollView, rehearsed: boolean): Promise<void> {
  if (!(await run(room, { command: "undo-clear" }))) return;
  if (rehearsed) noteRehearsal(id);
  toast(words.back);
}

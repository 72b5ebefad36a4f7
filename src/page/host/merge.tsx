/** Several answers that mean the same become one, under a name that the host chooses. */
import { useSignal } from "@preact/signals";
import type { QuestionView } from "../../protocol/server.ts";
import { answers as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { Icon, MERGE } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";
import type { Answer } from "./answerlist.ts";
import { run, splitAll } from "./run.ts";

interface MergeBarProps {
  room: Room;
  question: QuestionView;
  chosen: readonly string[];
  listed: readonly Answer[];
  done(): void;
}

export function MergeBar({ room, question, chosen, listed, done }: MergeBarProps) {
  const typed = useSignal<string | null>(null);
  const frequent = listed.find(({ text }) => chosen.includes(text))?.text ?? "";
  const into = typed.value ?? frequent;
  const merge = async (event: Event) => {
    event.preventDefault();
    const answers = partsOf(listed, chosen);
    const name = into.trim() || frequent;
    if (!(await run(room, { command: "merge-answers", question: question.id, answers, into: name }))) return;
    done();
    document.getElementById("answers-title")?.focus();
    toast(words.merged(name), {
      undo: () =>
        void splitAll(
          room,
          question.id,
          answers.filter((one) => one !== name),
        ),
    });
  };
  return (
    <form class="mergebar" onSubmit={merge}>
      <p class="small number" role="status">
        {words.selected(chosen.length)}
        {chosen.length === 1 && <span class="soft"> {words.selectMore}</span>}
      </p>
      {chosen.length > 1 && (
        <div class="field">
          <label for="merge-into">{words.countAs}</label>
          <input
            id="merge-into"
            type="text"
            autocomplete="off"
            value={into}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </div>
      )}
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={done}>
          {words.clear}
        </button>
        {chosen.length > 1 && (
          <button type="submit" class="button">
            <Icon shape={MERGE} /> {words.merge}
          </button>
        )}
      </div>
    </form>
  );
}

/** What counts as one already brings its parts along. */
function partsOf(listed: readonly Answer[], chosen: readonly string[]): string[] {
  const parts = listed.filter(({ text }) => chosen.includes(text)).flatMap(({ text, from }) => [text, ...from]);
  return [...new Set(parts)];
}

/** A new question of any kind for a poll that runs. */
import { useSignal } from "@preact/signals";
import type { PollView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { questionBody } from "../form/body.ts";
import { emptyQuestion, type QuestionDraft } from "../form/draft.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import { lacking } from "../form/lacking.ts";
import { fieldOf, type Problem } from "../form/place.ts";
import { QuestionForm } from "../form/questionform.tsx";
import type { Room } from "../room.ts";
import { Icon, PLUS } from "../ui/icons.tsx";
import { dressed, hasNewPictures } from "./dress.ts";
import { EditButtons } from "./editbuttons.tsx";
import { attempt } from "./run.ts";

interface AddQuestionProps {
  room: Room;
  poll: PollView;
  pick(question: string): void;
}

export function AddQuestion({ room, poll, pick }: AddQuestionProps) {
  const draft = useSignal<QuestionDraft | null>(null);
  const lack = useSignal<Problem | null>(null);
  const wrong = useSignal<string | null>(null);
  const isQuiz = poll.pace === "quiz";
  const begin = () => {
    draft.value = emptyQuestion();
    focusSoon(fieldId.text(draft.value.key));
  };
  const end = () => {
    draft.value = null;
    wrong.value = null;
  };
  const add = async (event: Event) => {
    event.preventDefault();
    if (!draft.value) return;
    lack.value = lacking(draft.value, 0, isQuiz);
    if (lack.value) return focusSoon(fieldOf(lack.value, draft.value));
    wrong.value = await addTo(room, poll, draft.value);
    if (wrong.value !== null) return;
    end();
    pick(nextId(poll));
  };
  if (!draft.value) {
    return (
      <button type="button" class="button-quiet" onClick={begin}>
        <Icon shape={PLUS} /> {words.addQuestion}
      </button>
    );
  }
  return (
    <form class="addform" aria-label={words.addQuestion} onSubmit={add} noValidate>
      <QuestionForm
        question={draft.value}
        isQuiz={isQuiz}
        problem={lack.value}
        onChange={(changed) => {
          draft.value = changed;
          lack.value = null;
        }}
      />
      <p class="field-error" role="alert">
        {wrong.value}
      </p>
      <EditButtons yes={words.addIt} onCancel={end} />
    </form>
  );
}

/** Null when it is there, else the sentence why not. Its pictures go first: a question is never without the ones that it came with. */
export async function addTo(room: Room, poll: PollView, draft: QuestionDraft): Promise<string | null> {
  const body = questionBody(draft, poll.pace === "quiz");
  if (!hasNewPictures(draft)) return attempt(room, { command: "add-question", ...body });
  const faces = await dressed(poll.id, draft);
  if ("wrong" in faces) return faces.wrong;
  if (!("options" in body)) return attempt(room, { command: "add-question", ...body });
  return attempt(room, { command: "add-question", ...body, pictures: faces.pictures });
}

/** Questions are counted as they come, and none is ever taken out. */
function nextId({ questions }: PollView): string {
  return `q${questions.length + 1}`;
}

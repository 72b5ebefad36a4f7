/** Editing a question of a running poll. What votes depend on is locked once there are any: then it says why, and what to do instead. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { details, host as words } from "../../words/en.ts";
import { draftOf, type QuestionDraft } from "../form/draft.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import { lacking } from "../form/lacking.ts";
import { fieldOf, type Problem } from "../form/place.ts";
import { QuestionForm } from "../form/questionform.tsx";
import type { Room } from "../room.ts";
import { CYCLE, Icon, LOCK, PLUS } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { addTo } from "./addquestion.tsx";
import { changesOf, isRestructured } from "./changes.ts";
import { dressed, hasNewPictures } from "./dress.ts";
import { EditButtons } from "./editbuttons.tsx";
import { reset } from "./reset.ts";
import { attempt } from "./run.ts";

interface EditQuestionProps {
  room: Room;
  poll: PollView;
  question: QuestionView;
  done(): void;
}

export function EditQuestion({ room, poll, question, done }: EditQuestionProps) {
  const draft = useSignal<QuestionDraft>(draftOf(question, `/api/polls/${poll.id}/pictures`));
  const lack = useSignal<Problem | null>(null);
  const wrong = useSignal<string | null>(null);
  /** `edit` changes this question, `add` asks what is written here as a new one. */
  const mode = useSignal<"edit" | "add">("edit");
  const hadVotes = useSignal(ballotsOf(room.tallies.value, question) > 0);
  const ballots = ballotsOf(room.tallies.value, question);
  const locked = hadVotes.value && ballots > 0 && mode.value === "edit";
  useEffect(() => {
    if (ballots === 0) hadVotes.value = false;
  }, [ballots]);
  useEffect(() => focusSoon(fieldId.text(draft.value.key)), []);
  const save = async (event: Event) => {
    event.preventDefault();
    lack.value = lacking(draft.value, 0, poll.pace === "quiz");
    if (lack.value) return focusSoon(fieldOf(lack.value, draft.value));
    // Votes that came meanwhile point at the options by their place.
    const late = ballotsOf(room.tallies.value, question) > 0 && isRestructured(question, draft.value);
    if (mode.value === "add") wrong.value = await addTo(room, poll, draft.value);
    else wrong.value = late ? details["has-votes"] : await edited(room, poll, question, draft.value);
    if (wrong.value !== null) return;
    toast(mode.value === "add" ? words.added : words.saved);
    done();
  };
  return (
    <form
      class="card live"
      aria-label={words.editing}
      onSubmit={save}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && done()}
      noValidate
    >
      {(locked || (ballots > 0 && wrong.value === details["has-votes"])) && (
        <Locked
          question={question}
          canReset={poll.pace !== "quiz"}
          onReset={async () => {
            await reset(room, question);
            wrong.value = null;
          }}
          onAdd={() => {
            mode.value = "add";
            wrong.value = null;
          }}
        />
      )}
      {mode.value === "add" && <p class="soft small">{words.asNewLine}</p>}
      <QuestionForm
        question={draft.value}
        isQuiz={poll.pace === "quiz"}
        problem={lack.value}
        locked={mode.value === "add" ? "nothing" : locked ? "structure" : "kind"}
        onChange={(changed) => {
          draft.value = changed;
          lack.value = null;
        }}
      />
      <p class="field-error" role="alert">
        {wrong.value}
      </p>
      <EditButtons yes={mode.value === "add" ? words.addIt : words.save} onCancel={done} />
    </form>
  );
}

interface LockedProps {
  question: QuestionView;
  /** In a quiz the next game begins from zero by itself. */
  canReset: boolean;
  onReset(): Promise<void>;
  onAdd(): void;
}

function Locked({ question, canReset, onReset, onAdd }: LockedProps) {
  return (
    <div class="locked">
      <p class="locked-why">
        <Icon shape={LOCK} /> <span>{words.locked[question.kind]}</span>
      </p>
      <div class="locked-ways">
        {canReset && (
          <button type="button" class="button-quiet" onClick={() => void onReset()}>
            <Icon shape={CYCLE} /> {words.resetFirst}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={onAdd}>
          <Icon shape={PLUS} /> {words.asNew}
        </button>
      </div>
    </div>
  );
}

/** Null when it was done, else the sentence why not. */
async function edited(room: Room, { id, pace }: PollView, question: QuestionView, draft: QuestionDraft): Promise<string | null> {
  const changes = changesOf(question, draft, pace === "quiz");
  if (hasNewPictures(draft)) {
    const faces = await dressed(id, draft);
    if ("wrong" in faces) return faces.wrong;
    changes.pictures = faces.pictures;
  }
  return attempt(room, { command: "edit", question: question.id, ...changes });
}

/** Editing a question of a running poll: everything while nobody has voted, only the words once votes point at the options. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { QuestionBodyOf } from "../../protocol/client.ts";
import type { QuestionView } from "../../protocol/server.ts";
import { details, form as formWords, host as words } from "../../words/en.ts";
import { fieldOf, lacking, type Problem, questionBody } from "../form/body.ts";
import { draftOf, type QuestionDraft, withOptionText } from "../form/draft.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import { QuestionForm } from "../form/questionform.tsx";
import type { Room } from "../room.ts";
import { letterOf } from "../ui/options.ts";
import { ballotsOf } from "../ui/sight.ts";
import { toast } from "../ui/toast.tsx";
import { attempt } from "./run.ts";

interface EditQuestionProps {
  room: Room;
  question: QuestionView;
  done(): void;
}

export function EditQuestion({ room, question, done }: EditQuestionProps) {
  const draft = useSignal<QuestionDraft>(draftOf(question));
  const lack = useSignal<Problem | null>(null);
  const wrong = useSignal<string | null>(null);
  const free = useSignal(ballotsOf(room.tallies.value, question) === 0).value;
  useEffect(() => focusSoon(fieldId.text(draft.value.key)), []);
  const onChange = (changed: QuestionDraft) => {
    draft.value = changed;
    lack.value = null;
  };
  const save = async (event: Event) => {
    event.preventDefault();
    lack.value = lacking(draft.value);
    if (lack.value) return focusSoon(fieldOf(lack.value, draft.value));
    const edited = questionBody(draft.value);
    // Votes that came meanwhile point at the options by their place.
    const late = free && ballotsOf(room.tallies.value, question) > 0 && isRestructured(question, edited);
    wrong.value = late
      ? details["has-votes"]
      : await attempt(room, { command: "edit", question: question.id, ...changes(question, edited) });
    if (wrong.value !== null) return;
    toast(words.saved);
    done();
  };
  return (
    <form
      class="card live"
      aria-label={words.editing}
      onSubmit={save}
      onKeyDown={(event) => event.key === "Escape" && done()}
      noValidate
    >
      {free ? (
        <QuestionForm question={draft.value} problem={lack.value} onChange={onChange} />
      ) : (
        <WordsOnly draft={draft.value} onChange={onChange} />
      )}
      <p class="field-error" role="alert">
        {wrong.value ?? (free ? null : lack.value?.message)}
      </p>
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={done}>
          {words.cancel}
        </button>
        <button type="submit" class="button">
          {words.save}
        </button>
      </div>
    </form>
  );
}

function WordsOnly({ draft, onChange }: { draft: QuestionDraft; onChange(draft: QuestionDraft): void }) {
  const id = fieldId.text(draft.key);
  return (
    <>
      <p class="soft small">{words.wordsOnly}</p>
      <div class="field">
        <label for={id}>{formWords.question}</label>
        <textarea
          id={id}
          rows={1}
          value={draft.text}
          onInput={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        />
      </div>
      {draft.options.map((option, at) => (
        <div key={option.key} class="field">
          <label for={fieldId.option(option.key)}>{formWords.option(letterOf(at))}</label>
          <input
            id={fieldId.option(option.key)}
            type="text"
            value={option.text}
            autocomplete="off"
            onInput={(event) => onChange(withOptionText(draft, at, event.currentTarget.value))}
          />
        </div>
      ))}
    </>
  );
}

/** Only what differs: a field that somebody else mended meanwhile is not put back. */
function changes(question: QuestionView, { text, options, min, max }: QuestionBodyOf<"choice">): Partial<QuestionBodyOf<"choice">> {
  return {
    text,
    ...(!isSameList(options, question.options) && { options }),
    ...((min !== question.min || max !== question.max) && { min, max }),
  };
}

/** More, fewer or other marks, or an option in another place; new words in the same place are no restructuring. */
function isRestructured(question: QuestionView, { options, min, max }: QuestionBodyOf<"choice">): boolean {
  const sorted = (list: readonly string[]) => [...list].sort();
  const reordered = !isSameList(options, question.options) && isSameList(sorted(options), sorted(question.options));
  return options.length !== question.options.length || reordered || min !== question.min || max !== question.max;
}

function isSameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, at) => text === others[at]);
}

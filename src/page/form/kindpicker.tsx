/** How people answer: one of the kinds of questions, each with its picture. */
import { quizForm as quizWords, form as words } from "../../words/en.ts";
import { ALERT, Icon, KIND_SHAPES } from "../ui/icons.tsx";
import { KINDS, QUIZ_KINDS, type QuestionDraft } from "./draft.ts";

interface KindPickerProps {
  question: QuestionDraft;
  /** Then only kinds with a right answer can be picked. */
  isQuiz: boolean;
  locked: boolean;
  onChange(question: QuestionDraft): void;
}

export function KindPicker({ question, isQuiz, locked, onChange }: KindPickerProps) {
  const note = isQuiz && !QUIZ_KINDS.includes(question.kind) ? quizWords.noKind[question.kind] : null;
  return (
    <>
      <fieldset class="kinds" disabled={locked}>
        <legend class="visually-hidden">{words.kind}</legend>
        {KINDS.map((kind) => (
          <label key={kind} class="kind">
            <input
              type="radio"
              name={`kind-${question.key}`}
              aria-label={words.kindName[kind]}
              checked={question.kind === kind}
              disabled={isQuiz && !QUIZ_KINDS.includes(kind)}
              onChange={() => onChange({ ...question, kind })}
            />
            <span class="kind-face">
              <Icon shape={KIND_SHAPES[kind]} />
              <span class="kind-short">{words.kindShort[kind]}</span>
              <span class="kind-name">{words.kindName[kind]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {isQuiz && (
        <p class={note ? "kind-note" : "visually-hidden"} role={note ? "status" : undefined}>
          {note && <Icon shape={ALERT} />}
          <span>{note ?? quizWords.kinds}</span>
        </p>
      )}
    </>
  );
}

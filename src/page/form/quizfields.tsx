/** What a question of a quiz has: what is right, and how long there is to say so. */
import { QUIZ_OFFERED_SECONDS, QUIZ_SECONDS } from "../../protocol/limits.ts";
import { quizForm as quizWords, form as words } from "../../words/en.ts";
import { Line, Picker, Switch } from "./controls.tsx";
import type { NumberDraft, QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";
import type { FieldsProps } from "./kindfields.tsx";
import { messageAt } from "./place.ts";

type QuizFieldsProps = Omit<FieldsProps, "locked">;

export function QuizFields(props: QuizFieldsProps) {
  const { question, onChange } = props;
  const { kind, key, seconds, options } = question;
  const several = kind === "choice" && options.filter(({ right }) => right).length > 1;
  const offered = [...new Set([...QUIZ_OFFERED_SECONDS, seconds ?? QUIZ_SECONDS])].sort((one, other) => one - other);
  return (
    <div class="quizfields">
      {several && <p class="field-hint quizfields-note">{quizWords.several}</p>}
      {kind === "text" && <AcceptedFields {...props} />}
      {kind === "number" && <NumberFields {...props} />}
      <Picker
        id={fieldId.part(key, "seconds")}
        label={quizWords.seconds}
        values={offered}
        value={seconds ?? QUIZ_SECONDS}
        name={words.countdownName}
        onPick={(picked) => onChange({ ...question, seconds: picked })}
      />
    </div>
  );
}

function AcceptedFields({ question, problem, onChange }: QuizFieldsProps) {
  const change = (changed: Partial<QuestionDraft["words"]>) => onChange({ ...question, words: { ...question.words, ...changed } });
  const id = fieldId.part(question.key, "accepted");
  const message = messageAt(problem, "accepted");
  return (
    <>
      <div class="field quizfields-wide">
        <label for={id}>{quizWords.accepted}</label>
        <textarea
          id={id}
          rows={2}
          value={question.words.accepted}
          placeholder={quizWords.acceptedPlaceholder}
          autocomplete="off"
          autocapitalize="none"
          aria-invalid={message !== null}
          aria-describedby={`${id}-note`}
          onInput={(event) => change({ accepted: event.currentTarget.value })}
        />
        <p id={`${id}-note`} class={message ? "field-error" : "field-hint"} role={message ? "alert" : undefined}>
          {message ?? quizWords.acceptedHint}
        </p>
      </div>
      <Switch words={quizWords.typos} on={question.words.typos} onFlip={(typos) => change({ typos })} />
    </>
  );
}

const NUMBERS: readonly (keyof NumberDraft)[] = ["answer", "tolerance", "from", "to", "step", "unit"];

function NumberFields({ question, problem, onChange }: QuizFieldsProps) {
  return (
    <div class="quiznumbers">
      {NUMBERS.map((name) => (
        <Line
          key={name}
          id={fieldId.part(question.key, name)}
          label={quizWords.numberField[name]}
          value={question.number[name]}
          placeholder={quizWords.numberPlaceholder[name]}
          message={messageAt(problem, name)}
          numeric={name !== "unit"}
          onType={(text) => onChange({ ...question, number: { ...question.number, [name]: text } })}
        />
      ))}
    </div>
  );
}

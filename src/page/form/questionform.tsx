/** One question being written: its words, its options, how many answers it takes. Make and host use the same form. */
import { QUESTION_POINTS_MAX } from "../../protocol/limits.ts";
import { form as words } from "../../words/en.ts";
import type { Problem } from "./body.ts";
import type { QuestionDraft } from "./draft.ts";
import { FieldNote } from "./fieldnote.tsx";
import { fieldId, focusSoon } from "./focus.ts";
import { OptionList } from "./optionlist.tsx";

interface QuestionFormProps {
  question: QuestionDraft;
  /** Of this question only. */
  problem: Problem | null;
  onChange(question: QuestionDraft): void;
  /** Alt and an arrow in the question's own field. */
  onMove?(by: 1 | -1): void;
}

export function QuestionForm({ question, problem, onChange, onMove }: QuestionFormProps) {
  const id = fieldId.text(question.key);
  const message = problem?.place.field === "text" ? problem.message : null;
  return (
    <div class="questionform">
      <label class="field-label" for={id}>
        {words.question}
      </label>
      <textarea
        id={id}
        class="input questionfield"
        rows={1}
        value={question.text}
        placeholder={words.questionPlaceholder}
        aria-invalid={message !== null}
        aria-describedby={`${id}-note`}
        enterkeyhint="next"
        onInput={(event) => onChange({ ...question, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) focusSoon(fieldId.option(question.options[0]?.key ?? 0));
          else if (by !== 0 && event.altKey && onMove) onMove(by);
          else return;
          event.preventDefault();
        }}
      />
      <FieldNote id={`${id}-note`} text={question.text} pointsMax={QUESTION_POINTS_MAX} message={message} />
      <OptionList question={question} problem={problem} onChange={onChange} />
      <Answers question={question} onChange={onChange} />
    </div>
  );
}

function Answers({ question, onChange }: Pick<QuestionFormProps, "question" | "onChange">) {
  const { several, min, max, options } = question;
  const name = `answers-${question.key}`;
  const numbers = Array.from({ length: options.length }, (_, index) => index + 1);
  return (
    <fieldset class="answers">
      <legend class="visually-hidden">{words.answers}</legend>
      <div class="segments">
        {[false, true].map((value) => (
          <label key={String(value)}>
            <input
              type="radio"
              name={name}
              checked={several === value}
              onChange={() => onChange({ ...question, several: value })}
            />
            <span>{value ? words.severalAnswers : words.oneAnswer}</span>
          </label>
        ))}
      </div>
      {several && (
        <div class="marks">
          <label>
            {words.atLeast}
            <select
              class="input"
              value={String(min)}
              onChange={(event) => onChange({ ...question, ...withMin(question, event.currentTarget.value) })}
            >
              {numbers.map((number) => (
                <option key={number} value={String(number)}>
                  {number}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.atMost}
            <select
              class="input"
              value={max === null ? "all" : String(max)}
              onChange={(event) => onChange({ ...question, ...withMax(question, event.currentTarget.value) })}
            >
              <option value="all">{words.all}</option>
              {numbers.map((number) => (
                <option key={number} value={String(number)}>
                  {number}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
    </fieldset>
  );
}

function withMin({ max }: QuestionDraft, picked: string): Pick<QuestionDraft, "min" | "max"> {
  const min = Number(picked);
  return { min, max: max !== null && max < min ? min : max };
}

function withMax({ min }: QuestionDraft, picked: string): Pick<QuestionDraft, "min" | "max"> {
  const max = picked === "all" ? null : Number(picked);
  return { min: max !== null && max < min ? max : min, max };
}

/** One question being written: its words, its kind, and what that kind needs. Make and host use the same form. */
import { QUESTION_POINTS_MAX } from "../../protocol/limits.ts";
import { form as words } from "../../words/en.ts";
import { QUIZ_KINDS, type QuestionDraft } from "./draft.ts";
import { FieldNote } from "./fieldnote.tsx";
import { fieldId, focusSoon } from "./focus.ts";
import { KindFields } from "./kindfields.tsx";
import { KindPicker } from "./kindpicker.tsx";
import { MoreFields } from "./morefields.tsx";
import { OptionList } from "./optionlist.tsx";
import type { Problem } from "./place.ts";
import { QuizFields } from "./quizfields.tsx";

interface QuestionFormProps {
  question: QuestionDraft;
  /** Of this question only. */
  problem: Problem | null;
  /** It has a right answer, and a few seconds. */
  isQuiz?: boolean;
  /** Of a running poll: the kind stays, and once there are votes all that they depend on. */
  locked?: "nothing" | "kind" | "structure";
  onChange(question: QuestionDraft): void;
  /** Alt and an arrow in the question's own field. */
  onMove?(by: 1 | -1): void;
}

/** Where Enter leads from the question. */
const FIRST_PART = { rating: "low", number: "from", ranking: "", choice: "", text: "" } as const;

export function QuestionForm({ question, problem, isQuiz = false, locked = "nothing", onChange, onMove }: QuestionFormProps) {
  const id = fieldId.text(question.key);
  const message = problem?.place.field === "text" ? problem.message : null;
  const hasOptions = question.kind === "choice" || question.kind === "ranking";
  const enter = () => {
    const part = FIRST_PART[question.kind];
    if (hasOptions) focusSoon(fieldId.option(question.options[0]?.key ?? 0));
    else if (part) focusSoon(fieldId.part(question.key, part));
  };
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
        placeholder={words.questionPlaceholder[question.kind]}
        aria-invalid={message !== null}
        aria-describedby={`${id}-note`}
        enterkeyhint="next"
        onInput={(event) => onChange({ ...question, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) enter();
          else if (by !== 0 && event.altKey && onMove) onMove(by);
          else return;
          event.preventDefault();
        }}
      />
      <FieldNote id={`${id}-note`} text={question.text} pointsMax={QUESTION_POINTS_MAX} message={message} />
      <KindPicker question={question} isQuiz={isQuiz} locked={locked !== "nothing"} onChange={onChange} />
      {hasOptions && (
        <OptionList
          question={question}
          problem={problem}
          isQuiz={isQuiz && question.kind === "choice"}
          locked={locked === "structure"}
          onChange={onChange}
        />
      )}
      {isQuiz && QUIZ_KINDS.includes(question.kind) ? (
        <QuizFields question={question} problem={problem} onChange={onChange} />
      ) : (
        <>
          <KindFields question={question} problem={problem} locked={locked === "structure"} onChange={onChange} />
          <MoreFields question={question} locked={locked === "structure"} onChange={onChange} />
        </>
      )}
    </div>
  );
}

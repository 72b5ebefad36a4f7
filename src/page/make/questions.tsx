/** All questions of the draft, each in its card; a single one has no number and nothing to move. */
import { make as words } from "../../words/en.ts";
import type { QuestionDraft } from "../form/draft.ts";
import { fieldId } from "../form/focus.ts";
import { QuestionForm } from "../form/questionform.tsx";
import { CROSS, DOWN, Icon, PLUS, UP } from "../ui/icons.tsx";
import { addQuestion, changeQuestion, draft, moveQuestion, problem, removeQuestion, touched } from "./desk.ts";

export function Questions() {
  const { questions, pace } = draft.value;
  return (
    <>
      {questions.map((question, at) => (
        <section
          key={question.key}
          class="card"
          aria-label={words.questionNumber(at + 1)}
          onFocusIn={() => {
            touched.value = at;
          }}
        >
          {questions.length > 1 && <QuestionHead question={question} at={at} count={questions.length} />}
          <QuestionForm
            question={question}
            isQuiz={pace === "quiz"}
            problem={problem.value?.place.question === at ? problem.value : null}
            onChange={changeQuestion}
            onMove={(by) => moveQuestion(at, by, fieldId.text(question.key))}
          />
        </section>
      ))}
      <button type="button" class="button-quiet addquestion" onClick={addQuestion}>
        <Icon shape={PLUS} /> {words.addQuestion}
      </button>
    </>
  );
}

function QuestionHead({ question, at, count }: { question: QuestionDraft; at: number; count: number }) {
  const number = at + 1;
  const [up, down] = [`question-up-${question.key}`, `question-down-${question.key}`];
  return (
    <div class="questionhead">
      <h2 class="questionhead-title">{words.questionNumber(number)}</h2>
      <button
        type="button"
        id={up}
        class="button-quiet button-icon"
        disabled={at === 0}
        aria-label={words.moveQuestionUp(number)}
        onClick={() => moveQuestion(at, -1, at === 1 ? down : up)}
      >
        <Icon shape={UP} />
      </button>
      <button
        type="button"
        id={down}
        class="button-quiet button-icon"
        disabled={at === count - 1}
        aria-label={words.moveQuestionDown(number)}
        onClick={() => moveQuestion(at, 1, at === count - 2 ? up : down)}
      >
        <Icon shape={DOWN} />
      </button>
      <button
        type="button"
        class="button-quiet button-icon"
        aria-label={words.removeQuestion(number)}
        onClick={() => removeQuestion(at)}
      >
        <Icon shape={CROSS} />
      </button>
    </div>
  );
}

/** All questions with their state; a click brings one under the controls. New ones are added here. */
import { useSignal } from "@preact/signals";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import { fieldOf, lacking, type Problem, questionBody } from "../form/body.ts";
import { emptyQuestion, type QuestionDraft } from "../form/draft.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import { QuestionForm } from "../form/questionform.tsx";
import type { Room } from "../room.ts";
import { Icon, PLUS } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { PhaseChip } from "./phase.tsx";
import { attempt } from "./run.ts";

interface QuestionsProps {
  room: Room;
  poll: PollView;
  question: QuestionView;
  pick(question: string): void;
}

export function Questions({ room, poll, question: chosen, pick }: QuestionsProps) {
  return (
    <section class="card" aria-labelledby="questions-title">
      <h2 id="questions-title" class="card-title">
        {words.questions}
      </h2>
      <ol class="questionlist">
        {poll.questions.map((question, at) => (
          <li key={question.id}>
            <button
              type="button"
              class="questionpick"
              aria-current={question.id === chosen.id ? "true" : undefined}
              onClick={() => pick(question.id)}
            >
              <span class="questionpick-number number">{at + 1}</span>
              <span class="questionpick-text">{question.text}</span>
              <PhaseChip phase={question.phase} />
              <span class="soft small number questionpick-votes">{words.votes(ballotsOf(room.tallies.value, question))}</span>
            </button>
          </li>
        ))}
      </ol>
      <AddQuestion room={room} poll={poll} pick={pick} />
    </section>
  );
}

function AddQuestion({ room, poll, pick }: Omit<QuestionsProps, "question">) {
  const draft = useSignal<QuestionDraft | null>(null);
  const lack = useSignal<Problem | null>(null);
  const wrong = useSignal<string | null>(null);
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
    lack.value = lacking(draft.value);
    if (lack.value) return focusSoon(fieldOf(lack.value, draft.value));
    wrong.value = await attempt(room, { command: "add-question", ...questionBody(draft.value) });
    if (wrong.value !== null) return;
    end();
    pick(`q${poll.questions.length + 1}`);
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
        problem={lack.value}
        onChange={(changed) => {
          draft.value = changed;
          lack.value = null;
        }}
      />
      <p class="field-error" role="alert">
        {wrong.value}
      </p>
      <div class="edit-buttons">
        <button type="button" class="button-quiet" onClick={end}>
          {words.cancel}
        </button>
        <button type="submit" class="button">
          {words.addIt}
        </button>
      </div>
    </form>
  );
}

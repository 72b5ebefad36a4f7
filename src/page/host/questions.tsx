/** All questions with their state; a click brings one under the controls. New ones are added here. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { ballotsOf } from "../ui/sight.ts";
import { AddQuestion } from "./addquestion.tsx";
import { PhaseChip } from "./phase.tsx";

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

/** All questions with their state; a click brings one under the controls, and where the host paces another click brings the room. */
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { run as runWords, host as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { EYE, EYE_OFF, Icon, SCREEN } from "../ui/icons.tsx";
import { ballotsOf } from "../ui/sight.ts";
import { isShown, toggleResults } from "./actions.tsx";
import { AddQuestion } from "./addquestion.tsx";
import { PhaseChip } from "./phase.tsx";
import { run } from "./run.ts";

interface QuestionsProps {
  room: Room;
  poll: PollView;
  /** The one under the controls. */
  question: QuestionView | null;
  pick(question: string | null): void;
}

export function Questions({ room, poll, question: chosen, pick }: QuestionsProps) {
  return (
    <section class="card" aria-labelledby="questions-title">
      <h2 id="questions-title" class="card-title">
        {words.questions}
      </h2>
      <ol class="questionlist">
        {poll.questions.map((question, at) => (
          <Row
            key={question.id}
            room={room}
            poll={poll}
            question={question}
            at={at}
            isChosen={question.id === chosen?.id}
            pick={pick}
          />
        ))}
      </ol>
      <AddQuestion room={room} poll={poll} pick={pick} />
    </section>
  );
}

function Row({
  room,
  poll,
  question,
  at,
  isChosen,
  pick,
}: QuestionsProps & { question: QuestionView; at: number; isChosen: boolean }) {
  const { id, text, kind, phase } = question;
  const paced = poll.pace === "host";
  const isHere = paced && id === poll.current;
  const look = () => pick(isHere ? null : id);
  const go = async () => {
    if (await run(room, { command: "go", question: id })) pick(null);
  };
  return (
    <li class={isChosen ? "questionrow questionrow-chosen" : "questionrow"}>
      <button type="button" class="questionpick" aria-current={isChosen ? "true" : undefined} onClick={look}>
        <span class="questionpick-number number">{at + 1}</span>
        <span class="questionpick-text">{text}</span>
        <span class="soft small number questionpick-votes">
          {runWords.kind[kind]} · {words.votes(ballotsOf(room.tallies.value, question))}
        </span>
        <PhaseChip phase={phase} />
      </button>
      <ResultsSwitch room={room} poll={poll} question={question} at={at} />
      {paced && (
        <button
          type="button"
          class="button-quiet button-icon"
          aria-label={isHere ? runWords.roomIsHere : runWords.goTo(at + 1)}
          aria-disabled={isHere}
          onClick={() => !isHere && void go()}
        >
          <Icon shape={SCREEN} />
        </button>
      )}
    </li>
  );
}

function ResultsSwitch({
  room,
  poll,
  question,
  at,
}: Pick<QuestionsProps, "room" | "poll"> & { question: QuestionView; at: number }) {
  const shown = isShown(poll, question);
  return (
    <button
      type="button"
      class="button-quiet button-icon"
      aria-label={runWords.resultsShown(at + 1)}
      aria-pressed={shown}
      onClick={() => toggleResults(room, poll, question)}
    >
      <Icon shape={shown ? EYE : EYE_OFF} />
    </button>
  );
}

/** All questions of the quiz with what is right in each. Between games a click edits one; while a game runs they are locked. */
import type { QuestionView } from "../../../protocol/server.ts";
import { quizHost as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { CHECK, Icon, LOCK, PLAY } from "../../ui/icons.tsx";
import { AddQuestion } from "../addquestion.tsx";
import { rightOf } from "./answerkey.tsx";
import { isResting, type QuizProps } from "./console.tsx";

export function QuizQuestions({ room, poll, quiz, edit }: QuizProps & { edit(question: string): void }) {
  const canEdit = isResting(quiz);
  const open = (id: string) => {
    edit(id);
    document.querySelector(".host-run")?.scrollIntoView({ block: "start" });
  };
  return (
    <section class="card" aria-labelledby="questions-title">
      <h2 id="questions-title" class="card-title">
        {words.questions}
      </h2>
      {!canEdit && (
        <p class="soft small quizlocked">
          <Icon shape={LOCK} /> {words.questionsLocked}
        </p>
      )}
      <ol class="questionlist">
        {poll.questions.map((question, at) => (
          <li key={question.id} class={at === quiz.index && !canEdit ? "questionrow questionrow-chosen" : "questionrow"}>
            <Question question={question} at={at} quiz={quiz} onEdit={canEdit ? () => open(question.id) : null} />
          </li>
        ))}
      </ol>
      {canEdit && <AddQuestion room={room} poll={poll} pick={() => {}} />}
    </section>
  );
}

interface QuestionProps extends Pick<QuizProps, "quiz"> {
  question: QuestionView;
  at: number;
  onEdit: (() => void) | null;
}

function Question({ question, at, quiz, onEdit }: QuestionProps) {
  const right = rightOf(question);
  const parts = (
    <>
      <span class="questionpick-number number">{at + 1}</span>
      <span class="questionpick-text">
        <bdi>{question.text}</bdi>
      </span>
      <span class="soft small questionpick-votes quizright">
        <Icon shape={CHECK} />
        <span class="visually-hidden">{words.isRight}: </span>
        <bdi>{right}</bdi>
      </span>
      <Place at={at} quiz={quiz} />
    </>
  );
  if (!onEdit) return <div class="questionpick questionpick-fixed">{parts}</div>;
  return (
    <button type="button" class="questionpick" onClick={onEdit}>
      <span class="visually-hidden">{words.editQuestion}</span>
      {parts}
    </button>
  );
}

function Place({ at, quiz: { index, phase } }: Pick<QuestionProps, "at" | "quiz">) {
  if (index === null || phase === "countdown" || phase === "finished") return null;
  if (at > index) return null;
  const isNow = at === index && phase !== "revealed";
  return (
    <Chip mood={isNow ? "good" : "plain"} shape={isNow ? PLAY : CHECK}>
      {isNow ? words.asked : words.told}
    </Chip>
  );
}

/** The question with its options as large as the screen allows; at the reveal the same picture says what was right. */
import type { TallyViews } from "../../../protocol/server.ts";
import { stage, quizStage as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { CYCLE } from "../../ui/icons.tsx";
import { useFitted } from "../fitted.ts";
import { Histogram } from "../histogram.tsx";
import type { AskedProps } from "./main.tsx";
import { Panels } from "./panels.tsx";
import { Right } from "./rightanswer.tsx";
import { Written } from "./written.tsx";

export function Asked(props: AskedProps) {
  const { poll, quiz, question, lost } = props;
  // Options that are too long even at their smallest are cut; phones show all of them.
  const box = useFitted([question.id, quiz.key !== null], "quiz-cut");
  return (
    <section class={`scene quiz-scene quiz-${quiz.phase}`} ref={box}>
      <p class="scene-over">
        <span class="scene-title">{poll.title}</span>
        <span class="number">{stage.question((quiz.index ?? 0) + 1, quiz.of)}</span>
        {lost && (
          <Chip mood="warn" shape={CYCLE}>
            {words.reconnecting}
          </Chip>
        )}
      </p>
      <h1 dir="auto">{question.text}</h1>
      <Answers {...props} />
    </section>
  );
}

/** A tally is of the kind of its question, which the union cannot say. */
function Answers({ quiz, question, room }: AskedProps) {
  const { key } = quiz;
  const tally = quiz.phase === "revealed" ? room.tallies.value[question.id] : undefined;
  if (question.kind === "choice")
    return <Panels question={question} tally={tally as TallyViews["choice"]} right={key?.kind === "choice" ? key.right : null} />;
  if (!key) return <p class="quiz-how">{question.kind === "number" ? words.howNumber(question) : words.howText}</p>;
  return (
    <>
      <Right answer={key} question={question} />
      {question.kind === "number" && key.kind === "number" ? (
        <Histogram question={{ ...question, answer: key.answer }} tally={guesses(tally as TallyViews["number"])} />
      ) : (
        <Written tally={tally as TallyViews["text"]} />
      )}
    </>
  );
}

/** Where the middle was means nothing where one number is right. */
function guesses(tally: TallyViews["number"] | undefined): TallyViews["number"] | undefined {
  if (!tally) return undefined;
  const { mean: _, median: __, ...others } = tally;
  return others;
}

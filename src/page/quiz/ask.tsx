/** A question while it takes answers: the words, a way to answer, and what has become of mine. */
import { QUIZ_SECONDS } from "../../protocol/limits.ts";
import type { QuestionView } from "../../protocol/server.ts";
import { vote, play as words } from "../../words/en.ts";
import { ALERT, ARROW_UP, CHECK, CLOCK, Icon } from "../ui/icons.tsx";
import { headingClass } from "../vote/order.ts";
import { NumberField, TextField } from "./fields.tsx";
import type { Asked } from "./game.ts";
import { faultIn, marksOf, send, toldFault } from "./marks.ts";
import { Pad } from "./pad.tsx";
import { Ring } from "./ring.tsx";

const SHORT_CHARS = 60; // about three lines on a phone

export function Question(asked: Asked) {
  const { room, quiz, question, player, seconds, standing } = asked;
  const { stretch } = player;
  const of = (question.seconds ?? QUIZ_SECONDS) * (stretch === "none" ? 1 : stretch);
  const submit = (event: Event) => {
    event.preventDefault();
    if (standing === "open") send(room, question);
  };
  return (
    <form class="vote-form play-ask" onSubmit={submit} noValidate>
      <div class="play-asked">
        <Ring seconds={seconds} of={of} />
        <p class="play-over">
          <span>{vote.step((quiz.index ?? 0) + 1, quiz.of)}</span>
          <span class="soft">{stretch === 1 ? hintOf(question) : words.moreTime(stretch)}</span>
        </p>
      </div>
      <h1 class={headingClass(question.text) ?? (question.text.length > SHORT_CHARS ? "play-medium" : undefined)} tabIndex={-1}>
        {question.text}
      </h1>
      <Field {...asked} />
      <div class="vote-bar play-bar">
        <Said {...asked} />
      </div>
    </form>
  );
}

function Field(asked: Asked) {
  const { question } = asked;
  if (question.kind === "choice") return <Pad {...asked} />;
  return question.kind === "number" ? <NumberField {...asked} question={question} /> : <TextField {...asked} />;
}

function hintOf(question: QuestionView): string {
  if (question.kind !== "choice") return words.hint[question.kind === "number" ? "number" : "text"];
  return question.max > 1 ? words.hint.several : words.hint.one;
}

/** Under the thumb: the button while there is something to send, else what has become of it. */
function Said({ quiz, question, standing }: Asked) {
  if (standing === "open" && (question.kind !== "choice" || question.max > 1)) {
    const fault = toldFault(question);
    return (
      <>
        <div class="vote-advice" role="alert">
          {fault && (
            <p>
              <Icon shape={ALERT} />
              {fault}
            </p>
          )}
        </div>
        <div class="vote-actions">
          <button type="submit" class="button button-large" aria-disabled={faultIn(question) !== null}>
            {question.kind === "choice" ? words.send(marksOf(question).length) : words.send(1)}
          </button>
        </div>
      </>
    );
  }
  const { shape, sentence, line } = SAID[standing];
  return (
    <div class={`play-said play-said-${standing}`}>
      {shape && <Icon shape={shape} />}
      <p>
        <b>{sentence}</b>
        <span class="number">{line ?? words.answered(quiz.answered, Math.max(quiz.answered, quiz.players))}</span>
      </p>
    </div>
  );
}

const SAID = {
  open: { shape: "", sentence: words.tap, line: undefined },
  sending: { shape: ARROW_UP, sentence: words.sending, line: words.sendingLine },
  in: { shape: CHECK, sentence: words.in, line: undefined },
  late: { shape: CLOCK, sentence: words.late, line: words.lateLine },
  refused: { shape: ALERT, sentence: words.refused, line: words.refusedLine },
  over: { shape: CLOCK, sentence: words.over, line: words.overLine },
} as const;

/** One question as a form of native radio buttons or checkboxes; with one tap, of buttons. Other kinds bring their own fields. */
import type { ComponentChildren } from "preact";
import type { Choice, PollView, QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { OptionFace } from "../ui/bars.tsx";
import { optionClass, shareOf } from "../ui/options.ts";
import { type Ballot, ballotOf, cast, mark, submit } from "./ballots.ts";
import { Bar } from "./bar.tsx";
import { later } from "./later.ts";
import { headingClass, isTapped } from "./order.ts";
import type { Place } from "./place.ts";

interface Asked {
  room: Room;
  poll: PollView;
  question: QuestionView;
}

export function Question({ room, poll, question, place, children }: Asked & { place: Place; children: ComponentChildren }) {
  const { text, min, max, options } = question;
  const ballot = ballotOf(room, question);
  const send = (event: Event) => {
    event.preventDefault();
    if (!isTapped(poll, question)) submit(room, question);
  };
  const more = later.value;
  const props = { room, poll, question, ballot };
  const hint =
    more?.hintOf(question, ballot.marked) ??
    (max > 1 && ballot.marked.length > 0 ? words.chosen(ballot.marked.length, max) : words.hint(min, max, options.length));
  return (
    <form class="vote-form" onSubmit={send} noValidate>
      {children}
      <fieldset class="vote-question">
        <legend>
          <h1 class={headingClass(text)} tabIndex={-1}>
            {text}
          </h1>
        </legend>
        <p class="vote-facts">
          <span>{hint}</span>
          {more && <more.TimeLeft {...props} />}
          <span class="number">{words.voted(room.tallies.value[question.id]?.ballots ?? 0)}</span>
        </p>
        {more && <more.Before {...props} />}
        {question.kind === "choice" ? (
          <div class="vote-options">
            {options.map((_, index) => (
              <Option key={index} {...props} index={index} />
            ))}
            {more && question.other && <more.Own {...props} />}
          </div>
        ) : (
          more && <more.Answer {...props} />
        )}
        {more && <more.Receipt {...props} />}
      </fieldset>
      <Bar {...props} place={place} />
    </form>
  );
}

type OptionProps = Asked & { ballot: Ballot; index: number };

function Option({ room, poll, question, ballot, index }: OptionProps) {
  const share = shareOf(room.tallies.value[question.id], index);
  const chosen = ballot.marked.includes(index);
  const face = (
    <OptionFace text={question.options[index] ?? ""} option={index} share={share}>
      {later.value?.faceOf(poll.id, question, index)}
    </OptionFace>
  );
  const several = question.max > 1;
  if (isTapped(poll, question)) {
    const off = !question.open || (ballot.settled && !poll.revote);
    const tap = () => !off && !(chosen && ballot.settled) && cast(room, question, [index]);
    return (
      <button type="button" class={optionClass(question, index)} aria-pressed={chosen} aria-disabled={off} onClick={tap}>
        {face}
      </button>
    );
  }
  const full = several && !chosen && ballot.marked.length >= question.max;
  return (
    <label class={optionClass(question, index)}>
      <input
        class="option-input"
        type={several ? "checkbox" : "radio"}
        name={question.id}
        value={index}
        checked={chosen}
        disabled={!question.open || ballot.settled || full}
        onChange={() => mark(question, marksAfter(ballot.marked, index, several))}
      />
      {face}
    </label>
  );
}

/** In the order of the list, an answer of one's own behind. */
function marksAfter(marked: Choice, index: number, several: boolean): Choice {
  if (!several) return [index];
  const others = marked.filter((other) => other !== index);
  return others.length < marked.length
    ? others
    : [...marked, index].sort((a, b) => Number(typeof a === "string") - Number(typeof b === "string") || Number(a) - Number(b));
}

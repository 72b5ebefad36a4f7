/** One question as a form of native radio buttons or checkboxes; with one tap, of buttons. */
import type { ComponentChildren } from "preact";
import type { PollView, QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { OptionFace } from "../ui/bars.tsx";
import { optionClass, shareOf } from "../ui/options.ts";
import { type Ballot, ballotOf, cast, lack, mark } from "./ballots.ts";
import { Bar } from "./bar.tsx";
import { headingClass } from "./order.ts";
import type { Place } from "./place.ts";

interface Asked {
  room: Room;
  poll: PollView;
  question: QuestionView;
}

export function Question({ room, poll, question, place, children }: Asked & { place: Place; children: ComponentChildren }) {
  const { text, min, max, options } = question;
  const ballot = ballotOf(room, question);
  const ballots = room.tallies.value[question.id]?.ballots ?? 0;
  const tapped = poll.oneTap && max === 1;
  const submit = (event: Event) => {
    event.preventDefault();
    if (tapped || !question.open || ballot.settled) return;
    if (ballot.marked.length < min) lack(question);
    else cast(room, question, ballot.marked);
  };
  const hint = max > 1 && ballot.marked.length > 0 ? words.chosen(ballot.marked.length, max) : words.hint(min, max, options.length);
  return (
    <form class="vote-form" onSubmit={submit} noValidate>
      {children}
      <fieldset class="vote-question">
        <legend>
          <h1 class={headingClass(text)} tabIndex={-1}>
            {text}
          </h1>
        </legend>
        <p class="vote-facts">
          <span>{hint}</span>
          <span class="number">{words.voted(ballots)}</span>
        </p>
        <div class="vote-options">
          {options.map((option, index) => (
            <Option
              key={index}
              room={room}
              poll={poll}
              question={question}
              ballot={ballot}
              index={index}
              text={option}
              tapped={tapped}
            />
          ))}
        </div>
      </fieldset>
      <Bar room={room} poll={poll} question={question} ballot={ballot} place={place} />
    </form>
  );
}

type OptionProps = Asked & { ballot: Ballot; index: number; text: string; tapped: boolean };

function Option({ room, poll, question, ballot, index, text, tapped }: OptionProps) {
  const share = shareOf(room.tallies.value[question.id], index);
  const chosen = ballot.marked.includes(index);
  const face = <OptionFace text={text} option={index} share={share} />;
  const several = question.max > 1;
  if (tapped) {
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

function marksAfter(marked: readonly number[], index: number, several: boolean): number[] {
  if (!several) return [index];
  const others = marked.filter((other) => other !== index);
  return others.length < marked.length ? others : [...marked, index].sort((a, b) => a - b);
}

/** Several questions: where am I, which have my answer, and a way back and forth. */
import type { QuestionView } from "../../protocol/server.ts";
import { vote as words } from "../../words/en.ts";
import type { Room } from "../room.ts";
import { BACK, Icon, NEXT } from "../ui/icons.tsx";
import { answered } from "./order.ts";
import type { Place } from "./place.ts";

const DOTS_MAX = 12; // more do not fit a phone of 320 px; then the words alone say where

export function Steps({ room, questions, place }: { room: Room; questions: QuestionView[]; place: Place }) {
  const index = questions.findIndex(({ id }) => id === place.at.value);
  const where = words.step(index + 1, questions.length);
  return (
    <nav class="steps" aria-label={where}>
      <Arrow shape={BACK} name={words.back} to={questions[index - 1]} place={place} />
      <span class="steps-where">
        {questions.length <= DOTS_MAX && (
          <span class="steps-dots" aria-hidden="true">
            {questions.map(({ id }, at) => (
              <span key={id} class={dotClass(at === index, answered(room.mine.value, id))} />
            ))}
          </span>
        )}
        <span class="small soft number">{where}</span>
      </span>
      <Arrow shape={NEXT} name={words.next} to={questions[index + 1]} place={place} />
    </nav>
  );
}

function dotClass(here: boolean, done: boolean): string {
  return `dot${done ? " dot-done" : ""}${here ? " dot-here" : ""}`;
}

function Arrow({ shape, name, to, place }: { shape: string; name: string; to: QuestionView | undefined; place: Place }) {
  return (
    <button type="button" class="button-quiet button-icon" aria-label={name} disabled={!to} onClick={() => place.go(to?.id)}>
      <Icon shape={shape} />
    </button>
  );
}

/** Big buttons, one for each option: colour, letter and shape as on the big screen. */
import type { QuestionViewOf } from "../../protocol/server.ts";
import { points } from "../../protocol/text.ts";
import { faceOf } from "../answer/face.tsx";
import { letterOf, tintOf } from "../ui/options.ts";
import { shapeOf } from "../ui/shapes.ts";
import type { Asked } from "./game.ts";
import { answer, mark, marksOf } from "./marks.ts";

const SHORT_POINTS = 18; // two beside each other on a phone of 390 px

export function Pad(asked: Asked) {
  const { options } = asked.question;
  const isShort = options.length > 2 && options.every((text) => points(text) <= SHORT_POINTS);
  return (
    <div class={isShort ? "play-pad play-pad-two" : "play-pad"}>
      {options.map((_, option) => (
        <Tile key={option} {...asked} option={option} />
      ))}
    </div>
  );
}

/** One answer is sent by the tap; of several, each is marked and the button sends them. */
export function choose(asked: Asked, option: number): void {
  const { room, question, standing } = asked;
  if (standing !== "open") return;
  if (question.max === 1) return answer(room, question, [option]);
  const marked = marksOf(question) as number[];
  const others = marked.filter((other) => other !== option);
  if (others.length < marked.length) mark(question, others);
  else if (marked.length < question.max)
    mark(
      question,
      [...marked, option].sort((one, other) => one - other),
    );
}

function Tile({ option, ...asked }: Asked & { option: number }) {
  const { poll, question, standing, mine } = asked;
  const chosen = (mine ?? marksOf(question)).includes(option);
  const isOff = standing !== "open";
  return (
    <button
      type="button"
      class={`play-tile ${tintOf(option)} ${isOff && !chosen ? "play-tile-out" : ""}`}
      aria-pressed={chosen}
      aria-disabled={isOff}
      onClick={() => choose(asked, option)}
    >
      <Sign option={option} />
      {faceOf(poll.id, question as QuestionViewOf<"choice">, option)}
      <span class="play-tile-text">{question.options[option]}</span>
    </button>
  );
}

/** The shape with its letter: who cannot tell the colours, or the shapes, has the other. */
export function Sign({ option }: { option: number }) {
  return (
    <span class={option === 0 ? "play-sign play-sign-low" : "play-sign"} aria-hidden="true">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={shapeOf(option)} />
      </svg>
      <b>{letterOf(option)}</b>
    </span>
  );
}

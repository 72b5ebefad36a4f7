/** The right answer by sign and word, mine beside it, and how many said what. */
import type { ComponentChildren } from "preact";
import { play as words } from "../../words/en.ts";
import { inWords } from "../answer/faults.ts";
import { CHECK, Icon } from "../ui/icons.tsx";
import { shareOf, tintOf } from "../ui/options.ts";
import type { Asked } from "./game.ts";
import { Sign } from "./pad.tsx";

export function Answers(asked: Asked) {
  const { quiz, question, mine } = asked;
  const { key } = quiz;
  if (key?.kind === "choice")
    return (
      <ul class="play-rows">
        {question.options.map((_, option) => (
          <Row key={option} {...asked} option={option} isRight={key.right.includes(option)} />
        ))}
      </ul>
    );
  if (!key) return null;
  return (
    <ul class="play-rows">
      <li class="play-row play-row-right">
        <span class="play-row-text">
          <bdi>
            {key.kind === "number"
              ? words.number(key.answer, key.tolerance, question.kind === "number" ? question.unit : "")
              : key.accepted.join(words.or)}
          </bdi>
        </span>
        <Mark isRight>{words.right}</Mark>
      </li>
      {mine?.length && (
        <li class="play-row">
          <span class="play-row-text">
            <bdi>{inWords(question, mine)}</bdi>
          </span>
          <Mark>{words.yours}</Mark>
        </li>
      )}
    </ul>
  );
}

function Row({ room, question, mine, option, isRight }: Asked & { option: number; isRight: boolean }) {
  const share = shareOf(room.tallies.value[question.id], option);
  const isMine = mine?.includes(option);
  return (
    <li class={`play-row ${tintOf(option)} ${isRight ? "play-row-right" : ""}`}>
      <span class="play-row-bar" style={{ transform: `scaleX(${share?.share ?? 0})` }} />
      <Sign option={option} />
      <span class="play-row-text">{question.options[option]}</span>
      {(isRight || isMine) && <Mark isRight={isRight}>{isRight ? (isMine ? words.rightYours : words.right) : words.yours}</Mark>}
      <span class="play-row-count number">
        {share?.count ?? 0}
        <span class="visually-hidden"> {words.chose}</span>
      </span>
    </li>
  );
}

function Mark({ isRight = false, children }: { isRight?: boolean; children: ComponentChildren }) {
  return (
    <b class="play-mark">
      {isRight && <Icon shape={CHECK} />}
      {children}
    </b>
  );
}

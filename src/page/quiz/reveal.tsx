/** The moment after a question: was it right, what did it bring, where am I now, and what was the answer. */
import { play as words } from "../../words/en.ts";
import { CHECK, CLOCK, CROSS, Icon, PLAY } from "../ui/icons.tsx";
import { Answers } from "./answers.tsx";
import type { Asked } from "./game.ts";
import { Place } from "./place.tsx";
import { type Verdict, verdictOf } from "./scene.ts";
import { gainOf } from "./strip.tsx";
import { secondsLeft } from "./time.ts";

const SIGNS: Record<Verdict, string> = {
  right: CHECK,
  partly: CHECK,
  wrong: CROSS,
  late: CLOCK,
  none: CLOCK,
  arrived: PLAY,
};

const SHORT_CHARS = 60; // about two lines

export function Reveal(asked: Asked) {
  const { player, standing, hasArrived, quiz, question } = asked;
  const verdict = verdictOf(player, standing, hasArrived);
  const { points = 0, streak = 0 } = player.scored ?? {};
  return (
    <div class="play-scene play-reveal">
      <section class={`play-verdict play-verdict-${verdict}`}>
        <span class="play-verdict-sign">
          <Icon shape={SIGNS[verdict]} />
        </span>
        <h1 tabIndex={-1}>{words.verdict[verdict].title}</h1>
        {points > 0 && <b class="play-gain number">{gainOf(points)}</b>}
        <p>{streak > 1 ? words.streak(streak) : words.verdict[verdict].line}</p>
      </section>
      <Place {...asked} />
      <section class="play-answers">
        <h2 class={question.text.length > SHORT_CHARS ? "small" : undefined}>{question.text}</h2>
        <Answers {...asked} />
      </section>
      <p class="play-next soft number">{nextOf(asked, (quiz.index ?? 0) + 1 === quiz.of)}</p>
    </div>
  );
}

function nextOf({ room, quiz }: Asked, isLast: boolean): string {
  const left = secondsLeft(room, quiz.until);
  if (left === null) return isLast ? words.next.podium : words.next.host;
  return words.next[isLast ? "podiumIn" : "questionIn"](left);
}

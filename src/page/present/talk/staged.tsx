/** A question of the room, as large as the screen allows, with what the host answers in words. */
import { figure, stage, talkStage as words } from "../../../words/en.ts";
import { Chip } from "../../ui/chip.tsx";
import { Hand } from "../../ui/hand.tsx";
import { ARROW_UP, CHECK, CYCLE, Icon } from "../../ui/icons.tsx";
import { useFitted } from "../fitted.ts";
import type { Asked } from "./told.ts";

interface Props {
  ask: Asked;
  title: string;
  lost: boolean;
}

export function Staged({ ask, title, lost }: Props) {
  const { text, name, host, votes, state, reply } = ask;
  const box = useFitted([text, name, reply, state, votes === 0, lost], "staged-cut");
  return (
    <section class="scene staged" ref={box}>
      <Above title={title} lost={lost} />
      <div class="staged-room">
        <p class="staged-by">
          <Hand />
          <span class="staged-name" dir="auto">
            {name || (host ? words.host : words.somebody)}
          </span>
          {votes > 0 && (
            <span class="staged-votes">
              <Icon shape={ARROW_UP} />
              <strong class="number">{figure(votes)}</strong> {words.votes(votes)}
            </span>
          )}
          {state === "answered" && (
            <Chip mood="good" shape={CHECK}>
              {words.answered}
            </Chip>
          )}
        </p>
        <h1 dir="auto">{text}</h1>
        {reply && (
          <div class="staged-reply">
            <p class="staged-reply-by">{words.reply}</p>
            <p class="staged-reply-text" dir="auto">
              {reply}
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

export function Above({ title, lost }: { title: string; lost: boolean }) {
  return (
    <p class="scene-over">
      <span class="scene-title">{title}</span>
      {lost && (
        <Chip mood="warn" shape={CYCLE}>
          {stage.reconnecting}
        </Chip>
      )}
    </p>
  );
}

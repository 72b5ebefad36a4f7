/** Which key does what, over the scene. */
import { useEffect, useRef } from "preact/hooks";
import { quizStage, talkStage, stage as words } from "../../words/en.ts";
import type { View } from "./view.ts";

interface Props {
  view: View;
  commands: boolean;
  quiz: boolean;
  /** The room may ask. */
  asks: boolean;
}

export function Help({ view, commands, quiz, asks }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const keys = quiz ? quizStage.keys : words.keys;
  const close = () => {
    view.over.value = null;
  };
  return (
    <dialog class="keys" ref={dialog} onClose={close} aria-labelledby="keys-title">
      <h2 id="keys-title">{words.keys.title}</h2>
      <div class="keys-groups">
        {commands && <Keys title={keys.hostTitle} keys={keys.host} />}
        <Keys
          title={words.keys.everyTitle}
          keys={asks ? [...keys.every.slice(0, -4), talkStage.key, ...keys.every.slice(-4)] : keys.every}
        />
      </div>
      {!commands && <p class="soft">{words.keys.noKey}</p>}
      <form method="dialog">
        <button type="submit" class="button">
          {words.keys.close}
        </button>
      </form>
    </dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [names: readonly string[], does: string])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys-list">
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

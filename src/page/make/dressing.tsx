/** How far the pictures of a new poll are, and what to do when one does not arrive. */
import { useEffect, useRef } from "preact/hooks";
import { make as words } from "../../words/en.ts";
import { type Dressing, dressing, goOn, tryAgain } from "./dress.ts";

export function DressingDialog() {
  const at = dressing.value;
  return at && <Progress {...at} />;
}

function Progress({ poll, count, done, wrong }: Dressing) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="sheet dressing" aria-labelledby="dressing-title" onCancel={(event) => event.preventDefault()}>
      <h2 id="dressing-title">{wrong ? words.picturesMissing(count - done) : words.picturesGoing}</h2>
      <progress max={count} value={done} aria-labelledby="dressing-title" />
      <p class={wrong ? "field-error" : "soft"} role="status">
        {wrong ?? words.picturesDone(done, count)}
      </p>
      {wrong && (
        <>
          <p class="soft small">{words.picturesLater}</p>
          <div class="edit-buttons">
            <button type="button" class="button-quiet" onClick={() => goOn(poll)}>
              {words.picturesWithout}
            </button>
            <button type="button" class="button" onClick={() => void tryAgain()}>
              {words.picturesAgain}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}

/** Asking first: one real dialog for the page. Escape and the safe button say no. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { host as words } from "../../words/en.ts";

interface Asked {
  title: string;
  line: string;
  yes: string;
  answer(yes: boolean): void;
}

const asked = signal<Asked | null>(null);

export function ask(question: Omit<Asked, "answer">): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = { ...question, answer: resolve };
  });
}

/** Once on a page. */
export function AskDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const current = asked.value;
  useEffect(() => {
    if (current && !dialog.current?.open) dialog.current?.showModal();
  }, [current]);
  const closed = () => {
    current?.answer(dialog.current?.returnValue === "yes");
    if (dialog.current) dialog.current.returnValue = "";
    asked.value = null;
  };
  return (
    <dialog ref={dialog} class="ask" aria-labelledby="ask-title" aria-describedby="ask-line" onClose={closed}>
      <form method="dialog">
        <h2 id="ask-title">{current?.title}</h2>
        <p id="ask-line">{current?.line}</p>
        <div class="ask-buttons">
          <button type="submit" class="button-quiet" value="no">
            {words.cancel}
          </button>
          <button type="submit" class="button-danger" value="yes">
            {current?.yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}

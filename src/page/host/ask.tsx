/** Asking first: one real dialog for the page. Escape and the safe button say no. Some questions have a line to be filled in with the yes. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { NOTICE_POINTS_MAX } from "../../protocol/limits.ts";
import { tidyText } from "../../protocol/text.ts";
import { host as words } from "../../words/en.ts";

interface Asked {
  title: string;
  line: string;
  yes: string;
  /** The label of a line. */
  why?: string;
  answer(yes: boolean, why: string): void;
}

const asked = signal<Asked | null>(null);

export function ask(question: Omit<Asked, "answer" | "why">): Promise<boolean> {
  return new Promise((resolve) => put({ ...question, answer: resolve }));
}

/** Null for no; "" for a yes without a word. */
export function askWhy(question: Omit<Asked, "answer"> & { why: string }): Promise<string | null> {
  return new Promise((resolve) => put({ ...question, answer: (yes, why) => resolve(yes ? tidyText(why) : null) }));
}

function put(question: Asked): void {
  asked.value?.answer(false, "");
  asked.value = question;
}

/** Once on a page. */
export function AskDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const why = useRef("");
  const current = asked.value;
  useEffect(() => {
    why.current = "";
    if (!current || dialog.current?.open) return;
    dialog.current?.showModal();
    // Whatever comes before it, a key pressed too soon says no.
    no.current?.focus();
  }, [current]);
  const closed = () => {
    current?.answer(dialog.current?.returnValue === "yes", why.current);
    if (dialog.current) dialog.current.returnValue = "";
    asked.value = null;
  };
  return (
    <dialog ref={dialog} class="ask" aria-labelledby="ask-title" aria-describedby="ask-line" onClose={closed}>
      <form method="dialog">
        <h2 id="ask-title">{current?.title}</h2>
        <p id="ask-line">{current?.line}</p>
        {current?.why && (
          <Why label={current.why} onType={(typed) => (why.current = typed)} onEnter={() => dialog.current?.close("yes")} />
        )}
        <div class="ask-buttons">
          <button ref={no} type="submit" class="button-quiet" value="no">
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

interface WhyProps {
  label: string;
  onType(text: string): void;
  onEnter(): void;
}

function Why({ label, onType, onEnter }: WhyProps) {
  return (
    <div class="field askwhy">
      <label for="ask-why">{label}</label>
      <input
        id="ask-why"
        type="text"
        autocomplete="off"
        maxLength={NOTICE_POINTS_MAX}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The browser would press the first button, which says no.
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </div>
  );
}

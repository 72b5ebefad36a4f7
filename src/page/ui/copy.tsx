/** A text to pass on, with its button. Where there is no clipboard (plain http), the text is selected instead. */
import { useId, useRef } from "preact/hooks";
import { host as words } from "../../words/en.ts";
import { COPY, Icon } from "./icons.tsx";
import { toast } from "./toast.tsx";

export function CopyField({ label, text }: { label: string; text: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="copyfield">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        class="input"
        type="text"
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button-quiet" aria-label={words.copyWhat(label)} onClick={() => void copy(field.current)}>
        <Icon shape={COPY} /> {words.copy}
      </button>
    </div>
  );
}

async function copy(field: HTMLInputElement | null): Promise<void> {
  if (!field) return;
  field.select();
  toast((await copied(field.value)) ? words.copied : words.copyByHand);
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The old way still works on plain http in most browsers, on what is selected.
    return document.execCommand("copy");
  }
}

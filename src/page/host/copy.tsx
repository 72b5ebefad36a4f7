/** A text to pass on, with its button. Where there is no clipboard (plain http), the text is selected instead. */
import { useRef } from "preact/hooks";
import { host as words } from "../../words/en.ts";
import { COPY, Icon } from "../ui/icons.tsx";
import { toast } from "../ui/toast.tsx";

export function CopyField({ label, text, copyLabel = words.copy }: { label: string; text: string; copyLabel?: string }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="copyfield">
      <label>
        <span class="field-label">{label}</span>
        <input ref={field} class="input" type="text" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button type="button" class="button-quiet" aria-label={`${copyLabel}: ${label}`} onClick={() => void copy(field.current)}>
        <Icon shape={COPY} /> {copyLabel}
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

/** When a poll ends by itself: a moment in this place's time, said in words. */
import { form as words } from "../../words/en.ts";
import { CROSS, Icon } from "../ui/icons.tsx";
import { fieldId } from "./focus.ts";

interface DeadlineProps {
  endsAt: string | null;
  message: string | null;
  onChange(endsAt: string | null): void;
}

export function Deadline({ endsAt, message, onChange }: DeadlineProps) {
  const id = fieldId.endsAt;
  return (
    <div class="field">
      <label for={id}>{words.endsAt}</label>
      <div class="deadline">
        <input
          id={id}
          type="datetime-local"
          value={localOf(endsAt)}
          aria-invalid={message !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(isoOf(event.currentTarget.value))}
        />
        {endsAt !== null && (
          <button type="button" class="button-quiet" onClick={() => onChange(null)}>
            <Icon shape={CROSS} /> {words.endsNever}
          </button>
        )}
      </div>
      <p id={`${id}-note`} class={message ? "field-error" : "field-hint"}>
        {message ?? words.endsAtSaid(endsAt)}
      </p>
    </div>
  );
}

/** As the field wants it: this place's time, without a zone. */
function localOf(iso: string | null): string {
  if (iso === null) return "";
  const at = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Null where nothing, or half a moment, is typed. */
function isoOf(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

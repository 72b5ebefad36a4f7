/** The line under a field: what is wrong with it, or how many characters are left when there are few. */
import { points, tidyText } from "../../protocol/text.ts";
import { form as words } from "../../words/en.ts";

const FEW_LEFT = 20;

interface FieldNoteProps {
  id: string;
  text: string;
  pointsMax: number;
  message: string | null;
}

export function FieldNote({ id, text, pointsMax, message }: FieldNoteProps) {
  const left = pointsMax - points(tidyText(text));
  if (message) {
    return (
      <p id={id} class="field-error" role="alert">
        {message}
      </p>
    );
  }
  return (
    <p id={id} class={left < 0 ? "field-error" : "field-hint"} hidden={left > FEW_LEFT}>
      {left > FEW_LEFT ? "" : words.charactersLeft(left)}
    </p>
  );
}

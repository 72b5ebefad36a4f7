/** How people answer: one of the kinds of questions, each with its picture. */
import { form as words } from "../../words/en.ts";
import { Icon, KIND_SHAPES } from "../ui/icons.tsx";
import { KINDS, type QuestionDraft } from "./draft.ts";

interface KindPickerProps {
  question: QuestionDraft;
  locked: boolean;
  onChange(question: QuestionDraft): void;
}

export function KindPicker({ question, locked, onChange }: KindPickerProps) {
  return (
    <fieldset class="kinds" disabled={locked}>
      <legend class="visually-hidden">{words.kind}</legend>
      {KINDS.map((kind) => (
        <label key={kind} class="kind">
          <input
            type="radio"
            name={`kind-${question.key}`}
            aria-label={words.kindName[kind]}
            checked={question.kind === kind}
            onChange={() => onChange({ ...question, kind })}
          />
          <span class="kind-face">
            <Icon shape={KIND_SHAPES[kind]} />
            <span class="kind-short">{words.kindShort[kind]}</span>
            <span class="kind-name">{words.kindName[kind]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

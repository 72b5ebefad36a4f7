/** How many answers a choice takes. */
import { form as words } from "../../words/en.ts";
import { Picker, Segments, Switch } from "./controls.tsx";
import type { ChoiceDraft, QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";
import type { FieldsProps } from "./kindfields.tsx";

const MARKS: readonly ChoiceDraft["marks"][] = ["one", "several", "approval"];

export function ChoiceFields({ question, locked, onChange }: FieldsProps) {
  const { choice, options, key } = question;
  const change = (changed: Partial<ChoiceDraft>) => onChange({ ...question, choice: { ...choice, ...changed } });
  const numbers = Array.from({ length: options.length }, (_, index) => index + 1);
  return (
    <div class="answers">
      <Segments
        legend={words.answers}
        hideLegend
        values={MARKS}
        value={choice.marks}
        name={(marks) => words.marksName[marks]}
        locked={locked}
        onPick={(marks) => change({ marks })}
      />
      {choice.marks === "approval" && <p class="field-hint">{words.approvalHint}</p>}
      {choice.marks === "several" && (
        <div class="marks">
          <Picker
            id={fieldId.part(key, "min")}
            label={words.atLeast}
            values={numbers}
            value={choice.min}
            name={String}
            locked={locked}
            onPick={(min) => change(withMin(choice, min))}
          />
          <Picker
            id={fieldId.part(key, "max")}
            label={words.atMost}
            values={[null, ...numbers]}
            value={choice.max}
            name={(max) => (max === null ? words.all : String(max))}
            locked={locked}
            onPick={(max) => change(withMax(choice, max))}
          />
        </div>
      )}
    </div>
  );
}

/** What else a choice may be; folded away. */
export function ChoiceMore({ question, locked, onChange }: Omit<FieldsProps, "problem">) {
  const { choice } = question;
  const change = (changed: Partial<QuestionDraft["choice"]>) => onChange({ ...question, choice: { ...choice, ...changed } });
  return (
    <>
      <Switch words={words.other} on={choice.other} locked={locked} onFlip={(other) => change({ other })} />
      <Segments
        legend={words.drawn}
        values={["bars", "columns", "donut"]}
        value={choice.look}
        name={(look) => words.drawnName[look]}
        onPick={(look) => change({ look })}
      />
    </>
  );
}

function withMin({ max }: ChoiceDraft, min: number): Pick<ChoiceDraft, "min" | "max"> {
  return { min, max: max !== null && max < min ? min : max };
}

function withMax({ min }: ChoiceDraft, max: number | null): Pick<ChoiceDraft, "min" | "max"> {
  return { min: max !== null && max < min ? max : min, max };
}

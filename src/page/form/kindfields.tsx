/** What a question of each kind has besides its words and its options. */
import { RATING_STEPS_MAX, RATING_STEPS_MIN } from "../../protocol/limits.ts";
import { form as words } from "../../words/en.ts";
import { ChoiceFields } from "./choicefields.tsx";
import { Line, Picker, Segments } from "./controls.tsx";
import type { NumberDraft, QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";
import { messageAt, type Problem } from "./place.ts";

export interface FieldsProps {
  question: QuestionDraft;
  /** Of this question only. */
  problem: Problem | null;
  /** There are votes: what they depend on stays as it is. */
  locked: boolean;
  onChange(question: QuestionDraft): void;
}

export function KindFields(props: FieldsProps) {
  switch (props.question.kind) {
    case "choice":
      return <ChoiceFields {...props} />;
    case "rating":
      return <RatingFields {...props} />;
    case "ranking":
      return <RankingFields {...props} />;
    case "text":
      return <TextFields {...props} />;
    case "number":
      return <NumberFields {...props} />;
  }
}

function RatingFields({ question, problem, locked, onChange }: FieldsProps) {
  const { rating, key } = question;
  const steps = countsFrom(RATING_STEPS_MIN, RATING_STEPS_MAX);
  return (
    <div class="partfields">
      <Picker
        id={fieldId.part(key, "steps")}
        label={words.steps}
        values={steps}
        value={rating.steps}
        name={words.stepsCount}
        locked={locked}
        onPick={(picked) => onChange({ ...question, rating: { ...rating, steps: picked } })}
      />
      {(["low", "high"] as const).map((end) => (
        <Line
          key={end}
          id={fieldId.part(key, end)}
          label={words.endLabel(end === "low" ? 1 : rating.steps)}
          value={rating[end]}
          placeholder={words.endPlaceholder[end]}
          message={messageAt(problem, end)}
          onType={(text) => onChange({ ...question, rating: { ...rating, [end]: text } })}
        />
      ))}
    </div>
  );
}

function RankingFields({ question, locked, onChange }: FieldsProps) {
  const { ranking, key, options } = question;
  const tops: (number | null)[] = [null, ...countsFrom(1, Math.max(1, options.length - 1))];
  const top = ranking.top !== null && ranking.top < options.length ? ranking.top : null;
  return (
    <Picker
      id={fieldId.part(key, "top")}
      label={words.top}
      values={tops}
      value={top}
      name={words.topName}
      locked={locked}
      onPick={(picked) => onChange({ ...question, ranking: { ...ranking, top: picked } })}
    />
  );
}

function TextFields({ question, onChange }: FieldsProps) {
  const look = question.words.look;
  return (
    <div class="partfield">
      <Segments
        legend={words.textLook}
        values={["wall", "cloud"]}
        value={look}
        name={(value) => words.textLookName[value]}
        onPick={(picked) => onChange({ ...question, words: { ...question.words, look: picked } })}
      />
      <p class="field-hint">{words.textLookHint[look]}</p>
    </div>
  );
}

function NumberFields({ question, problem, locked, onChange }: FieldsProps) {
  const line = (name: Exclude<keyof NumberDraft, "tolerance">, isLocked: boolean) => (
    <Line
      id={fieldId.part(question.key, name)}
      label={words.numberField[name]}
      value={question.number[name]}
      placeholder={words.numberPlaceholder[name]}
      message={messageAt(problem, name)}
      numeric={name !== "unit"}
      locked={isLocked}
      onType={(text) => onChange({ ...question, number: { ...question.number, [name]: text } })}
    />
  );
  return (
    <div class="numberfields">
      {line("from", locked)}
      {line("to", locked)}
      {line("step", locked)}
      {line("unit", false)}
      {line("answer", false)}
    </div>
  );
}

function countsFrom(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What most questions leave as it is: folded behind one line that says what it is. */
import { COUNTDOWN_OFFERED_SECONDS } from "../../protocol/limits.ts";
import type { Method } from "../../protocol/server.ts";
import { form as words } from "../../words/en.ts";
import { ChoiceMore } from "./choicefields.tsx";
import { Choices, Picker, Switch } from "./controls.tsx";
import type { QuestionDraft } from "./draft.ts";
import { fieldId } from "./focus.ts";
import type { FieldsProps } from "./kindfields.tsx";
import { More } from "./more.tsx";

const METHODS: readonly Method[] = ["irv", "borda", "schulze"];

export function MoreFields({ question, locked, onChange }: Omit<FieldsProps, "problem">) {
  const { seconds, key } = question;
  const offered: (number | null)[] = [...new Set([...COUNTDOWN_OFFERED_SECONDS, ...(seconds === null ? [] : [seconds])])];
  offered.sort((one, other) => (one ?? 0) - (other ?? 0));
  return (
    <More title={words.more} line={moreLine(question)}>
      {question.kind === "choice" && <ChoiceMore question={question} locked={locked} onChange={onChange} />}
      {question.kind === "ranking" && (
        <Choices
          legend={words.method}
          values={METHODS}
          value={question.ranking.method}
          name={(method) => words.methodName[method]}
          hint={(method) => words.methodHint[method]}
          onPick={(method) => onChange({ ...question, ranking: { ...question.ranking, method } })}
        />
      )}
      {question.kind === "text" && (
        <Switch
          words={words.filter}
          on={question.words.filter}
          onFlip={(filter) => onChange({ ...question, words: { ...question.words, filter } })}
        />
      )}
      <Picker
        id={fieldId.part(key, "seconds")}
        label={words.countdown}
        values={[null, ...offered]}
        value={seconds}
        name={words.countdownName}
        hint={words.countdownHint}
        onPick={(picked) => onChange({ ...question, seconds: picked })}
      />
    </More>
  );
}

function moreLine({ kind, choice, ranking, words: text, seconds }: QuestionDraft): string {
  const parts = {
    choice: [choice.other ? words.other.short : "", words.drawnShort[choice.look]],
    ranking: [words.methodShort[ranking.method]],
    text: [text.filter ? words.filter.short : ""],
    rating: [],
    number: [],
  }[kind];
  return [...parts, words.countdownShort(seconds)].filter(Boolean).join(", ");
}

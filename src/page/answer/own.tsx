/** The last card of a choice, which opens a field for an answer of one's own. */
import { signal } from "@preact/signals";
import type { Choice, TallyViews } from "../../protocol/server.ts";
import { answer as words } from "../../words/en.ts";
import { OptionFace } from "../ui/bars.tsx";
import { type OptionShare, optionClass } from "../ui/options.ts";
import { mark } from "../vote/ballots.ts";
import { type Asked, isFixed } from "./props.ts";
import { ResultsBelow } from "./results.tsx";

/** What was written stays, for whoever looks at another option and comes back. */
const written = signal<Record<string, string>>({});

export function Own(props: Asked) {
  const { question, ballot } = props;
  const own = ballot.marked.find((made) => typeof made === "string");
  const several = question.max > 1;
  const full = several && own === undefined && ballot.marked.length >= question.max;
  const write = (text: string) => {
    written.value = { ...written.value, [question.id]: text };
    mark(question, withOwn(ballot.marked, text, several));
  };
  const toggle = () => {
    if (own !== undefined && several)
      return mark(
        question,
        ballot.marked.filter((made) => made !== own),
      );
    write(written.peek()[question.id] ?? "");
    document.querySelector<HTMLElement>(".own-field")?.focus();
  };
  return (
    <div class="own">
      <label class={`${optionClass(question, question.options.length)} own-card`}>
        <input
          class="option-input"
          type={several ? "checkbox" : "radio"}
          name={question.id}
          value="own"
          checked={own !== undefined}
          disabled={isFixed(props) || full}
          onChange={toggle}
        />
        <OptionFace text={words.own.option} option={question.options.length} share={shareOfOwn(props)}>
          …
        </OptionFace>
      </label>
      {own !== undefined && (
        <input
          class="own-field"
          type="text"
          value={own}
          aria-label={words.own.label}
          placeholder={words.own.placeholder}
          readOnly={isFixed(props)}
          autoComplete="off"
          enterkeyhint="send"
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
      )}
      <ResultsBelow {...props} />
    </div>
  );
}

function shareOfOwn({ room, question }: Asked): OptionShare | null {
  const tally = room.tallies.value[question.id] as TallyViews["choice"] | undefined;
  if (!tally?.counts || !tally.other || tally.ballots === 0) return null;
  const { people } = tally.other;
  const share = people / tally.ballots;
  return { count: people, share, percent: Math.round(share * 100) };
}

function withOwn(marked: Choice, text: string, several: boolean): Choice {
  return several ? [...marked.filter((made) => typeof made === "number"), text] : [text];
}

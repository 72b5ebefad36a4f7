/** An answer in one's own words. What is typed is never touched while somebody types: input methods compose in the field. */
import { ANSWER_POINTS_MAX } from "../../protocol/limits.ts";
import type { QuestionViewOf } from "../../protocol/server.ts";
import { points, tidyText } from "../../protocol/text.ts";
import { answer as words } from "../../words/en.ts";
import { mark } from "../vote/ballots.ts";
import { type Asked, isFixed } from "./props.ts";

export function TextField(props: Asked<QuestionViewOf<"text">>) {
  const { question, ballot } = props;
  const typed = String(ballot.marked[0] ?? "");
  const left = ANSWER_POINTS_MAX - points(tidyText(typed));
  return (
    <div class="words">
      <textarea
        class="words-field"
        rows={question.look === "cloud" ? 2 : 4}
        value={typed}
        placeholder={words.text.placeholder[question.look]}
        aria-label={words.text.label}
        aria-describedby="words-left"
        readOnly={isFixed(props)}
        enterkeyhint="send"
        onInput={({ currentTarget }) => mark(question, currentTarget.value ? [currentTarget.value] : [])}
        onKeyDown={sendOnEnter}
      />
      <p id="words-left" class={left < 0 ? "words-left words-over" : "words-left"}>
        {isFixed(props) ? "" : words.text.left(left)}
      </p>
    </div>
  );
}

/** An answer is one paragraph. The Enter that picks a suggestion of an input method sends nothing. */
function sendOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}

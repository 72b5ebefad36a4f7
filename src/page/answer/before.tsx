/** Asked once more: what I said the last time, as this device remembers it. */
import { answer as words } from "../../words/en.ts";
import { earlier } from "../vote/ballots.ts";
import { inWords } from "./faults.ts";
import type { Asked } from "./props.ts";

export function Before({ question, ballot }: Asked) {
  const said = earlier(question);
  if (!said || ballot.settled || !question.open) return null;
  return (
    <p class="before">
      {words.onceMore} <bdi>{words.saidBefore(inWords(question, said))}</bdi>
    </p>
  );
}

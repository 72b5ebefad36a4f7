/** The phone beside the form: what a voter will see, while it is written. It is a picture, not a second form. */
import { product, vote as voteWords, make as words } from "../../words/en.ts";
import { questionBody } from "../form/body.ts";
import type { PollDraft, QuestionDraft } from "../form/draft.ts";
import { OptionFace } from "../ui/bars.tsx";
import { Hand } from "../ui/hand.tsx";
import { letterOf, optionClass } from "../ui/options.ts";

export function Preview({ draft, question }: { draft: PollDraft; question: QuestionDraft }) {
  const { min, max, options } = questionBody(question);
  const shown = options.length > 0 ? options : ["", ""];
  return (
    <aside class="preview" aria-hidden="true">
      <div class="phone">
        <div class="phone-screen">
          <p class="brand">
            <Hand /> {draft.title.trim() || product.name}
          </p>
          <p class="phone-question">{question.text.trim() || words.previewQuestion}</p>
          <p class="soft small phone-hint">{voteWords.hint(min, max, shown.length)}</p>
          <ul class="phone-options">
            {shown.map((text, index) => (
              <li key={index} class={optionClass({ max }, index)}>
                <OptionFace text={text.trim() || words.previewOption(letterOf(index))} option={index} share={null} />
              </li>
            ))}
          </ul>
          {!(draft.settings.oneTap && max === 1) && <p class="button button-large">{voteWords.vote}</p>}
        </div>
      </div>
      <p class="soft small preview-caption">{words.preview}</p>
    </aside>
  );
}

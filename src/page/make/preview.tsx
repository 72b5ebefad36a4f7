/** The phone beside the form: what a voter will see, while it is written. It is a picture, not a second form. */
import { product, vote as voteWords, make as words } from "../../words/en.ts";
import type { PollDraft, QuestionDraft } from "../form/draft.ts";
import { Hand } from "../ui/hand.tsx";
import { PreviewAnswer, previewHint } from "./previewanswer.tsx";
import { PreviewQuiz } from "./previewquiz.tsx";

export function Preview({ draft, question }: { draft: PollDraft; question: QuestionDraft }) {
  const isOneTap = draft.settings.oneTap && question.kind === "choice" && question.choice.marks === "one";
  return (
    <aside class="preview" aria-hidden="true">
      <div class="phone">
        <div class="phone-screen">
          <p class="brand">
            <Hand /> {draft.title.trim() || product.name}
          </p>
          <p class="phone-question">{question.text.trim() || words.previewQuestion}</p>
          {draft.pace === "quiz" ? (
            <PreviewQuiz question={question} />
          ) : (
            <>
              <p class="soft small phone-hint">{previewHint(question)}</p>
              <PreviewAnswer question={question} />
              {!isOneTap && <p class="button button-large">{voteWords.vote}</p>}
            </>
          )}
        </div>
      </div>
      <p class="soft small preview-caption">{words.preview}</p>
    </aside>
  );
}

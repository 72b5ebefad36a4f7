/** The right answer in words. */
import type { KeyView } from "../../../protocol/quiz.ts";
import type { QuestionView } from "../../../protocol/server.ts";
import { figures } from "../../../words/en.ts";

export function rightWords(key: KeyView, question: QuestionView): string {
  switch (key.kind) {
    case "choice":
      return key.right.map((option) => question.options[option] ?? "").join(", ");
    case "number":
      return figures.value(key.answer, question.kind === "number" ? question.unit : "");
    case "text":
      return key.accepted[0] ?? "";
  }
}

/** The options of a question put in, taken out and moved. */
import { OPTIONS_PER_QUESTION_MIN } from "../../protocol/limits.ts";
import { emptyOption, isBlankOption, type OptionDraft, type QuestionDraft } from "./draft.ts";

export function withOptionReplaced(question: QuestionDraft, at: number, option: OptionDraft): QuestionDraft {
  return { ...question, options: question.options.with(at, option) };
}

/** Only what is named changes; the option keeps its place, its face and its key. */
export function withOptionChanged(question: QuestionDraft, at: number, change: Partial<OptionDraft>): QuestionDraft {
  const option = question.options[at];
  return option ? withOptionReplaced(question, at, { ...option, ...change }) : question;
}

/** By its key: an option keeps its face wherever it has moved meanwhile. */
export function withFace(question: QuestionDraft, key: number, face: Pick<OptionDraft, "emoji" | "picture">): QuestionDraft {
  return { ...question, options: question.options.map((option) => (option.key === key ? { ...option, ...face } : option)) };
}

export function withOptionAdded(question: QuestionDraft, at: number, texts: readonly string[] = [""]): QuestionDraft {
  return { ...question, options: question.options.toSpliced(at, 0, ...texts.map((text) => emptyOption(text))) };
}

export function withOptionRemoved(question: QuestionDraft, at: number): QuestionDraft {
  return { ...question, options: question.options.toSpliced(at, 1) };
}

/** Undoes a removal. A blank option in its place was only there because a question keeps two. */
export function withOptionBack(question: QuestionDraft, at: number, option: OptionDraft): QuestionDraft {
  const blankThere = isBlankAt(question, at) && question.options.length <= OPTIONS_PER_QUESTION_MIN;
  return { ...question, options: question.options.toSpliced(at, blankThere ? 1 : 0, option) };
}

/** A pasted list takes the place of a blank option, or follows a written one; blank options behind it are used up. */
export function withListPasted(question: QuestionDraft, at: number, texts: readonly string[]): QuestionDraft {
  const blankHere = isBlankAt(question, at);
  const from = blankHere ? at : at + 1;
  let upTo = blankHere ? at + 1 : from;
  while (isBlankAt(question, upTo)) upTo++;
  return { ...question, options: question.options.toSpliced(from, upTo - from, ...texts.map((text) => emptyOption(text))) };
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

function isBlankAt({ options }: QuestionDraft, at: number): boolean {
  const option = options[at];
  return option !== undefined && isBlankOption(option);
}

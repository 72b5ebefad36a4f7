/** The draft on the make page: what is being written, kept on the device with every change. */
import { signal } from "@preact/signals";
import { make as words } from "../../words/en.ts";
import { deviceShelf, recallJson } from "../device.ts";
import { foundPictures, picturesIn, storePictures, withFound, withoutSources } from "../form/album.ts";
import { moved } from "../form/arrange.ts";
import { emptyDraft, emptyQuestion, isBlank, type PollDraft, type QuestionDraft, readDraft } from "../form/draft.ts";
import { fieldId, focusSoon } from "../form/focus.ts";
import type { Problem } from "../form/place.ts";
import { toast } from "../ui/toast.tsx";
import { pastDrafts } from "./past.ts";

const DRAFT = "showhands:draft";

const kept = readDraft(recallJson(deviceShelf, DRAFT));

export const draft = signal<PollDraft>(kept ?? emptyDraft());
export const problem = signal<Problem | null>(null);
/** Did this page begin with words from an earlier visit? */
export const restored = signal(kept !== null && !isBlank(kept));
/** What was found of pictures when the page began. */
const pictures = signal<ReadonlyMap<string, string>>(new Map());
/** The question that was touched last: the one on the little phone. */
export const touched = signal(0);

export function change(next: PollDraft): void {
  draft.value = next;
  // What was wrong may be mended by now; the server says so once more if it is not.
  problem.value = null;
  deviceShelf.set(DRAFT, isBlank(next) ? null : JSON.stringify(next, withoutSources));
  storePictures(next);
}

/** Once, when the page begins: pictures are kept apart from the words, and come a moment later. */
export async function recallPictures(): Promise<void> {
  const named = new Set([draft.value, ...pastDrafts()].flatMap(picturesIn).map(({ key }) => key));
  const found = await foundPictures(named);
  pictures.value = found;
  draft.value = withFound(draft.value, found);
}

/** Another draft takes the place of this one, which Undo brings back. */
export function replaceDraft(next: PollDraft, said: string): void {
  const before = draft.value;
  restored.value = false;
  touched.value = 0;
  change(withFound(next, pictures.value));
  focusSoon(fieldId.text(next.questions[0]?.key ?? 0));
  toast(said, isBlank(before) ? {} : { undo: () => change(before) });
}

export function changeQuestion(question: QuestionDraft): void {
  const questions = draft.value.questions.map((old) => (old.key === question.key ? question : old));
  change({ ...draft.value, questions });
}

export function addQuestion(): void {
  const { questions } = draft.value;
  const question = emptyQuestion();
  touched.value = questions.length;
  change({ ...draft.value, questions: [...questions, question] });
  focusSoon(fieldId.text(question.key));
}

export function moveQuestion(from: number, by: 1 | -1, focus: string): void {
  const to = from + by;
  if (!draft.value.questions[to]) return;
  touched.value = to;
  change({ ...draft.value, questions: moved(draft.value.questions, from, to) });
  focusSoon(focus);
}

export function removeQuestion(at: number): void {
  const removed = draft.value.questions[at];
  if (!removed || draft.value.questions.length === 1) return;
  const questions = draft.value.questions.toSpliced(at, 1);
  const before = Math.max(0, at - 1);
  touched.value = before;
  change({ ...draft.value, questions });
  focusSoon(fieldId.text(questions[before]?.key ?? 0));
  toast(words.removedQuestion(at + 1), {
    undo: () => change({ ...draft.value, questions: draft.value.questions.toSpliced(at, 0, removed) }),
  });
}

export function startFresh(): void {
  replaceDraft(emptyDraft(), words.cleared);
}

/** The poll is made: the next visit begins with an empty page. */
export function forgetDraft(): void {
  deviceShelf.set(DRAFT, null);
}

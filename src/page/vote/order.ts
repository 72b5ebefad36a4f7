/** Which questions a voter can go through, where to begin, and what a page needs for them. Plain: the Worker asks too, before any script. */
import type { MineView, PollView, QuestionView } from "../../protocol/server.ts";

/** Where the host paces, the room is at one question or at none; where none is named, at the newest that was opened. */
export function questionsShown({ pace, current, questions }: PollView): QuestionView[] {
  if (pace === "open") return questions;
  const at = current ?? questions.findLast(({ phase }) => phase !== "waiting")?.id;
  return questions.filter(({ id }) => id === at);
}

/** The first open question without an answer, else an open one, else the newest that was open. */
export function startAt(poll: PollView, mine: MineView): QuestionView | undefined {
  const shown = questionsShown(poll);
  const open = shown.filter((question) => question.open);
  return open.find(({ id }) => !answered(mine, id)) ?? open[0] ?? shown.findLast(({ phase }) => phase === "closed") ?? shown[0];
}

export function answered(mine: MineView, question: string): boolean {
  return (mine[question]?.choice.length ?? 0) > 0;
}

/** A tap on an option is the vote. An answer of one's own must be written first. */
export function isTapped({ oneTap }: PollView, question: QuestionView): boolean {
  return oneTap && question.max === 1 && question.kind === "choice" && !question.other;
}

/** Is there more in it than one list of words to choose from? What that needs is loaded only then: see `later.ts`. */
export function wantsMore(poll: PollView): boolean {
  const { endsAt, receipts, questions } = poll;
  return !!(endsAt ?? receipts) || questions.some(isMore) || questionsShown(poll).length > 1;
}

function isMore(question: QuestionView): unknown {
  if (question.kind !== "choice" || question.round > 1 || question.seconds || question.endsAt) return true;
  return question.other || question.emoji || question.pictures;
}

/** May people say something beside their votes, or read it? */
export function talksIn({ talk }: Pick<PollView, "talk">): boolean {
  return talk.reactions || talk.chat !== "off" || talk.questions !== "off";
}

const LONG_POINTS = 110; // about five lines of large type on a phone of 320 px

export function headingClass(text: string): string | undefined {
  return text.length > LONG_POINTS ? "vote-long" : undefined;
}

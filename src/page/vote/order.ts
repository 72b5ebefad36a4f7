/** Which questions a voter can go through, and where to begin. Plain: the Worker asks too, before any script. */
import type { MineView, PollView, QuestionView } from "../../protocol/server.ts";

/** Where the host shows one question at a time, what was never opened is not for the room yet. */
export function questionsShown({ pace, questions }: PollView): QuestionView[] {
  return pace === "host" ? questions.filter(({ phase }) => phase !== "waiting") : questions;
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

const LONG_POINTS = 110; // about five lines of large type on a phone of 320 px

export function headingClass(text: string): string | undefined {
  return text.length > LONG_POINTS ? "vote-long" : undefined;
}

/** When the room's talk rests, and what on the page is new behind an open sheet. */
import type { PollView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";

/** What is said while a quiz question runs might be its answer. */
export function isResting(room: Room): boolean {
  return room.poll.value?.quiz?.phase === "question";
}

/** One for each question that takes answers, in each of its rounds. */
export function openIn({ questions, quiz }: PollView): string[] {
  if (quiz) return quiz.phase === "question" ? [`${quiz.game} ${quiz.index}`] : [];
  return questions.filter(({ open }) => open).map(({ id, round }) => `${id} ${round}`);
}

import type { PollView, QuestionView } from "../../protocol/server.ts";
import type { Room } from "../room.ts";
import type { Ballot } from "../vote/ballots.ts";

/** What every part of a question is given. */
export interface Asked<Question extends QuestionView = QuestionView> {
  room: Room;
  poll: PollView;
  question: Question;
  ballot: Ballot;
}

/** Answers are only shown: they count and are not being changed, or the question takes none. */
export function isFixed({ question, ballot }: Asked): boolean {
  return !question.open || ballot.settled;
}

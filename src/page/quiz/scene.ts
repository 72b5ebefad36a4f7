/** What is on the phone of a player: plain, so that it is told apart from how it is drawn. */
import type { PlayerView, PollView, QuestionView, QuizView } from "../../protocol/server.ts";
import type { Joining } from "../me.ts";
import type { VoteState } from "../room.ts";

export type Scene = "join" | "removed" | "lobby" | "countdown" | "question" | "revealed" | "finished";

interface Known {
  quiz: QuizView;
  player: PlayerView | null;
  joining: Joining | null;
}

export function sceneOf({ quiz, player, joining }: Known): Scene {
  if (joining?.state === "refused" && joining.detail === "removed") return "removed";
  if (!player) return "join";
  if (quiz.phase === "not-started") return "lobby";
  return quiz.phase === "locked" ? "question" : quiz.phase;
}

/** Until the hub has said who I am, this device knows under which name it played. */
export function asRemembered(name: string, { endsAt }: QuizView): PlayerView {
  return { name, team: null, stretch: 1, endsAt, answered: false, scored: null, place: null };
}

/** The question that the room is at. Those that have begun are the first ones. */
export function questionAt({ quiz, questions }: PollView): QuestionView | undefined {
  return quiz?.index === null ? undefined : questions[quiz?.index ?? 0];
}

/** One for every screen of every game: what changes with it is news. */
export function stageKey({ quiz }: PollView): string {
  return quiz ? `${quiz.game} ${quiz.index} ${quiz.phase}` : "";
}

/** `over`: no answer is possible any more, and there is none. */
export type Standing = "open" | "sending" | "in" | "late" | "refused" | "over";

interface Given {
  quiz: QuizView;
  player: PlayerView;
  vote: VoteState | undefined;
  /** Does an answer of mine count, as far as this page knows? */
  given: boolean;
  isOver: boolean;
}

/** The same whether the answer is right or wrong: nobody knows before the reveal. */
export function standingOf({ quiz, player, vote, given, isOver }: Given): Standing {
  if (vote?.state === "sending") return "sending";
  if (given || player.answered) return "in";
  if (vote?.state === "refused") return vote.code === "closed" ? "late" : "refused";
  return isOver || quiz.phase !== "question" ? "over" : "open";
}

export type Verdict = "right" | "partly" | "wrong" | "late" | "none" | "arrived";

/** `arrived`: joined after this question had begun, so there was nothing to miss. */
export function verdictOf({ scored }: PlayerView, standing: Standing, hasArrived: boolean): Verdict {
  if (scored) return scored.right ? "right" : scored.points > 0 ? "partly" : "wrong";
  if (standing === "late" || standing === "sending") return "late";
  return hasArrived ? "arrived" : "none";
}

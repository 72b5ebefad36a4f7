/** What leaves the hub of a quiz. Which answer is right, and everything that follows from it, leaves with the reveal and not before. */
import { QUIZ_TOLD_MAX } from "../../protocol/limits.ts";
import type { KeyView, PlayerView, QuizView } from "../../protocol/quiz.ts";
import { type Board, placeIn, topOf } from "./board.ts";
import type { CrowdFacts } from "./crowd.ts";
import type { Key } from "./key.ts";
import { begunIn, revealedIn } from "./phase.ts";
import type { Plan, Player, Quiz, Score } from "./quiz.ts";
import { endOf } from "./score.ts";

/** What the view needs to know of the room. */
export interface Seen {
  plan: Plan;
  /** In the order of the questions. */
  keys: readonly Key[];
  crowd: Pick<CrowdFacts, "present" | "answered">;
  /** Null before the first reveal; one that counts other questions than the revealed ones is not shown. */
  board: Board | null;
}

/** The same for all players and the big screen, so it is made once. */
export function quizView(quiz: Quiz, { plan, keys, crowd, board }: Seen): QuizView {
  const { stage, settings, game, lobby } = quiz;
  const index = "index" in stage && stage.index >= 0 ? stage.index : null;
  const { from, endsAt } = "from" in stage ? stage : { from: null, endsAt: null };
  const shown = boardShown(quiz, board);
  return {
    phase: stage.phase,
    game,
    settings,
    index,
    of: plan.length,
    from,
    endsAt,
    until: stage.until,
    players: crowd.present,
    answered: index === null || stage.phase === "finished" ? 0 : crowd.answered,
    lobby: lobby.lock ? "locked" : "open",
    ...(lobby.lock?.until && { lobbyOpensAt: lobby.lock.until }),
    key: index !== null && isRevealed(quiz, index) ? keyView(keys[index]) : null,
    board: shown && topOf(shown, QUIZ_TOLD_MAX),
  };
}

/** `score`: of the question that the room is at, as stored; null without an answer. */
export function playerView(quiz: Quiz, plan: Plan, player: Player, score: Score | null, board: Board | null): PlayerView {
  const { name, team, stretch, voter } = player;
  const { stage } = quiz;
  const isRunning = stage.phase === "question" || stage.phase === "locked";
  const seconds = isRunning ? plan[stage.index]?.seconds : undefined;
  const isTold = "index" in stage && isRevealed(quiz, stage.index);
  const shown = boardShown(quiz, board);
  return {
    name,
    team,
    stretch,
    endsAt: isRunning && seconds !== undefined ? endOf(stage.from, seconds, stretch) : null,
    answered: score !== null,
    scored: isTold && score ? { points: score.points, right: score.right, streak: score.streak } : null,
    place: shown && placeIn(shown, voter),
  };
}

/** Have players seen this question in this game? Texts and options of those to come stay in the hub. */
export function isBegun(quiz: Quiz, index: number): boolean {
  return index < begunIn(quiz);
}

/** Does everybody know the answer, and may see who chose what? */
export function isRevealed(quiz: Quiz, index: number): boolean {
  return index < revealedIn(quiz);
}

function boardShown(quiz: Quiz, board: Board | null): Board | null {
  const revealed = revealedIn(quiz);
  return revealed > 0 && board?.questions === revealed ? board : null;
}

function keyView(key: Key | undefined): KeyView | null {
  switch (key?.kind) {
    case "choice":
      return { kind: "choice", right: [...key.right] };
    case "number":
      return { kind: "number", answer: key.answer, tolerance: key.tolerance };
    case "text":
      return { kind: "text", accepted: [...key.accepted] };
    default:
      return null;
  }
}

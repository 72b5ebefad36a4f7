/** The players as a host sees them, page by page: everybody who ever joined, in the order of their names. */
import { byName } from "../../poll/quiz/board.ts";
import { PLAYERS_PAGE } from "../../protocol/limits.ts";
import type { PlayersPage } from "../../protocol/server.ts";
import { currentOf, type QuizRoom, type QuizState } from "./room.ts";

export function pageOf(state: QuizState, room: QuizRoom, page: number, publicNameOf: (voter: string) => string): PlayersPage {
  const everybody = [...room.rows.everybody()].sort(byName);
  const pages = Math.max(1, Math.ceil(everybody.length / PLAYERS_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = everybody.slice(at * PLAYERS_PAGE, (at + 1) * PLAYERS_PAGE);
  const current = currentOf(state);
  const voters = shown.map(({ voter }) => voter);
  const answered = current === null ? null : room.rows.scoresOf(current, state.quiz.game, voters);
  const board = room.boardOf(state);
  const players = shown.map(({ voter, name, team, stretch, removed }) => ({
    player: publicNameOf(voter),
    name,
    team,
    stretch,
    removed,
    here: room.isHere(voter),
    answered: answered?.has(voter) ?? false,
    points: board?.standings[board.placeOf.get(voter) ?? -1]?.points ?? 0,
  }));
  return { players, of: everybody.length, page: at, pages };
}

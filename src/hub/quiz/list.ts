/** The players as a host sees them, page by page: everybody who ever joined, in the order of their names. */
import { byName } from "../../poll/quiz/board.ts";
import { PLAYERS_PAGE } from "../../protocol/limits.ts";
import type { PlayersPage } from "../../protocol/server.ts";
import { pageOf } from "../lists.ts";
import { currentOf, type QuizRoom, type QuizState } from "./room.ts";

export function playersOn(page: number, state: QuizState, room: QuizRoom, publicNameOf: (voter: string) => string): PlayersPage {
  const everybody = [...room.rows.everybody()].sort(byName);
  const { rows: shown, ...at } = pageOf(everybody, page, PLAYERS_PAGE);
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
  return { players, of: everybody.length, ...at };
}

/**
 * The leaderboard: sums over stored answers, never a state of its own. Only questions that are revealed count: a sum that moved with an answer
 * would say whether it was right. The rows of one revealed question are all it takes to go on, and after waking one pass over all of them
 * makes the same totals.
 */
import type { BoardView, PlayerView, StandingView, TeamView } from "../../protocol/quiz.ts";

export interface Row {
  voter: string;
  points: number;
  right: boolean;
}

/** Of one player, after the questions that were added. */
interface Total {
  points: number;
  rights: number;
  answers: number;
  /** Points of the last question. */
  gained: number;
}

/** Sums by player of everybody who has answered. A cache of rows: nothing here is stored. */
export interface Totals {
  questions: number;
  of: Map<string, Total>;
}

export type Member = { voter: string; name: string; team: number | null };

export function noTotals(): Totals {
  return { questions: 0, of: new Map() };
}

/** One more question is revealed: its rows, of which a player has one at most. Changes the totals. */
export function addQuestion(totals: Totals, rows: Iterable<Row>): void {
  totals.questions += 1;
  for (const total of totals.of.values()) total.gained = 0;
  for (const { voter, points, right } of rows) {
    const total = totals.of.get(voter) ?? { points: 0, rights: 0, answers: 0, gained: 0 };
    total.points += points;
    total.rights += right ? 1 : 0;
    total.answers += 1;
    total.gained = points;
    totals.of.set(voter, total);
  }
}

/** One row of the final table, which is exported as it is. */
interface Standing extends StandingView {
  voter: string;
  rights: number;
  answers: number;
}

export interface Board {
  /** How many questions it counts. */
  questions: number;
  /** Best first. */
  standings: Standing[];
  /** Place in `standings` by player. */
  placeOf: Map<string, number>;
  teams: TeamView[];
}

/** Everybody who plays, with or without answers. Equals stand in the order of their names. */
export function boardOf(totals: Totals, members: readonly Member[], teams: number): Board {
  const standings = members.map(({ voter, name, team }): Standing => {
    const { points, rights, answers, gained } = totals.of.get(voter) ?? { points: 0, rights: 0, answers: 0, gained: 0 };
    return { voter, name, team, points, rights, answers, gained, rank: 0, moved: null };
  });
  const before = totals.questions > 1 ? ranksBefore(standings) : null;
  ranked(standings, ({ points }) => points);
  for (const standing of standings) {
    const earlier = before?.get(standing.voter);
    if (earlier !== undefined) standing.moved = earlier - standing.rank;
  }
  const placeOf = new Map(standings.map(({ voter }, place) => [voter, place]));
  return { questions: totals.questions, standings, placeOf, teams: teamsOf(standings, teams) };
}

/** As many as everybody hears. Points are not told to who may not know them: that is up to `view.ts`. */
export function topOf({ standings, teams }: Board, most: number): BoardView {
  return { top: standings.slice(0, most).map(standingView), of: standings.length, teams };
}

/** A player's own place, and who is to be caught next. */
export function placeIn(board: Board, voter: string): PlayerView["place"] {
  const place = board.placeOf.get(voter);
  const own = place === undefined ? undefined : board.standings[place];
  if (place === undefined || !own) return null;
  // Equals share a rank: the next one to catch stands before the first of them.
  let above = place - 1;
  while (above >= 0 && board.standings[above]?.rank === own.rank) above -= 1;
  const next = board.standings[above];
  return { ...standingView(own), ahead: next ? { name: next.name, by: next.points - own.points } : null };
}

function standingView({ name, team, points, rank, gained, moved }: Standing): StandingView {
  return { name, team, points, rank, gained, moved };
}

function ranksBefore(standings: readonly Standing[]): Map<string, number> {
  const earlier = standings.map((standing) => ({ ...standing }));
  ranked(earlier, ({ points, gained }) => points - gained);
  return new Map(earlier.map(({ voter, rank }) => [voter, rank]));
}

/** Everywhere alike, whatever language the machine speaks. */
export function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** Sorts and numbers in place: 1, 2, 2, 4. */
function ranked<Ranked extends { rank: number; name: string }>(all: Ranked[], pointsOf: (one: Ranked) => number): void {
  all.sort((one, other) => pointsOf(other) - pointsOf(one) || byName(one, other));
  for (const [index, one] of all.entries()) {
    const above = all[index - 1];
    one.rank = above && pointsOf(above) === pointsOf(one) ? above.rank : index + 1;
  }
}

/** The mean of those who have played: a phone that joined and went to sleep costs its team nothing. Half points are kept to one place. */
function teamsOf(standings: readonly Standing[], teams: number): TeamView[] {
  const sums = Array.from({ length: teams }, () => ({ points: 0, people: 0 }));
  for (const { team, points, answers } of standings) {
    const sum = team === null ? undefined : sums[team];
    if (!sum || answers === 0) continue;
    sum.points += points;
    sum.people += 1;
  }
  const views = sums.map(({ points, people }, team) => {
    const mean = people === 0 ? 0 : Math.round((points / people) * 10) / 10;
    return { team, points: mean, rank: 0, name: String(team).padStart(3, "0") };
  });
  ranked(views, ({ points }) => points);
  return views.map(({ team, points, rank }) => ({ team, points, rank }));
}

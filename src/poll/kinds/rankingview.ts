/** What is said of a ranking: three methods, the one that leads, and why its winner won. */
import type { RankingTallyView, Round, Runoff, TieRule, Why } from "../../protocol/server.ts";
import { bytesOf } from "../bytes.ts";
import type { QuestionOf } from "../state.ts";
import { bordaPoints, condorcetWinner, schulzeOrder, strongestPaths } from "./pairwise.ts";
import type { RankingDigest, RankingTally } from "./ranking.ts";
import type { Ties } from "./runoff.ts";

/** Equals stand by more first places, then by more Borda points, then as in the list: anybody can do it again from the published counts. */
export function tiesOf(options: number, { ballots, counts, pairs }: RankingTally): Ties {
  const points = bordaPoints(options, pairs, ballots);
  const byPlaces = (one: number, other: number) => (counts[other] ?? 0) - (counts[one] ?? 0);
  const byPoints = (one: number, other: number) => (points[other] ?? 0) - (points[one] ?? 0);
  return {
    compare: (one, other) => byPlaces(one, other) || byPoints(one, other) || one - other,
    rule: (one, other) => (byPlaces(one, other) !== 0 ? "first-places" : byPoints(one, other) !== 0 ? "borda" : "order"),
  };
}

export function rankingView(
  { options, method }: QuestionOf<"ranking">,
  top: number,
  tally: RankingTally,
  irv: RankingDigest | null,
): RankingTallyView {
  const { ballots, counts, pairs, places } = tally;
  const size = options.length;
  if (ballots === 0) return { ballots, counts, order: [], why: null };
  const ties = tiesOf(size, tally);
  const points = bordaPoints(size, pairs, ballots);
  const byPoints = [...points.keys()].sort((one, other) => (points[other] ?? 0) - (points[one] ?? 0) || ties.compare(one, other));
  const paths = strongestPaths(size, pairs);
  const borda = { order: byPoints, points };
  const schulze = { order: schulzeOrder(size, paths, ties.compare), condorcet: condorcetWinner(size, pairs) };
  const why = {
    irv: () => (irv && irv.of > 0 ? whyRunoff(irv) : null),
    borda: () => whyBorda(borda, ties.rule),
    schulze: () => whySchulze(schulze, size, tally, paths, ties.rule),
  }[method]();
  const leading = { irv: irv?.order ?? [], borda: borda.order, schulze: schulze.order }[method];
  return {
    ...{ ballots, counts, order: leading, why, borda, schulze, ...(irv && { irv }) },
    pairs: rows(pairs, size),
    places: rows(places, top),
  };
}

/** The least that is left of it says as much as a choice would: ballots and first places. */
export function cutRanking(result: RankingTallyView, bytesMax: number): RankingTallyView {
  const { places, pairs, irv, schulze, borda, order, why, ...least } = result;
  const cut = { ...least, cut: true as const };
  const said = { order, why, borda, schulze };
  const short = irv && { ...irv, rounds: [irv.rounds[0], irv.rounds.at(-1)] as Round[] };
  const shorter: RankingTallyView[] = [
    result,
    { ...cut, ...said, irv, pairs },
    { ...cut, ...said, irv },
    { ...cut, ...said, irv: short },
    { ...cut, ...said },
    { ...cut, order, why },
  ];
  return shorter.find((view) => bytesOf(view) <= bytesMax) ?? cut;
}

function whyRunoff({ order, rounds, of }: Runoff): Why {
  const [winner, over] = order as [number, number];
  const last = rounds.at(-1);
  const votes = last?.counts[winner] ?? 0;
  const first = rounds[0]?.counts ?? [];
  const led = first.reduce<number>((best, count, option) => ((count ?? 0) > (first[best] ?? 0) ? option : best), 0);
  // Where the winner is alone at the end, what put the second out decided.
  const tie = rounds.find(({ out }) => out === over)?.tie;
  const overtook = (first[led] ?? 0) > (first[winner] ?? 0);
  const stood = { method: "irv" as const, winner, over, round: rounds.length, votes, of: of - (last?.exhausted ?? 0) };
  return { ...stood, ...(overtook && { led }), ...(tie && { tie }) };
}

function whyBorda({ order, points }: { order: number[]; points: number[] }, rule: Ties["rule"]): Why {
  const [winner, over] = order as [number, number];
  const [mine, theirs] = [points[winner] ?? 0, points[over] ?? 0];
  return { method: "borda", winner, over, points: mine, overPoints: theirs, ...(mine === theirs && { tie: rule(winner, over) }) };
}

function whySchulze(
  { order, condorcet }: { order: number[]; condorcet: number | null },
  size: number,
  { pairs }: RankingTally,
  paths: readonly number[],
  rule: (one: number, other: number) => TieRule,
): Why {
  const [winner, over] = order as [number, number];
  const between = (matrix: readonly number[], one: number, other: number) => matrix[one * size + other] ?? 0;
  const [votes, against] = [between(pairs, winner, over), between(pairs, over, winner)];
  const isTie = between(paths, winner, over) === between(paths, over, winner);
  const said = { method: "schulze" as const, winner, over, votes, against, condorcet: condorcet === winner };
  return { ...said, ...(isTie && { tie: rule(winner, over) }) };
}

function rows(matrix: readonly number[], width: number): number[][] {
  return Array.from({ length: matrix.length / width }, (_, row) => matrix.slice(row * width, (row + 1) * width));
}

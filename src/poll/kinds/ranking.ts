/**
 * Options in order, all or the top ones. The tally is a matrix of pairs and one of places, as large as the options make them: Borda and Schulze
 * come from it, exact at any time. An instant-runoff cannot be added up, so its rounds are digested from the stored ballots when somebody looks.
 */
import type { Choice } from "../../protocol/server.ts";
import type { QuestionOf } from "../state.ts";
import { addUp } from "./counts.ts";
import { facesOf } from "./faces.ts";
import type { Digest, Kind, Tally } from "./index.ts";
import { cutRanking, rankingView, tiesOf } from "./rankingview.ts";
import { Orders, runoff } from "./runoff.ts";

type Asked = QuestionOf<"ranking">;

/** `counts` are first places. */
export interface RankingTally extends Tally {
  /** `pairs[a * options + b]`: ballots that prefer a to b. What a ballot leaves out stands below all that is on it. */
  pairs: number[];
  /** `places[a * top + p]`: ballots with option a in place p. */
  places: number[];
}

export type RankingDigest = Digest & ReturnType<typeof runoff>;

export const ranking: Kind<Asked, RankingTally, RankingDigest> = {
  empty: (question) => ({
    ballots: 0,
    counts: zeros(question.options.length),
    pairs: zeros(question.options.length ** 2),
    places: zeros(question.options.length * topOf(question)),
  }),

  check(question, order) {
    const options = question.options.length;
    if (order.length === 0 || order.length > topOf(question)) return null;
    const isKnown = order.every((option) => Number.isInteger(option) && (option as number) >= 0 && (option as number) < options);
    return isKnown && new Set(order).size === order.length ? order.map((option) => Math.abs(option as number)) : null; // -0 is an honest 0
  },

  add: (tally, order, question) => moved(tally, order, question, 1),
  remove: (tally, order, question) => moved(tally, order, question, -1),

  isSound(question, tally) {
    const { ballots, counts, pairs, places } = tally;
    const [options, top] = [question.options.length, topOf(question)];
    if (counts.length !== options || pairs.length !== options ** 2 || places.length !== options * top || !addUp(tally))
      return false;
    for (let a = 0; a < options; a++) {
      if (places[a * top] !== counts[a]) return false;
      for (let b = 0; b < a; b++) {
        const [one, other] = [pairs[a * options + b] ?? -1, pairs[b * options + a] ?? -1];
        if (one < 0 || other < 0 || one + other > ballots) return false;
      }
    }
    return places.every((count) => count >= 0 && count <= ballots);
  },

  shape: ({ options, top }) => [options.length, top],

  digest(question, ballots) {
    const orders = new Orders(topOf(question));
    const tally = ranking.empty(question);
    for (const order of ballots) {
      orders.add(order);
      count(tally, order, question, 1);
    }
    return runoff(question.options.length, orders, tiesOf(question.options.length, tally));
  },

  result: (question, tally, digest) => rankingView(question, topOf(question), tally, digest),
  cut: cutRanking,

  view({ options, top, method, emoji, pictures }) {
    return { options, min: 1, max: top ?? options.length, top, method, ...facesOf({ emoji, pictures }) };
  },
};

function topOf({ options, top }: Asked): number {
  return top ?? options.length;
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

function moved({ ballots, counts, pairs, places }: RankingTally, order: Choice, question: Asked, by: 1 | -1): RankingTally {
  const tally = { ballots, counts: counts.slice(), pairs: pairs.slice(), places: places.slice() };
  count(tally, order, question, by);
  return tally;
}

function count(tally: RankingTally, order: Choice, question: Asked, by: 1 | -1): void {
  const [options, top] = [question.options.length, topOf(question)];
  const bump = (counts: number[], index: number) => {
    counts[index] = (counts[index] ?? 0) + by;
  };
  tally.ballots += by;
  bump(tally.counts, order[0] as number);
  const below = new Set(Array.from({ length: options }, (_, option) => option));
  for (const [place, option] of (order as number[]).entries()) {
    bump(tally.places, option * top + place);
    below.delete(option);
    for (const other of below) bump(tally.pairs, option * options + other);
  }
}

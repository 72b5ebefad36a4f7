/**
 * What is said of the answers to a question, by its kind. `counts` is there for every kind wherever this reader may see results, and only
 * there: a reader that knows nothing else draws bars from it.
 */

/** Without `counts` where this reader may not see the results. */
export interface TallyView {
  /** People who answered, not marks. */
  ballots: number;
  counts?: number[];
  /** Asked again: what the round before it said. */
  before?: { round: number; ballots: number; counts: number[] };
  /** A frame had no room for all of it: `GET …/results` has the rest. */
  cut?: true;
}

/** In the order of the options. */
interface ChoiceTallyView extends TallyView {
  counts: number[];
  /** Where answers of one's own are taken: how many gave one, and which, the most frequent first. `of`: how many of them are counted there. */
  other?: { people: number } & Partial<Digested> & { words?: string[]; counts?: number[] };
}

/** One count for each step. */
interface RatingTallyView extends TallyView {
  counts: number[];
  /** To three decimals; null without ballots. */
  mean: number | null;
  /** Between two steps where they share the middle. */
  median: number | null;
}

/** `of`: how many ballots the words, the median or the rounds were counted from; in a busy room a moment behind `ballots`. */
interface Digested {
  of: number;
}

/** One count for each bin. Where a frame had no room (`cut`), all but `ballots` and `counts` may be left out. */
interface NumberTallyView extends TallyView, Partial<Digested> {
  counts: number[];
  mean?: number | null;
  /** Exact. */
  median?: number | null;
  /** Where this reader may see the right answer: the value nearest to it (the smaller of two), and how many said it. */
  nearest?: { value: number; people: number } | null;
}

/** Counts stand in the order of `words`, the most frequent first. */
interface TextTallyView extends TallyView, Digested {
  counts: number[];
  words: string[];
  /** Answers (in a cloud: words) that are not in `words`: rare ones, and those that the host hides or the filter holds back. */
  others: number;
  /** Only for a host, where there is a filter: what it holds back, until `show-answer`. */
  held?: { words: string[]; counts: number[] };
}

export type Method = "irv" | "borda" | "schulze";

/** What decided between equals: more first places, then more Borda points, then standing earlier in the list. */
export type TieRule = "first-places" | "borda" | "order";

export interface Round {
  /** By option; null for what is out already. */
  counts: (number | null)[];
  /** Ballots on which nothing is left. */
  exhausted: number;
  /** Who goes after this round; null in the last one. */
  out: number | null;
  /** What decided who goes, where several had the fewest. */
  tie?: TieRule;
  /** Where the votes of `out` go, as [option, votes]. */
  moved?: [option: number, votes: number][];
}

/** `order` stands for every method: all options, the winner first; empty without ballots. */
export interface Runoff extends Digested {
  order: number[];
  /** All of them, or where a frame had no room the first and the last, or none. */
  rounds: Round[];
}

/**
 * Why the winner of the leading method won; options are indexes. `over` is the second of the order. `tie` is there where both were equal and
 * the rule for ties decided.
 */
export type Why =
  /** With `votes` of the `of` ballots that still counted in round `round`; `led` led the first round, where that was another. */
  | { method: "irv"; winner: number; over: number; round: number; votes: number; of: number; led?: number; tie?: TieRule }
  | { method: "borda"; winner: number; over: number; points: number; overPoints: number; tie?: TieRule }
  /** `condorcet`: the winner beats every other option one to one. `votes` prefer the winner to `over`, `against` the other way round. */
  | { method: "schulze"; winner: number; over: number; votes: number; against: number; condorcet: boolean; tie?: TieRule };

/** `counts`: first places. Where a frame had no room (`cut`), all but `ballots` and `counts` may be left out. */
export interface RankingTallyView extends TallyView {
  counts: number[];
  /** The order of the method that leads. */
  order?: number[];
  /** Null without ballots. */
  why?: Why | null;
  /** A point for every option below, half a point for one that was left out as well. */
  borda?: { order: number[]; points: number[] };
  schulze?: { order: number[]; condorcet: number | null };
  irv?: Runoff;
  /** `pairs[a][b]`: ballots that prefer a to b. */
  pairs?: number[][];
  /** `places[a][p]`: ballots with option a in place p, from 0. */
  places?: number[][];
}

/** By kind: what is said where this reader may see the results. */
export interface TallyViews {
  choice: ChoiceTallyView;
  rating: RatingTallyView;
  number: NumberTallyView;
  ranking: RankingTallyView;
  text: TextTallyView;
}

export type TalliesView = Record<string, TallyView>;

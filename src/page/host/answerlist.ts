/** The open answers of a question as a host cares for them, from what the tally and the question say. */
import type { QuestionViewOf, TallyView, TallyViews } from "../../protocol/server.ts";

type Open = QuestionViewOf<"text"> | QuestionViewOf<"choice">;
export type Sort = "frequent" | "newest";

export interface Answer {
  text: string;
  count: number;
  /** What the host counts as this one. */
  from: string[];
}

interface Said {
  listed: Answer[];
  /** Counted, not hidden, and not in the list. */
  rare: number;
  /** What the word filter holds back until the host looks. */
  held: Pick<Answer, "text" | "count">[];
}

/** `all` was read once, whole: what the frames have no room for comes from there. */
export function answersOf(question: Open, tally: TallyView | undefined, all?: TallyView): Said {
  const { hidden = [], merged = [] } = question;
  const said = saidIn(question, tally);
  const counted = countsIn(said);
  const gone = new Set([...hidden, ...merged.map(({ from }) => from)]);
  if (tally?.cut)
    for (const [text, count] of countsIn(saidIn(question, all)))
      if (!gone.has(text) && !counted.has(text)) counted.set(text, count);
  const listed = [...counted].map(([text, count]) => ({
    text,
    count,
    from: merged.filter(({ into }) => into === text).map(({ from }) => from),
  }));
  const rest = Math.max(0, (said.people ?? 0) - listed.reduce((sum, { count }) => sum + count, 0));
  const { held } = (tally ?? {}) as Partial<TallyViews["text"]>;
  const heldBack = held?.words.map((text, at) => ({ text, count: held.counts[at] ?? 0 })) ?? [];
  return { listed, rare: tally?.cut ? rest : 0, held: heldBack };
}

interface Words {
  words?: string[];
  counts?: number[];
  people?: number;
}

function countsIn({ words = [], counts = [] }: Words): Map<string, number> {
  return new Map(words.map((text, at) => [text, counts[at] ?? 0]));
}

function saidIn({ kind }: Open, tally: TallyView | undefined): Words {
  if (!tally?.counts) return {};
  if (kind === "choice") return (tally as TallyViews["choice"]).other ?? {};
  const { words, counts, of } = tally as TallyViews["text"];
  return { words, counts, people: of };
}

/** When this page first saw an answer: the hub keeps no order of answers, so that nobody can be told by it. */
class FirstSeen {
  readonly #places = new Map<string, number>();

  note({ id, round }: Open, listed: readonly Answer[]): void {
    // Those that come together stand with the most frequent one as the newest.
    for (const { text } of listed.toReversed()) {
      const key = `${id} ${round} ${text}`;
      if (!this.#places.has(key)) this.#places.set(key, this.#places.size);
    }
  }

  placeOf({ id, round }: Open, { text }: Answer): number {
    return this.#places.get(`${id} ${round} ${text}`) ?? 0;
  }
}

export const firstSeen = new FirstSeen();

export function sorted(question: Open, listed: readonly Answer[], sort: Sort): readonly Answer[] {
  if (sort === "frequent") return listed;
  return listed.toSorted((one, other) => firstSeen.placeOf(question, other) - firstSeen.placeOf(question, one));
}

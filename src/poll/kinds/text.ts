/** Open answers, as a wall or a word cloud. */
import type { TallyViews } from "../../protocol/server.ts";
import { bytesOf } from "../bytes.ts";
import type { QuestionOf } from "../state.ts";
import { type AnswersDigest, answerOf, cared, digested, firstWithin, type Listed, listed } from "./answers.ts";
import { wordsIn } from "./cloud.ts";
import type { Kind, Tally } from "./index.ts";
import { hasBlockedWord } from "./lists.ts";

type Asked = QuestionOf<"text">;
type View = TallyViews["text"];

export interface TextDigest extends AnswersDigest {
  /** Keys of what the filter knows. */
  blocked: ReadonlySet<string>;
}

const NOTHING: TextDigest = { of: 0, said: 0, kept: [], blocked: new Set() };

/** The tally knows how many answered, whatever they said; the words are in the ballots. */
export const text: Kind<Asked, Tally, TextDigest> = {
  empty: () => ({ ballots: 0, counts: [] }),

  check(_, [typed, ...more]) {
    const answer = more.length > 0 ? null : answerOf(typed);
    return answer === null ? null : [answer];
  },

  add: ({ ballots, counts }) => ({ ballots: ballots + 1, counts }),
  remove: ({ ballots, counts }) => ({ ballots: ballots - 1, counts }),
  isSound: (_, { ballots, counts }) => ballots >= 0 && counts.length === 0,
  shape: () => [],

  digest({ look, filter }, ballots, lists) {
    const partsOf = (answer: string) => (look === "cloud" ? wordsIn(answer, lists.stopWords) : [answer]);
    const { of, said, kept } = digested(ballots, ([answer]) => partsOf(String(answer)));
    const blocked = filter ? kept.filter(({ text }) => hasBlockedWord(text, lists)).map(({ key }) => key) : [];
    return { of, said, kept, blocked: new Set(blocked) };
  },

  result(question, { ballots }, digest, sight) {
    const { of, said, kept, blocked } = digest ?? NOTHING;
    const { shown, held } = cared(question, kept, blocked);
    return viewOf(ballots, of, said, listed(shown), sight === "h" && question.filter ? listed(held) : undefined);
  },

  cut(result, bytesMax) {
    const { ballots, of, words, counts, others, held } = result;
    const said = counts.reduce((sum, count) => sum + count, others);
    const least = viewOf(ballots, of, said, { words: [], counts: [] }, held && { words: [], counts: [] });
    const room = bytesMax - bytesOf({ ...least, cut: true });
    const shown = firstWithin({ words, counts }, room);
    const heldShown = held && firstWithin(held, room - bytesOf(shown));
    const isWhole = shown.words.length === words.length && heldShown?.words.length === held?.words.length;
    return isWhole ? result : { ...viewOf(ballots, of, said, shown, heldShown), cut: true };
  },

  view({ look, filter, hidden, merged, accepted, typos }, sight) {
    const key = sight === "h" && accepted.length > 0 ? { accepted, typos } : {};
    return { options: [], min: 1, max: 1, look, filter, ...(sight === "h" && { hidden, merged }), ...key };
  },
};

function viewOf(ballots: number, of: number, said: number, { words, counts }: Listed, held: Listed | undefined): View {
  const others = counts.reduce((rest, count) => rest - count, said);
  return { ballots, counts, words, others, of, ...(held && { held }) };
}

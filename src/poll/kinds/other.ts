/** A choice that also takes one answer of the voter's own, as one mark beside the options: `[0, "Ramen"]`, `["Ramen"]`. */
import type { Choice } from "../../protocol/server.ts";
import { bytesOf } from "../bytes.ts";
import type { QuestionOf } from "../state.ts";
import { type AnswersDigest, answerOf, cared, digested, firstWithin, listed } from "./answers.ts";
import { choice, optionsIn } from "./choice.ts";
import type { Kind, Tally } from "./index.ts";

/** As large as its options: how many gave an answer of their own, whatever they said. */
interface OtherTally extends Tally {
  people: number;
}

export const other: Kind<QuestionOf<"choice">, OtherTally, AnswersDigest> = {
  empty: (question) => ({ ...choice.empty(question), people: 0 }),

  check(question, marks) {
    const texts = marks.filter((mark) => typeof mark === "string");
    const answer = answerOf(texts[0]);
    if (texts.length > 1 || (texts.length === 1 && answer === null)) return null;
    if (marks.length < question.min || marks.length > question.max) return null;
    const options = optionsIn(
      question,
      marks.filter((mark) => typeof mark !== "string"),
    );
    return options && (answer === null ? options : [...options, answer]);
  },

  add: (tally, marks, question) => moved(tally, marks, question, "add"),
  remove: (tally, marks, question) => moved(tally, marks, question, "remove"),

  isSound({ options, min, max }, { ballots, counts, people }) {
    const all = [...counts, people];
    const marks = all.reduce((sum, count) => sum + count, 0);
    const fits = counts.length === options.length && all.every((count) => count >= 0 && count <= ballots);
    return fits && marks >= ballots * min && marks <= ballots * max;
  },

  shape: choice.shape,

  digest: (_, ballots) => digested(ballots, (marks) => marks.filter((mark) => typeof mark === "string")),

  result(question, { ballots, counts, people }, digest) {
    if (!digest) return { ballots, counts, other: { people } };
    return { ballots, counts, other: { people, of: digest.said, ...listed(cared(question, digest.kept, NONE).shown) } };
  },

  cut(result, bytesMax) {
    const { ballots, counts, other: said } = result;
    if (!said?.words || !said.counts) return result;
    const { words, counts: often, ...asked } = said;
    const least = { ballots, counts, cut: true } as const;
    const wordless = { ...least, other: { ...asked, words: [], counts: [] } };
    const room = bytesMax - bytesOf(wordless);
    if (room < 0) return bytesOf(result) <= bytesMax ? result : least;
    const shown = firstWithin({ words, counts: often }, room);
    return shown.words.length === words.length ? result : { ...wordless, other: { ...asked, ...shown } };
  },

  view(question, sight) {
    const { hidden, merged } = question;
    return { ...choice.view(question, sight), ...(sight === "h" && { hidden, merged }) };
  },
};

/** The filter is for open answers. */
const NONE: ReadonlySet<string> = new Set();

function moved({ people, ...tally }: OtherTally, marks: Choice, question: QuestionOf<"choice">, how: "add" | "remove"): OtherTally {
  const isOwn = typeof marks.at(-1) === "string";
  const counted = choice[how](tally, isOwn ? marks.slice(0, -1) : marks, question);
  return { ...counted, people: people + (isOwn ? (how === "add" ? 1 : -1) : 0) };
}

/** The only way out: what a reader may see. Hidden results never leave the hub, in no frame and no page. */
import type { ReceiptsView } from "../protocol/receipts.ts";
import type { PollView, QuestionView, Role, TalliesView, TallyView } from "../protocol/server.ts";
import { fitted } from "./fit.ts";
import { type Digest, kindOf, type Sight, type Tally } from "./kinds/index.ts";
import { isBegun, isRevealed } from "./quiz/view.ts";
import type { ReceiptsOf } from "./receipts.ts";
import type { Question, State } from "./state.ts";

export interface Reader {
  role: Role;
  /** Holds the host key. */
  host: boolean;
  /** Questions that this reader has an answer to in the current round. */
  voted: ReadonlySet<string>;
}

/** Anyone: what the API says to a caller without a name. */
export const ANYONE: Reader = { role: "voter", host: false, voted: new Set() };

/** Whoever showed the host key to the API. */
export const HOST: Reader = { role: "host", host: true, voted: new Set() };

/**
 * May this reader see the counts of this question now? A host sees all. A big screen opened with the host key shows what the room may see,
 * and counts as one who has voted: the host projects it for the room.
 */
export function maySee(state: State, question: Question, reader: Reader): boolean {
  if (isHost(reader)) return true;
  if (state.quiz) return isRevealed(state.quiz, state.poll.questions.indexOf(question));
  if (state.poll.showFrom > 0 && (state.tallies[question.id]?.ballots ?? 0) < state.poll.showFrom) return false;
  if (question.shown !== null) return question.shown;
  switch (state.poll.results) {
    case "always":
      return true;
    case "after-vote":
      return question.phase === "closed" || reader.voted.has(question.id) || reader.host;
    case "after-close":
      return question.phase === "closed";
    case "host":
      return false;
  }
}

/** With the key, and not as the big screen that everybody sees. */
function isHost({ host, role }: Reader): boolean {
  return host && role !== "stage";
}

/** `x` is a question that is not even known: one of a quiz that has not begun. */
type Letter = Sight | "x";

/** One letter for each question, in order: readers with the same key see the same. */
export function sightOf(state: State, reader: Reader): string {
  let sight = "";
  for (const [index, question] of state.poll.questions.entries()) {
    sight += isKnown(state, index, reader) ? sightOn(state, question, reader) : ("x" satisfies Letter);
  }
  return sight;
}

function isKnown({ quiz }: State, index: number, reader: Reader): boolean {
  return !quiz || isHost(reader) || isBegun(quiz, index);
}

function knownIn({ poll }: State, sight: string): { question: Question; sight: Sight }[] {
  return poll.questions.flatMap((question, index) => {
    const letter = (sight[index] ?? "x") as Letter;
    return letter === "x" ? [] : [{ question, sight: letter }];
  });
}

/** Questions whose very existence this reader may know. */
export function isShown(state: State, question: Question, reader: Reader): boolean {
  return isKnown(state, state.poll.questions.indexOf(question), reader);
}

/** Only some kinds have something that is the host's alone; where there is nothing, a host sees what anyone sees, in the same bytes. */
function sightOn(state: State, question: Question, reader: Reader): Sight {
  if (!maySee(state, question, reader)) return "n";
  if (!isHost(reader)) return "y";
  const hasOwn =
    question.kind === "number" ||
    question.kind === "text" ||
    (question.kind === "choice" && (question.other || question.right.length > 0));
  return hasOwn || isSmall(state, question.earlier) ? "h" : "y";
}

/** Would a round before give away who answered what? */
function isSmall({ poll }: State, earlier: Question["earlier"]): boolean {
  return earlier !== null && earlier.ballots < poll.showFrom;
}

/** Looks into the stored ballots for what the tally of this question does not hold; null where it holds all. */
export type DigestOf = (question: Question, tally: Tally) => Digest | null;

/** All there is, however large: for exports. */
export function talliesView(state: State, reader: Reader, digestOf: DigestOf): TalliesView {
  return talliesOf(state, sightOf(state, reader), digestOf);
}

/** As much as one frame carries. */
export function talliesForSight(state: State, sight: string, digestOf: DigestOf): TalliesView {
  return fitted(state.poll, talliesOf(state, sight, digestOf));
}

function talliesOf(state: State, sight: string, digestOf: DigestOf): TalliesView {
  return Object.fromEntries(
    knownIn(state, sight).map(({ question, sight }) => [question.id, tallyView(state, question, sight, digestOf)]),
  );
}

function tallyView(state: State, question: Question, sight: Sight, digestOf: DigestOf): TallyView {
  const tally = state.tallies[question.id];
  if (!tally || sight === "n") return { ballots: tally?.ballots ?? 0 };
  const kind = kindOf(question);
  const view = kind.digest
    ? digestedView(question, tally, digestOf(question, tally), sight)
    : kind.result(question, tally, null, sight);
  const { earlier } = question;
  // Words are not compared: they have no counts to stand side by side.
  if (!earlier || earlier.counts.length === 0 || (sight !== "h" && isSmall(state, earlier))) return view;
  return { ...view, before: earlier };
}

interface Seen {
  question: Question;
  digest: Digest | null;
  views: Map<Sight, TallyView>;
}

/** A tally that has not moved is not thought through again: most of a poll rests while one question takes votes. */
const seen = new WeakMap<Tally, Seen>();

function digestedView(question: Question, tally: Tally, digest: Digest | null, sight: Sight): TallyView {
  let known = seen.get(tally);
  if (known?.question !== question || known.digest !== digest) {
    known = { question, digest, views: new Map() };
    seen.set(tally, known);
  }
  let view = known.views.get(sight);
  if (!view) {
    view = kindOf(question).result(question, tally, digest, sight);
    known.views.set(sight, view);
  }
  return view;
}

/** `quiz`: as `quizView` says it; null in any other poll. */
export function pollView(
  state: State,
  sight: string,
  quiz: PollView["quiz"] = null,
  receiptsOf: ReceiptsOf = () => null,
): PollView {
  const { id, title, pace, results, revote, oneTap, sharedDevice, receipts, keepDays, showFrom, current, talk, entry } = state.poll;
  const endsAt = isoOf(state.poll.endsAt);
  const code = state.code?.code ?? null;
  const questions = knownIn(state, sight).map(({ question, sight }) => {
    const view = questionView(question, sight);
    const list = receipts && sight !== "n" && question.phase === "closed" && listOf(state, question, receiptsOf);
    return list ? { ...view, receipts: list } : view;
  });
  const settings = { title, pace, results, revote, oneTap, sharedDevice, keepDays, showFrom };
  return { id, ...settings, ...(receipts && { receipts }), current, endsAt, quiz, talk, entry, code, questions };
}

function listOf({ tallies }: State, question: Question, receiptsOf: ReceiptsOf): ReceiptsView | null {
  const tally = tallies[question.id];
  return tally ? receiptsOf(question, tally) : null;
}

function questionView(question: Question, sight: Sight): QuestionView {
  const { id, kind, text, phase, round, shown, seconds } = question;
  // `result` and `view` of a kind belong together, which the union cannot say.
  const running = { open: phase === "open", phase, round, shown, seconds, endsAt: isoOf(question.endsAt) };
  const again = question.earlier && ({ again: true } as const);
  return { id, kind, text, ...kindOf(question).view(question, sight), ...running, ...again } as QuestionView;
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Does a reader's sight depend on what they voted? Only then must the hub know it of each socket. */
export function sightDependsOnVotes(state: State): boolean {
  return (
    !state.quiz &&
    state.poll.results === "after-vote" &&
    state.poll.questions.some(({ shown, phase }) => shown === null && phase !== "closed")
  );
}

/** The only way out: what a reader may see. Hidden results never leave the hub, in no frame and no page. */
import type { PollView, QuestionView, Role, TalliesView } from "../protocol/server.ts";
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
  if (reader.host && reader.role !== "stage") return true;
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

/** One letter for each question, in order: readers with the same key see the same numbers. */
export function sightOf(state: State, reader: Reader): string {
  let sight = "";
  for (const question of state.poll.questions) sight += maySee(state, question, reader) ? "y" : "n";
  return sight;
}

export function talliesView(state: State, reader: Reader): TalliesView {
  return talliesForSight(state, sightOf(state, reader));
}

export function talliesForSight(state: State, sight: string): TalliesView {
  return Object.fromEntries(
    state.poll.questions.map(({ id }, index) => {
      const { ballots, counts } = state.tallies[id] ?? { ballots: 0, counts: [] };
      return [id, sight[index] === "y" ? { ballots, counts } : { ballots }];
    }),
  );
}

export function pollView(state: State): PollView {
  const { id, title, pace, results, revote, oneTap, sharedDevice, keepDays, questions } = state.poll;
  const code = state.code?.code ?? null;
  return { id, title, pace, results, revote, oneTap, sharedDevice, keepDays, code, questions: questions.map(questionView) };
}

function questionView({ id, kind, text, options, min, max, phase, round, shown }: Question): QuestionView {
  return { id, kind, text, options, min, max, open: phase === "open", phase, round, shown };
}

/** Does a reader's sight depend on what they voted? Only then must the hub know it of each socket. */
export function sightDependsOnVotes(state: State): boolean {
  return (
    state.poll.results === "after-vote" && state.poll.questions.some(({ shown, phase }) => shown === null && phase !== "closed")
  );
}

/** What opening, resetting, asking again and clearing make of a poll: rounds begin, and come back where that is undone. */
import type { Pace } from "../protocol/server.ts";
import type { QuestionEdit, Settings } from "./event.ts";
import { kindOf, type Tally } from "./kinds/index.ts";
import { type Care, type Poll, type Question, questionOf, type State } from "./state.ts";

/** Its own countdown starts where the question is asked, and not where a host lets latecomers in. */
export function opened(state: State, id: string, how: "opened" | "reopened" | "asked-again", now: number): State {
  const question = questionOf(state.poll, id);
  const tally = state.tallies[id];
  if (!question || !tally) return state;
  const endsAt = how === "reopened" || question.seconds === null ? null : now + question.seconds * 1_000;
  const open = withQuestion({ ...state, poll: withoutPastDeadline(state.poll, now) }, id, { phase: "open", endsAt });
  if (how !== "asked-again") return open;
  const round = question.lastRound + 1;
  const { ballots, counts } = tally;
  // A round that nobody answered is nothing to compare with: the one before it stays.
  const earlier = ballots > 0 ? { round: question.round, ballots, counts } : question.earlier;
  const beforeReset = { ...kept(question), tally, at: now };
  const again = withQuestion(open, id, { round, lastRound: round, shown: null, earlier, beforeReset });
  return withTally(again, id, kindOf(question).empty(question));
}

/** What opens behind a deadline would close at once: the deadline gives way. */
export function withoutPastDeadline(poll: Poll, now: number): Poll {
  return poll.endsAt !== null && poll.endsAt <= now ? { ...poll, endsAt: null } : poll;
}

export function phaseAtBirth(pace: Pace): Question["phase"] {
  return pace === "open" ? "open" : "waiting";
}

/** All begins anew, so what was before can no longer be undone. */
export function paced({ poll, ...state }: State, pace: Pace, now: number): State {
  const undone = withoutUndo(withoutPastDeadline(poll, now));
  const questions = undone.questions.map((question) => ({ ...question, phase: phaseAtBirth(pace), endsAt: null }));
  return { ...state, poll: { ...undone, pace, current: null, questions } };
}

/** What was voted under another promise of who may see it does not come back. */
export function resettled(poll: Poll, settings: Settings): Poll {
  if (settings.receipts === undefined || settings.receipts === poll.receipts) return { ...poll, ...settings };
  return { ...withoutUndo(poll), ...settings };
}

/** Nothing of what was voted before comes back. */
export function withoutUndo(poll: Poll): Poll {
  return { ...poll, beforeClear: null, questions: poll.questions.map((question) => ({ ...question, beforeReset: null })) };
}

/** As it was made, but in new rounds. */
export function cleared(state: State, now: number): State {
  const { pace, current, questions } = state.poll;
  const afresh = { phase: phaseAtBirth(pace), shown: null, earlier: null, endsAt: null };
  const again = questions.reduce((before, { id }) => withQuestion(reset(before, id, now), id, afresh), state);
  const rounds = Object.fromEntries(again.poll.questions.map(({ id, round }) => [id, round]));
  const beforeClear = { current, rounds, at: now };
  return { ...again, poll: { ...withoutPastDeadline(again.poll, now), current: null, beforeClear } };
}

/** What was asked again, reset or restructured by itself since then stays as it is. */
export function undoClear(state: State): State {
  const { beforeClear, questions } = state.poll;
  if (!beforeClear) return state;
  const meant = questions.filter(({ id, round }) => round === beforeClear.rounds[id]);
  const back = meant.reduce((after, { id }) => restored(after, id), state);
  return atOnePlace({ ...back, poll: { ...back.poll, current: beforeClear.current, beforeClear: null } });
}

/** A new round: ballots of the old one stay stored, and an old resend can never come back to life. */
export function reset(state: State, id: string, now: number): State {
  const question = questionOf(state.poll, id);
  const tally = state.tallies[id];
  if (!question || !tally) return state;
  const round = question.lastRound + 1;
  const beforeReset = { ...kept(question), tally, at: now };
  return withTally(withQuestion(state, id, { round, lastRound: round, beforeReset }), id, kindOf(question).empty(question));
}

/** A countdown that has run out meanwhile closes what comes back at once. */
export function undoReset(state: State, id: string): State {
  return atOnePlace(restored(state, id));
}

type Kept = Pick<Question, "round" | "phase" | "shown" | "endsAt" | "earlier">;

function kept({ round, phase, shown, endsAt, earlier }: Kept): Kept {
  return { round, phase, shown, endsAt, earlier };
}

function restored(state: State, id: string): State {
  const before = questionOf(state.poll, id)?.beforeReset;
  if (!before) return state;
  return withTally(withQuestion(state, id, { ...kept(before), beforeReset: null }), id, before.tally);
}

/** The room has gone on since: what comes back open elsewhere is closed. */
function atOnePlace(state: State): State {
  const { pace, current, questions } = state.poll;
  if (pace !== "host") return state;
  const elsewhere = questions.filter(({ id, phase }) => phase === "open" && id !== current);
  return elsewhere.reduce((after, { id }) => withQuestion(after, id, { phase: "closed", endsAt: null }), state);
}

/** Fields that the question has, by `decide`. */
type Change = Partial<Omit<Question, "kind" | "id">> | QuestionEdit | Care;

export function withQuestion(state: State, id: string, change: Change): State {
  const { poll } = state;
  const questions = poll.questions.map((question) => (question.id === id ? changed(question, change) : question));
  return { ...state, poll: { ...poll, questions } };
}

export function changed(question: Question, change: Change): Question {
  return { ...question, ...change } as Question;
}

export function withTally(state: State, id: string, tally: Tally): State {
  return { ...state, tallies: { ...state.tallies, [id]: tally } };
}

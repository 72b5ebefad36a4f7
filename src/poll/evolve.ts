/** `(state, event) -> state`. Every event counts one `seq`. A new poll begins here too. */
import type { NewPoll, NewQuestion } from "../protocol/client.ts";
import { KEEP_DAYS_DEFAULT } from "../protocol/limits.ts";
import type { Pace } from "../protocol/server.ts";
import type { Event, QuestionEdit } from "./event.ts";
import { withOption } from "./kinds/faces.ts";
import { isRestructured, kindOf, type Tally } from "./kinds/index.ts";
import { without, withPicture } from "./pictures.ts";
import { type Ballot, type Care, type CodeLease, type Poll, type Question, questionOf, type State } from "./state.ts";

export interface Birth {
  id: string;
  epoch: string;
  hostKeyHash: string;
  code: CodeLease | null;
  now: number;
}

export function newState(made: NewPoll, { id, epoch, hostKeyHash, code, now }: Birth): State {
  const pace = made.pace ?? "open";
  const questions = made.questions.map((question, index) => newQuestion(question, index, phaseAtBirth(pace)));
  return {
    epoch,
    seq: 1,
    at: now,
    hostKeyHash,
    code,
    poll: {
      id,
      title: made.title ?? "",
      pace,
      results: made.results ?? "always",
      revote: made.revote ?? true,
      oneTap: made.oneTap ?? false,
      sharedDevice: made.sharedDevice ?? false,
      keepDays: made.keepDays ?? KEEP_DAYS_DEFAULT,
      showFrom: made.showFrom ?? 0,
      current: null,
      beforeClear: null,
      endsAt: made.endsAt ?? null,
      questions,
    },
    pictures: {},
    tallies: Object.fromEntries(questions.map((question) => [question.id, kindOf(question).empty(question)])),
  };
}

export function evolve(state: State, event: Event, now: number): State {
  const next = { ...state, seq: state.seq + 1, at: Math.max(state.at, now) };
  switch (event.type) {
    case "voted":
      return { ...next, tallies: withBallot(state, event.ballot, event.before) };
    case "opened":
    case "reopened":
    case "asked-again":
      return opened(next, event.question, event.type, now);
    case "closed":
      return withQuestion(next, event.question, { phase: "closed", endsAt: null });
    case "timed":
      return withQuestion(next, event.question, { endsAt: event.endsAt });
    case "moved":
      return { ...next, poll: { ...state.poll, current: event.question } };
    case "paced":
      return paced(next, event.pace);
    case "cleared":
      return cleared(next, now);
    case "clear-undone":
      return undoClear(next);
    case "reset":
      return reset(next, event.question, now);
    case "reset-undone":
      return undoReset(next, event.question);
    case "results-shown":
      return withQuestion(next, event.question, { shown: event.shown });
    case "settings-changed":
      return { ...next, poll: { ...state.poll, ...event.settings } };
    case "question-edited":
      return edited(next, event.question, event.edit);
    case "option-added": {
      const question = questionOf(state.poll, event.question);
      return question && "options" in question ? edited(next, event.question, withOption(question, event.text)) : next;
    }
    case "answers-cared":
      return withQuestion(next, event.question, event.care);
    case "question-added":
      return withNewQuestion(next, event.question);
    case "picture-kept":
      return { ...next, pictures: withPicture(state.pictures, event.picture) };
    case "pictures-dropped":
      return { ...next, pictures: without(state.pictures, event.pictures) };
    case "key-rotated":
      return { ...next, hostKeyHash: event.hash };
    case "code-held":
      return { ...next, at: state.at, code: event.lease }; // a code that comes or lapses by itself is nobody's activity
  }
}

function newQuestion(made: NewQuestion, index: number, phase: Question["phase"]): Question {
  const fresh = { id: `q${index + 1}`, phase, round: 1, lastRound: 1, shown: null, endsAt: null, earlier: null, beforeReset: null };
  return made.kind === "text" || made.kind === "choice"
    ? { ...made, ...fresh, hidden: [], merged: [], allowed: [] }
    : { ...made, ...fresh };
}

function withNewQuestion(state: State, made: NewQuestion): State {
  const { poll } = state;
  const question = newQuestion(made, poll.questions.length, phaseAtBirth(poll.pace));
  const tallies = { ...state.tallies, [question.id]: kindOf(question).empty(question) };
  return { ...state, poll: { ...poll, questions: [...poll.questions, question] }, tallies };
}

function withBallot(state: State, ballot: Ballot, before: Ballot["choice"]): State["tallies"] {
  const question = questionOf(state.poll, ballot.question);
  const tally = state.tallies[ballot.question];
  if (!question || !tally) return state.tallies;
  const kind = kindOf(question);
  const without = before.length > 0 ? kind.remove(tally, before, question) : tally;
  return { ...state.tallies, [ballot.question]: ballot.choice.length > 0 ? kind.add(without, ballot.choice, question) : without };
}

/** Fields that the question has, by `decide`. */
type Change = Partial<Omit<Question, "kind" | "id">> | QuestionEdit | Care;

function withQuestion(state: State, id: string, change: Change): State {
  return { ...state, poll: withQuestionIn(state.poll, id, change) };
}

function withQuestionIn(poll: Poll, id: string, change: Change): Poll {
  return { ...poll, questions: poll.questions.map((question) => (question.id === id ? changed(question, change) : question)) };
}

function changed(question: Question, change: Change): Question {
  return { ...question, ...change } as Question;
}

/** Its own countdown starts where the question is asked, and not where a host lets latecomers in. A deadline that has passed gives way. */
function opened(state: State, id: string, how: "opened" | "reopened" | "asked-again", now: number): State {
  const question = questionOf(state.poll, id);
  const tally = state.tallies[id];
  if (!question || !tally) return state;
  const endsAt = how === "reopened" || question.seconds === null ? null : now + question.seconds * 1_000;
  const isPast = state.poll.endsAt !== null && state.poll.endsAt <= now;
  const poll = isPast ? { ...state.poll, endsAt: null } : state.poll;
  const open = withQuestion({ ...state, poll }, id, { phase: "open", endsAt });
  if (how !== "asked-again") return open;
  const round = question.lastRound + 1;
  const again = {
    round,
    lastRound: round,
    shown: null,
    earlier: { round: question.round, tally },
    beforeReset: { ...kept(question), tally, at: now },
  };
  return withTally(withQuestion(open, id, again), id, kindOf(question).empty(question));
}

function phaseAtBirth(pace: Pace): Question["phase"] {
  return pace === "open" ? "open" : "waiting";
}

function paced(state: State, pace: Pace): State {
  const questions = state.poll.questions.map((question) => ({ ...question, phase: phaseAtBirth(pace), endsAt: null }));
  return { ...state, poll: { ...state.poll, pace, current: null, questions } };
}

/** As it was made, but in new rounds. */
function cleared(state: State, now: number): State {
  const { pace, current, questions } = state.poll;
  const again = questions.reduce((before, { id }) => {
    const afresh = { phase: phaseAtBirth(pace), shown: null, earlier: null, endsAt: null };
    return withQuestion(reset(before, id, now), id, afresh);
  }, state);
  return { ...again, poll: { ...again.poll, current: null, beforeClear: { current, at: now } } };
}

/** What was reset by itself since then stays as it is. */
function undoClear(state: State): State {
  const { beforeClear, questions } = state.poll;
  if (!beforeClear) return state;
  const meant = questions.filter(({ beforeReset }) => beforeReset?.at === beforeClear.at);
  const back = meant.reduce((after, { id }) => undoReset(after, id), state);
  return { ...back, poll: { ...back.poll, current: beforeClear.current, beforeClear: null } };
}

/** A new round: ballots of the old one stay stored, and an old resend can never come back to life. */
function reset(state: State, id: string, now: number): State {
  const question = questionOf(state.poll, id);
  const tally = state.tallies[id];
  if (!question || !tally) return state;
  const round = question.lastRound + 1;
  const beforeReset = { ...kept(question), tally, at: now };
  return withTally(withQuestion(state, id, { round, lastRound: round, beforeReset }), id, kindOf(question).empty(question));
}

function kept({ round, phase, shown, earlier }: Pick<Question, "round" | "phase" | "shown" | "earlier">) {
  return { round, phase, shown, earlier };
}

function undoReset(state: State, id: string): State {
  const before = questionOf(state.poll, id)?.beforeReset;
  if (!before) return state;
  return withTally(withQuestion(state, id, { ...kept(before), endsAt: null, beforeReset: null }), id, before.tally);
}

/** Another structure means new counts, so a reset behind it can no longer be undone: its ballots were for the old one. Words alone change neither. */
function edited(state: State, id: string, edit: QuestionEdit): State {
  const before = questionOf(state.poll, id);
  if (!before) return state;
  const question = changed(before, edit);
  if (!isRestructured(before, question)) return withQuestion(state, id, edit);
  return withTally(withQuestion(state, id, { ...edit, beforeReset: null, earlier: null }), id, kindOf(question).empty(question));
}

function withTally(state: State, id: string, tally: Tally): State {
  return { ...state, tallies: { ...state.tallies, [id]: tally } };
}

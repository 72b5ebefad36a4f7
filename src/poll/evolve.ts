/** `(state, event) -> state`. Every event counts one `seq`. A new poll begins here too. */
import type { NewPoll, NewQuestion } from "../protocol/client.ts";
import { ENTRY_DEFAULTS } from "../protocol/entry.ts";
import { KEEP_DAYS_DEFAULT } from "../protocol/limits.ts";
import { QUIZ_DEFAULTS } from "../protocol/quiz.ts";
import { TALK_DEFAULTS } from "../protocol/talk.ts";
import { entryChanged, newEntry } from "./entry.ts";
import type { Event, QuestionEdit } from "./event.ts";
import { given } from "./given.ts";
import { withOption } from "./kinds/faces.ts";
import { isRestructured, kindOf } from "./kinds/index.ts";
import { without, withPicture } from "./pictures.ts";
import { quizMoved } from "./quiz/moved.ts";
import { newQuiz } from "./quiz/phase.ts";
import {
  changed,
  cleared,
  opened,
  paced,
  phaseAtBirth,
  reset,
  resettled,
  undoClear,
  undoReset,
  withoutPastDeadline,
  withQuestion,
  withTally,
} from "./rounds.ts";
import { type Ballot, type CodeLease, type Question, questionOf, type State } from "./state.ts";

export interface Birth {
  id: string;
  epoch: string;
  hostKeyHash: string;
  code: CodeLease | null;
  /** Lets the room in, where the poll asks for it. */
  accessCode?: string;
  now: number;
}

export function newState(made: NewPoll, { id, epoch, hostKeyHash, code, accessCode, now }: Birth): State {
  const pace = made.pace ?? "open";
  const entry = { ...ENTRY_DEFAULTS, ...given(made.entry ?? {}) };
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
      revote: pace !== "quiz" && (made.revote ?? true),
      oneTap: made.oneTap ?? false,
      sharedDevice: made.sharedDevice ?? false,
      receipts: pace !== "quiz" && (made.receipts ?? false),
      keepDays: made.keepDays ?? KEEP_DAYS_DEFAULT,
      showFrom: made.showFrom ?? 0,
      talk: { ...TALK_DEFAULTS, ...given(made.talk ?? {}) },
      entry,
      current: null,
      beforeClear: null,
      endsAt: pace === "quiz" ? null : (made.endsAt ?? null),
      questions,
    },
    quiz: made.pace === "quiz" ? newQuiz({ ...QUIZ_DEFAULTS, ...given(made.quiz ?? {}) }, now) : null,
    entry: newEntry(entry, accessCode),
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
      return paced(next, event.pace, now);
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
      return { ...next, poll: resettled(state.poll, event.settings) };
    case "question-edited":
      return edited(next, event.question, event.edit);
    case "option-added": {
      const question = questionOf(state.poll, event.question);
      return question && "options" in question ? edited(next, event.question, withOption(question, event.text)) : next;
    }
    case "answers-cared":
      return withQuestion(next, event.question, event.care);
    case "question-added":
      return withNewQuestion(next, event.question, now);
    case "quiz-moved":
      return quizMoved(next, event.event);
    case "lobby-changed":
    case "joined":
      return { ...next, quiz: state.quiz && { ...state.quiz, lobby: event.lobby } };
    case "player-changed":
      return next;
    case "picture-kept":
      return { ...next, pictures: withPicture(state.pictures, event.picture) };
    case "pictures-dropped":
      return { ...next, pictures: without(state.pictures, event.pictures) };
    case "entry-changed":
      return entryChanged(next, event.settings, event.entry);
    case "key-rotated":
      return { ...next, hostKeyHash: event.hash };
    case "code-held":
      return { ...next, at: state.at, code: event.lease }; // a code that comes or lapses by itself is nobody's activity
  }
}

function newQuestion(made: NewQuestion, index: number, phase: Question["phase"], round = 1): Question {
  const rounds = { round, lastRound: round, shown: null, endsAt: null, earlier: null, beforeReset: null };
  const fresh = { id: `q${index + 1}`, phase, ...rounds };
  return made.kind === "text" || made.kind === "choice"
    ? { ...made, ...fresh, hidden: [], merged: [], allowed: [] }
    : { ...made, ...fresh };
}

function withNewQuestion(state: State, made: NewQuestion, now: number): State {
  const poll = state.poll.pace === "open" ? withoutPastDeadline(state.poll, now) : state.poll;
  const question = newQuestion(made, poll.questions.length, phaseAtBirth(poll.pace), state.quiz?.game);
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

/** Another structure means new counts, so a reset behind it can no longer be undone: its ballots were for the old one. Words alone change neither. */
function edited(state: State, id: string, edit: QuestionEdit): State {
  const before = questionOf(state.poll, id);
  if (!before) return state;
  const question = changed(before, edit);
  if (!isRestructured(before, question)) return withQuestion(state, id, edit);
  return withTally(withQuestion(state, id, { ...edit, beforeReset: null, earlier: null }), id, kindOf(question).empty(question));
}

/** English: every sentence that a person reads, one group for each place where it is read. */
import type { Code, Detail } from "../protocol/codes.ts";

export const product = {
  name: "Showhands",
  line: "A show of hands for rooms of any size",
  noScript: "This page needs JavaScript, which is switched off in this browser.",
};

/** One sentence for each code of a refusal. */
export const refusals: Record<Code, string> = {
  "bad-message": "This could not be understood.",
  "bad-choice": "This is not a possible answer to the question.",
  "not-host": "This needs the host's key.",
  "not-allowed": "This is not possible here.",
  "no-such-poll": "There is no poll at this address. It may have been deleted.",
  "no-such-question": "This question does not exist.",
  "no-such-page": "There is nothing at this address.",
  "no-such-code": "No open poll has this code. Look at the screen once more.",
  "wrong-method": "This address does not take this kind of request.",
  closed: "This question is closed.",
  "not-open": "This question is not open yet.",
  "already-voted": "You have already voted, and votes cannot be changed here.",
  "too-large": "This is too large.",
  "wrong-type": "Send this as application/json.",
  "hello-first": "Say hello before anything else.",
  "upgrade-needed": "This address is for WebSockets.",
  "too-fast": "That was too fast. Wait a moment and try again.",
  full: "The room is full. Try again in a moment.",
  busy: "Showhands is overloaded right now. Nothing is lost; try again in a moment.",
};

/** Why, where the code alone would leave a person guessing. */
export const details: Record<Detail | "questions", string> = {
  "already-open": "This question is open already.",
  "never-opened": "This question was never opened, so it cannot be opened again.",
  "has-votes": "There are votes already, and they depend on this. Reset the question first.",
  "too-many-options": "That would be more options than a poll can carry: 50 for a question, 1,500 in all.",
  "too-many-questions": "A poll has at most 50 questions.",
  marks: "The least and the most number of answers do not fit together, or there are fewer options than that.",
  "nothing-to-undo": "There is nothing to undo any more.",
  "nothing-to-change": "Nothing in this would change anything.",
  questions: "Send one question, or a list of questions, but not both.",
};

/** Names the place in a poll that somebody sent, as in `questions.0.options.3 long`. */
export function place(detail: string): string | undefined {
  const [path = "", wrong = ""] = detail.split(" ");
  const [, question, field, option] = /^(?:questions\.(\d+)\.?)?(\w*)\.?(\d*)$/.exec(path) ?? [];
  if (question === undefined && !field) return undefined;
  const where = [
    question === undefined ? "" : `question ${Number(question) + 1}`,
    field ? (PLACES[field] ?? `"${field}"`) : "",
    option ? `${Number(option) + 1}` : "",
  ];
  const named = where.filter(Boolean).join(", ").replace(/, (\d+)$/, " $1");
  return `${named.charAt(0).toUpperCase()}${named.slice(1)} ${WRONGS[wrong] ?? "is missing or not of the right kind"}.`;
}

const PLACES: Record<string, string> = {
  title: "the title",
  text: "the text",
  options: "option",
  questions: "the list of questions",
};

const WRONGS: Record<string, string> = {
  long: "is too long",
  empty: "is empty",
  few: "has too few entries",
  many: "has too many entries",
  marks: "asks for more answers than it has options",
};

/** Small parts that every page shares. */
export const ui = {
  undo: "Undo",
  dismiss: "OK",
  theme: { system: "Colours: as your device", light: "Colours: light", dark: "Colours: dark" },
};

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

export const vote = {
  vote: "Vote",
  change: "Change my vote",
  takeBack: "Take my vote back",
  nextQuestion: "Next question",
  nextPerson: "Next person",
  back: "Question before",
  next: "Question after",
  step: (number: number, of: number): string => `Question ${number} of ${of}`,
  stepDone: "answered",
  voted: (count: number): string => (count === 0 ? "Nobody has voted yet" : count === 1 ? "1 has voted" : `${count} have voted`),
  hint: (min: number, max: number, options: number): string => {
    if (max === 1) return "One answer";
    if (min === max) return max === options ? `All ${max} answers` : `Exactly ${max} answers`;
    if (min === 1) return max >= options ? "As many answers as you like" : `Up to ${max} answers`;
    return `${min} to ${max} answers`;
  },
  chosen: (count: number, max: number): string => `${count} of ${max} chosen`,
  tooFew: (min: number): string => (min === 1 ? "Choose an answer first." : `Choose at least ${min} answers.`),
  tap: "Tap an answer to vote",
  tapAgain: "Tap another answer to change your vote",
  yourVote: "your vote",
  counts: "Your vote counts",
  closedNow: "Voting is closed",
  notYet: "Voting has not started",
  waitsHere: "Your vote is kept on this phone and goes out by itself as soon as there is a connection.",
  percent: (percent: number, count: number): string => `${percent} percent, ${count === 1 ? "1 vote" : `${count} votes`}`,
  chip: {
    saved: "Saved",
    sending: "Sending",
    kept: "Waiting to send",
    connecting: "Connecting",
    reconnecting: "Reconnecting",
    offline: "Offline",
    closed: "Closed",
    waiting: "Waiting for the host",
  },
  heard: {
    saved: "Your vote is saved.",
    takenBack: "Your vote is taken back.",
    counted: (ballots: number): string => `${people(ballots)} voted so far.`,
    opened: (text: string): string => `Open for votes: ${text}`,
    closed: "This question is closed.",
    reconnecting: "The connection is lost. Trying again.",
    back: "Connected again.",
  },
  /** Refused votes: what happened and what to do. Other codes have their sentence in `refusals`. */
  refused: {
    closed: "The question closed before your vote arrived, so this vote does not count.",
    "not-open": "The question is not open yet. Vote again when the host opens it.",
    "already-voted": "You have voted before, and your first vote counts.",
    "bad-choice": "The answers have changed in the meantime. Look once more, then vote again.",
    "too-fast": "That was a little fast. Wait a moment, then vote again.",
    full: "The room is full right now. Try again in a moment.",
    busy: "Showhands is very busy right now. Try again in a moment.",
  } as Partial<Record<Code, string>>,
  first: { title: "One moment", line: "The poll is on its way to your phone." },
  hosted: { title: "You are in", line: "The host shows the first question soon. This page changes by itself." },
  gone: { title: "This poll is gone", line: "It was deleted, or the link is not complete. Ask the host for a new one." },
  deleted: { title: "This poll was deleted", line: "The host removed it with all its votes." },
  refusedPage: { title: "This page was disconnected", line: "Your saved votes count. Load the page again to go on." },
  home: "Make your own poll",
  reload: "Load again",
};

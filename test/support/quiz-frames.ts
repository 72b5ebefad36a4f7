/** A quiz as a hub tells it, without a hub: each phase on a page at once. Frames are whole, as the wire has them. */

import type { Page } from "playwright-core";
import { ENTRY_DEFAULTS } from "../../src/protocol/entry.ts";
import { QUIZ_DEFAULTS } from "../../src/protocol/quiz.ts";
import type {
  Choice,
  MineView,
  PlayerView,
  PollView,
  QuestionView,
  QuizView,
  Snapshot,
  TalliesView,
} from "../../src/protocol/server.ts";
import { TALK_DEFAULTS } from "../../src/protocol/talk.ts";
import { type CannedHub, enterCanned } from "./canned.ts";

const POLL = "a2b3c4d5e6f7g8";

const asked = { min: 1, max: 1, open: true, phase: "open", round: 1, shown: null, seconds: 10, endsAt: null } as const;

export const CHOICE: QuestionView = {
  ...asked,
  id: "q1",
  kind: "choice",
  text: "Which planet has the most moons?",
  options: ["Earth", "Jupiter", "Saturn", "Mars"],
  other: false,
  look: "bars",
};

export const LONG: QuestionView = {
  ...CHOICE,
  text: "Which of these sentences about the deep sea is true as far as anybody knows today?",
  options: [
    "Most of the sea floor has been seen by people",
    "Sound travels faster there than in air",
    "Sunlight reaches the bottom of every sea",
    "No animal lives below a depth of five kilometres",
    "Its water never moves",
    "It is warmer than the water above",
  ],
};

export const SEVERAL: QuestionView = { ...CHOICE, text: "Which of these are prime?", options: ["7", "9", "11", "15"], max: 2 };

export const NUMBER: QuestionView = {
  ...asked,
  id: "q1",
  kind: "number",
  text: "How many beans are in the jar?",
  options: [],
  unit: "beans",
  from: 0,
  to: 100,
  step: 1,
  bins: { width: 5, count: 20 },
};

export const TEXT: QuestionView = {
  ...asked,
  id: "q1",
  kind: "text",
  text: "What is the capital of Australia?",
  options: [],
  look: "cloud",
  filter: true,
};

const standing = { name: "Anna", team: null, points: 1_890, rank: 3, gained: 890, moved: 2 };

export const ANNA: PlayerView = {
  name: "Anna",
  team: null,
  stretch: 1,
  endsAt: null,
  answered: false,
  scored: null,
  place: null,
};

export const PLACED: PlayerView = { ...ANNA, answered: true, place: { ...standing, ahead: { name: "Brave Otter", by: 120 } } };

export const BOARD = {
  top: [
    { name: "Mustafa", team: 0, points: 2_740, rank: 1, gained: 960, moved: 0 },
    { name: "Brave Otter", team: 1, points: 2_010, rank: 2, gained: 0, moved: -1 },
    standing,
  ],
  of: 12,
  teams: [],
};

export interface Told {
  quiz?: Partial<QuizView>;
  player?: PlayerView | null;
  question?: QuestionView;
  mine?: Choice;
  tallies?: TalliesView;
}

let seq = 1;

export function snapshotOf({ quiz, player, question, mine, tallies }: Told): Snapshot {
  const told: QuizView = {
    phase: "not-started",
    game: 1,
    settings: { ...QUIZ_DEFAULTS },
    index: question ? 0 : null,
    of: 5,
    from: null,
    endsAt: null,
    until: null,
    players: 12,
    answered: 4,
    lobby: "open",
    key: null,
    board: null,
    ...quiz,
  };
  const poll: PollView = {
    id: POLL,
    title: "Friday quiz",
    pace: "quiz",
    results: "after-close",
    revote: false,
    oneTap: false,
    sharedDevice: false,
    keepDays: 30,
    showFrom: 1,
    talk: TALK_DEFAULTS,
    entry: ENTRY_DEFAULTS,
    current: question?.id ?? null,
    endsAt: null,
    quiz: told,
    code: null,
    questions: question ? [question] : [],
  };
  const counts: MineView = question && mine ? { [question.id]: { choice: mine, n: 1 } } : {};
  return {
    type: "snapshot",
    epoch: "k3f9",
    seq: seq++,
    role: "voter",
    poll,
    tallies: tallies ?? (question ? { [question.id]: { ballots: 4 } } : {}),
    present: 12,
    mine: counts,
    ...(player !== undefined && { player }),
  };
}

/** A question that runs for ten seconds from now. */
export function running(question: QuestionView, player: PlayerView = PLACED, seconds = 8): Told {
  const endsAt = Date.now() + seconds * 1_000;
  const own = player.stretch === "none" ? null : endsAt;
  return {
    question,
    player: { ...player, answered: false, endsAt: own },
    quiz: { phase: "question", from: endsAt - 10_000, endsAt, until: endsAt, board: BOARD },
  };
}

export interface QuizHub extends CannedHub {
  tell(told: Told): void;
}

/** The page of `origin` with the facts of this poll, on a line to a hub that says what it is told to say. */
export async function enterQuiz(page: Page, origin: string, shell: string, first: Told): Promise<QuizHub> {
  let told = first;
  const { player: _mine, mine: _ballots, ...seen } = snapshotOf(first);
  const facts = { poll: POLL, origin, first: seen, problem: null };
  const hub = await enterCanned(page, { poll: POLL, url: `${origin}/p/${POLL}`, shell, facts, greet: () => snapshotOf(told) });
  hub.answer = ({ type, ref }) => (type === "vote" ? { type: "ack", ref, status: "counted", seq } : undefined);
  const tell = (next: Told) => {
    told = next;
    hub.say(snapshotOf(told));
  };
  return Object.assign(hub, { tell });
}

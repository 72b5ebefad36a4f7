/** What can have happened. Events are facts: folding them into a state never fails. */
import type { NewQuestion, PollCommand } from "../protocol/client.ts";
import type { EntrySettings } from "../protocol/entry.ts";
import type { Choice, Pace } from "../protocol/server.ts";
import type { Picture } from "./command.ts";
import type { Entry } from "./entry.ts";
import type { QuizEvent } from "./quiz/phase.ts";
import type { Lobby, Player } from "./quiz/quiz.ts";
import type { Ballot, Care, CodeLease, Poll } from "./state.ts";

export type Settings = Partial<
  Pick<Poll, "title" | "results" | "revote" | "oneTap" | "sharedDevice" | "receipts" | "keepDays" | "showFrom" | "endsAt" | "talk">
>;

/** Fields of one kind; `decide` has seen that the question is of it. */
export type QuestionEdit = Omit<
  Extract<PollCommand, { command: "edit" }>,
  keyof Settings | "command" | "question" | "pace" | "quiz" | "entry"
>;

export type Event =
  /** `before` is the choice that this ballot replaces, empty when there was none. */
  | { type: "voted"; ballot: Ballot; before: Choice }
  | { type: "opened" | "reopened" | "asked-again" | "closed"; question: string }
  /** `round`, with so many `ballots`, no longer counts, until the reset is undone; `why` is for those who voted in it, "" for nothing. */
  | { type: "reset"; question: string; round: number; ballots: number; why: string }
  /** The round that counts again. */
  | { type: "reset-undone"; question: string; round: number }
  /** Where the host paces, the room is now at this question. */
  | { type: "moved"; question: string }
  | { type: "timed"; question: string; endsAt: number | null }
  | { type: "paced"; pace: Pace }
  | { type: "cleared" | "clear-undone" }
  | { type: "results-shown"; question: string; shown: boolean }
  | { type: "settings-changed"; settings: Settings }
  | { type: "question-edited"; question: string; edit: QuestionEdit }
  | { type: "answers-cared"; question: string; care: Care }
  | { type: "option-added"; question: string; text: string }
  | { type: "question-added"; question: NewQuestion }
  | { type: "picture-kept"; picture: Picture }
  | { type: "pictures-dropped"; pictures: string[] }
  | { type: "quiz-moved"; event: QuizEvent }
  | { type: "lobby-changed"; lobby: Lobby }
  /** A player's row is stored, and no part of the state; each newcomer takes a place of the lobby. */
  | { type: "joined"; player: Player; lobby: Lobby }
  | { type: "player-changed"; player: Player }
  | { type: "entry-changed"; settings: EntrySettings; entry: Entry }
  | { type: "key-rotated"; hash: string }
  | { type: "code-held"; lease: CodeLease | null };

/** Codes of refusals and errors: lower-case words that never change meaning, each with its HTTP status. */
import type { EntryDetail } from "./entry.ts";
import type { QuizDetail } from "./quiz.ts";
import type { ReceiptsDetail } from "./receipts.ts";
import type { TalkDetail } from "./talk.ts";

export const STATUS_OF = {
  "bad-message": 400,
  "bad-choice": 400,
  "not-host": 401,
  "not-allowed": 403,
  "no-such-poll": 404,
  "no-such-question": 404,
  "no-such-page": 404,
  "no-such-code": 404,
  "wrong-method": 405,
  closed: 409,
  "not-open": 409,
  "already-voted": 409,
  "too-large": 413,
  "wrong-type": 415,
  "hello-first": 400,
  "upgrade-needed": 426,
  "too-fast": 429,
  full: 503,
  busy: 503,
} as const;

export type Code = keyof typeof STATUS_OF;

/** Keys of the sentences that say why, where the code alone would leave a person guessing. */
export type Detail =
  | EntryDetail
  | QuizDetail
  | TalkDetail
  | ReceiptsDetail
  | "already-open"
  | "never-opened"
  | "has-votes"
  | "too-many-options"
  | "too-many-questions"
  | "marks"
  | "range"
  | "top"
  | "faces"
  | "no-such-picture"
  | "pictures-full"
  | "copy-votes"
  | "copy-quiz"
  | "no-picture"
  | "not-paced"
  | "no-next"
  | "no-back"
  | "not-of-kind"
  | "too-many-answers"
  | "nothing-to-undo"
  | "nothing-to-change"
  | "right"
  | "quiz-kind"
  | "quiz-options"
  | "stays-quiz"
  | "no-quiz"
  | "no-such-player"
  | "voter-header";
